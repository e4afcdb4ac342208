import { Ajv2020 } from "ajv/dist/2020.js";
import type { SchemaValidateFunction } from "ajv/dist/types/index.js";
import addFormats from "ajv-formats";
import { Undecided } from "../answer.ts";
import { compilePattern, testPattern } from "../deadline.ts";
import type { Documents, Place } from "../documents.ts";
import type { Translated } from "./keywords.ts";
import { createMembers } from "./members.ts";
import { translate, type Reading, type Surroundings } from "./translate.ts";
import { allOf, type Validator } from "./validator.ts";

/** Compiled schemas of one contract, each made on first use and kept. */
export interface Validators {
  /** Throws `Undecided` where the schema cannot be judged. */
  of(place: Place, reading: Reading): Validator;
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
  const compiled = new Map<string, Validator>();
  const unitAt = (key: string): Translated => {
    const unit = known.get(key);
    if (unit === undefined) throw new Error(`no schema was registered as ${key}`);
    return translate(around, unit.place, unit.reading);
  };
  const shared = new Map<string, Validator>();
  const compileUnit = (unit: Translated): Validator => {
    const text = textOf(unit);
    const validate = shared.get(text) ?? ajv.compile(unit);
    if (text !== "") shared.set(text, validate);
    return validate;
  };
  const compile = (key: string): Validator => {
    const { alone, target, group } = partsOf(unitAt(key));
    if (target !== undefined) return validatorOf(target);
    return group === undefined ? compileUnit(alone) : allOf(compileUnit(alone), members.of(group));
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
    const validate = traits.linked ? link(key) : compile(key);
    compiled.set(key, validate);
    return validate;
  };
  addKeywords(ajv, validatorOf);
  ajv.addKeyword(members.definition);
  return { of: (place, reading) => validatorOf(keyOf(place, reading)) };
}

/** A schema, apart from what has a validator without being compiled. */
interface Parts {
  readonly alone: Translated;
  /** The schema it stands for, where it is nothing but a reference. */
  readonly target?: string;
  /** Its properties, judged last. */
  readonly group?: number;
}

/** Keywords that ajv looks at after the properties, so that they cannot be taken out. */
const AFTER_MEMBERS = ["patternProperties", "dependentRequired", "dependentSchemas"];

/**
 * Of the schemas of a large contract, most are references or differ in their properties alone:
 * these are not worth a function of their own.
 */
function partsOf(unit: Translated): Parts {
  if (typeof unit === "boolean") return { alone: unit };
  const { schemaAt, membersAt, ...alone } = unit;
  if (typeof schemaAt === "string" && Object.keys(unit).length === 1) {
    return { alone: unit, target: schemaAt };
  }
  const isLast = !AFTER_MEMBERS.some((keyword) => keyword in unit);
  if (typeof membersAt !== "number" || !isLast) return { alone: unit };
  return { alone: schemaAt === undefined ? alone : { ...alone, schemaAt }, group: membersAt };
}

/** One text for what says the same; empty where a text cannot tell: it has no infinities. */
function textOf(unit: Translated): string {
  const text = JSON.stringify(unit);
  return /[[:,]null\b/.test(text) ? "" : text;
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

function addKeywords(ajv: Ajv2020, validatorOf: (key: string) => Validator): void {
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
