import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Undecided } from "../answer.ts";
import { compilePattern, testPattern } from "../deadline.ts";
import type { Translated } from "./keywords.ts";
import type { Validator } from "./validator.ts";

/** Schemas in the words of ajv, each compiled once. */
export interface CompiledUnits {
  /** `text`: by which it is known again, if it is not empty. */
  compile(unit: Translated, text: string): Validator;
}

/** What says the same is compiled once, wherever it stands. */
export function compiledUnits(ajvFor: () => Ajv2020 = createAjv): CompiledUnits {
  const known = new Map<string, Validator>();
  let ajv: Ajv2020 | undefined;
  return {
    compile(unit, text) {
      const validate = known.get(text) ?? (ajv ??= ajvFor()).compile(unit);
      if (text !== "") known.set(text, validate);
      return validate;
    },
  };
}

/** One text for what says the same; empty where a text cannot tell: it has no infinities. */
export function textOf(unit: Translated): string {
  const text = JSON.stringify(unit);
  return /[[:,]null\b/.test(text) ? "" : text;
}

/** An ajv that knows, beside the keywords of the draft, the one by which a schema is given up. */
export function createAjv(): Ajv2020 {
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
    // The optimiser costs more than it saves for schemas that judge a few messages, and so does a
    // line of code for each of many names and values.
    code: { regExp: engine, optimize: false },
    loopRequired: 4,
    loopEnum: 16,
  });
  addFormats.default(ajv);
  ajv.addKeyword({
    keyword: "undecided",
    schemaType: "string",
    validate: (why: string) => {
      throw new Undecided(why);
    },
  });
  return ajv;
}
