import type { Ajv2020 } from "ajv/dist/2020.js";
import type { SchemaValidateFunction } from "ajv/dist/types/index.js";
import type { Documents, Place } from "../documents.ts";
import { compiledUnits, createAjv, type CompiledUnits } from "./compiled-units.ts";
import type { Translated } from "./keywords.ts";
import { createMembers } from "./members.ts";
import { compilePiece, type Pieces } from "./pieces.ts";
import { translate, type Reading, type Surroundings } from "./translate.ts";
import type { Validator } from "./validator.ts";

/** Compiled schemas of one contract, each made on first use and kept. */
export interface Validators {
  /** Throws `Undecided` where the schema cannot be judged. */
  of(place: Place, reading: Reading): Validator;
}

/**
 * `linked`: whether some schema looks at what others have evaluated (`unevaluatedProperties`), so
 * that ajv has to see through references. Otherwise every referenced schema and every property is
 * compiled when a value first reaches it, and what says the same is compiled once: that keeps large
 * and recursive contracts cheap. `units`: what has been compiled of other contracts.
 */
export function createValidators(
  documents: Documents,
  units: CompiledUnits,
  traits: { readonly linked: boolean; readonly marks: boolean },
): Validators {
  const known = new Map<string, { readonly place: Place; readonly reading: Reading }>();
  const pending: string[] = [];
  const ajv = createAjv();
  const keyOf = (place: Place, reading: Reading): string => {
    const key = keyText(place, reading);
    if (!known.has(key)) {
      known.set(key, { place, reading });
      if (traits.linked) pending.push(key);
    }
    return key;
  };
  const members = createMembers((place, reading) => validatorOf(keyOf(place, reading)));
  const around: Surroundings = {
    documents,
    marks: traits.marks,
    piecewise: !traits.linked,
    reference: (place, reading) => ({
      [traits.linked ? "$ref" : "schemaAt"]: keyOf(place, reading),
    }),
    members: members.keywordFor,
  };
  const compiled = new Map<string, Validator>();
  const unitAt = (key: string): Translated => {
    const unit = known.get(key);
    if (unit === undefined) throw new Error(`no schema was registered as ${key}`);
    return translate(around, unit.place, unit.reading);
  };
  const pieces: Pieces = {
    common: units,
    own: compiledUnits(() => ajv),
    validatorOf: (key) => validatorOf(key),
    membersOf: members.of,
  };
  const link = (key: string): Validator => {
    // Translating a schema registers the ones it refers to; ajv must have all of them first.
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      ajv.addSchema(unitAt(next), next);
    }
    const validate = ajv.getSchema(key);
    if (validate === undefined) throw new Error(`ajv does not know ${key}`);
    return validate;
  };
  const validatorOf = (key: string): Validator => {
    const done = compiled.get(key);
    if (done !== undefined) return done;
    const validate = traits.linked ? link(key) : compilePiece(unitAt(key), pieces);
    compiled.set(key, validate);
    return validate;
  };
  addKeywords(ajv, validatorOf);
  ajv.addKeyword(members.definition);
  return { of: (place, reading) => validatorOf(keyOf(place, reading)) };
}

/** One text for a schema read in one way. Names are sorted; JSON text keeps them apart. */
function keyText(place: Place, reading: Reading): string {
  const { direction, open, exempt, exact } = reading;
  const names = [[...exempt].sort(), [...exact].sort(), ...reading.spared.map(spared)];
  const said = names.some((some) => some.length > 0) ? JSON.stringify(names) : "";
  const way = `${direction}${open ? "+" : ""}${said}`;
  return `schema:${encodeURIComponent(`${place.file}#${place.pointer}|${way}`)}`;
}

function spared({ name, by }: Reading["spared"][number]): readonly string[] {
  return [name, ...by.map(({ file, pointer }) => `${file}#${pointer}`)];
}

function addKeywords(ajv: Ajv2020, validatorOf: (key: string) => Validator): void {
  const schemaAt: SchemaValidateFunction = (key: string, data, _parent, at) => {
    const validate = validatorOf(key);
    const isValid = validate(data, at);
    if (validate.errors) schemaAt.errors = validate.errors;
    return isValid;
  };
  ajv.addKeyword({ keyword: "schemaAt", schemaType: "string", errors: "full", validate: schemaAt });
}
