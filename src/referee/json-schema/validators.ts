import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { SchemaValidateFunction } from "ajv/dist/types/index.js";
import addFormats from "ajv-formats";
import type { Direction } from "../../model/semantics.ts";
import { Undecided } from "../answer.ts";
import { compilePattern, testPattern } from "../deadline.ts";
import type { Documents, Place } from "../documents.ts";
import type { Translated } from "./keywords.ts";
import { createMembers } from "./members.ts";
import { translate, type Reading, type Surroundings } from "./translate.ts";

/** Compiled schemas of one contract, each made on first use and kept. */
export interface Validators {
  /** Throws `Undecided` where the schema cannot be judged. */
  of(place: Place, reading: Reading): ValidateFunction;
}

/**
 * `linked`: whether some schema looks at what others have evaluated (`unevaluatedProperties`), so
 * that ajv has to see through references. Otherwise every referenced schema and every property is
 * compiled when a value first reaches it, and what says the same is compiled once: that keeps large
 * and recursive contracts cheap.
 */
export function createValidators(
  documents: Documents,
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
  const compiled = new Map<string, ValidateFunction>();
  const unitAt = (key: string): Translated => {
    const unit = known.get(key);
    if (unit === undefined) throw new Error(`no schema was registered as ${key}`);
    return translate(around, unit.place, unit.reading);
  };
  const shared = new Map<string, ValidateFunction>();
  const compile = (key: string): ValidateFunction => {
    const unit = unitAt(key);
    const text = textOf(unit);
    const validate = shared.get(text) ?? ajv.compile(unit);
    if (text !== "") shared.set(text, validate);
    return validate;
  };
  const link = (key: string): ValidateFunction => {
    // Translating a schema registers the ones it refers to; ajv must have all of them first.
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      ajv.addSchema(unitAt(next), next);
    }
    const validate = ajv.getSchema(key);
    if (validate === undefined) throw new Error(`ajv does not know ${key}`);
    return validate;
  };
  const validatorOf = (key: string): ValidateFunction => {
    const done = compiled.get(key);
    if (done !== undefined) return done;
    const validate = traits.linked ? link(key) : compile(key);
    compiled.set(key, validate);
    return validate;
  };
  addKeywords(ajv, validatorOf);
  ajv.addKeyword(members.definition);
  return { of: (place, reading) => validatorOf(keyOf(place, reading)) };
}

/** One text for what says the same; empty where a text cannot tell: it has no infinities. */
function textOf(unit: Translated): string {
  const text = JSON.stringify(unit);
  return /[[:,]null\b/.test(text) ? "" : text;
}

/** One text for a schema read in one way. Names are sorted; JSON text keeps them apart. */
function keyText(place: Place, reading: Reading): string {
  const direction: Direction = reading.direction;
  const names = [
    [...reading.exempt].sort(),
    [...reading.exact].sort(),
    ...reading.spared.map(spared),
  ];
  const way = `${direction}${reading.open ? "+" : ""}${JSON.stringify(names)}`;
  return `schema:${encodeURIComponent(`${place.file}#${place.pointer}|${way}`)}`;
}

function spared({ name, by }: Reading["spared"][number]): readonly string[] {
  return [name, ...by.map(({ file, pointer }) => `${file}#${pointer}`)];
}

function createAjv(): Ajv2020 {
  const engine = Object.assign(
    (source: string) => {
      const pattern = compilePattern(source);
      return {
        test: (text: string): boolean => {
          if (pattern === undefined) throw new Undecided(`${source} is no ECMA-262 pattern`);
          return testPattern(pattern, text);
        },
        // ajv tells patterns apart by their text.
        toString: () => source,
      };
    },
    { code: "undefined" },
  );
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
    inlineRefs: false,
    ownProperties: true,
    logger: false,
    // The optimiser costs more than it saves for schemas that judge a few messages.
    code: { regExp: engine, optimize: false },
  });
  addFormats.default(ajv);
  return ajv;
}

function addKeywords(ajv: Ajv2020, validatorOf: (key: string) => ValidateFunction): void {
  ajv.addKeyword({
    keyword: "undecided",
    schemaType: "string",
    validate: (why: string) => {
      throw new Undecided(why);
    },
  });
  const schemaAt: SchemaValidateFunction = (key: string, data, _parent, at) => {
    const validate = validatorOf(key);
    const isValid = validate(data, at);
    if (validate.errors) schemaAt.errors = validate.errors;
    return isValid;
  };
  ajv.addKeyword({ keyword: "schemaAt", schemaType: "string", errors: "full", validate: schemaAt });
}
