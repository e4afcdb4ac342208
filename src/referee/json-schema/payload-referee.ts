import type { ErrorObject } from "ajv/dist/2020.js";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import { ACCEPTED, attempting, rejected, Undecided, undecided, type Answer } from "../answer.ts";
import { documentSet, type Documents, type KnownTexts, type Place } from "../documents.ts";
import type { Validator } from "./validator.ts";
import { compiledUnits, type CompiledUnits } from "./compiled-units.ts";
import { createValidators } from "./validators.ts";

/** On whose terms a payload is judged. */
export interface PayloadTerms {
  readonly direction: Direction;
  /**
   * True: as a tolerant reader takes it, who ignores unknown properties and survives unknown
   * values, except where they select an alternative.
   */
  readonly tolerant: boolean;
}

/** Judges JSON payloads by the schemas of one side of an OpenAPI contract, with ajv. */
export interface PayloadReferee {
  readonly documents: Documents;
  /** Whether the schema at a place accepts a value. */
  accepts(schema: Place, value: Json, terms: PayloadTerms): Answer;
}

/** At most this many reasons are given. */
const MAX_ERRORS = 8;

/** What referees of one comparison need not do twice. */
export interface InCommon extends KnownTexts {
  /** Schemas that refer to no other: those of both sides are compiled once. */
  readonly units?: CompiledUnits | undefined;
}

/** Prepares the referee; nothing is parsed or compiled before the first question. */
export function createPayloadReferee(
  texts: ReadonlyMap<string, string>,
  entry: string,
  { jsonOf, units = compiledUnits() }: InCommon = {},
): PayloadReferee {
  const documents = documentSet(texts, entry, { jsonOf });
  const all = [...texts.values()];
  const isExact = all.some((text) => /\d{16}|multipleOf/.test(text));
  const validators = createValidators(documents, units, {
    linked: all.some((text) => text.includes("unevaluated")),
    marks: all.some((text) => text.includes("readOnly") || text.includes("writeOnly")),
  });
  const known = new Map<string, Validator>();
  const validatorOf = (schema: Place, { direction, tolerant }: PayloadTerms): Validator => {
    const key = JSON.stringify([schema.file, schema.pointer, direction, tolerant]);
    const made =
      known.get(key) ??
      validators.of(schema, { direction, open: tolerant, exempt: [], spared: [], exact: [] });
    known.set(key, made);
    return made;
  };
  return {
    documents,
    accepts: (schema, value, terms) =>
      attempting<Answer>(() => {
        if (documents.node(schema) === undefined) {
          return undecided(`there is no schema at ${schema.file}#${schema.pointer}`);
        }
        return judge(validatorOf(schema, terms), plainNumbers(value, isExact));
      }, undecided),
  };
}

function judge(validate: Validator, value: unknown): Answer {
  if (isValid(validate, value)) return ACCEPTED;
  return rejected(...shortened([...new Set((validate.errors ?? []).map(describe))]));
}

/**
 * ajv 8 writes code that fails where alternatives beside `unevaluatedProperties` evaluate members in
 * some of their branches only.
 */
function isValid(validate: Validator, value: unknown): boolean {
  try {
    return validate(value);
  } catch (error) {
    if (error instanceof TypeError) throw new Undecided("ajv cannot judge these alternatives");
    throw error;
  }
}

/** Of many reasons the first and the last: ajv tells last which choice failed as a whole. */
function shortened(reasons: readonly string[]): readonly string[] {
  if (reasons.length <= MAX_ERRORS) return reasons;
  return [...reasons.slice(0, MAX_ERRORS - 1), ...reasons.slice(-1)];
}

function describe(error: ErrorObject): string {
  const detail: unknown = error.params["additionalProperty"] ?? error.params["allowedValues"];
  const where = error.instancePath === "" ? "the value" : error.instancePath;
  return `${where} ${error.message ?? "is not valid"}${detailText(detail)}`;
}

function detailText(detail: unknown): string {
  if (typeof detail === "string") return ` (${detail})`;
  if (!Array.isArray(detail)) return "";
  const shown = detail.slice(0, MAX_ERRORS).map((item) => JSON.stringify(item));
  return ` (${shown.join(", ")}${detail.length > MAX_ERRORS ? ", …" : ""})`;
}

/**
 * ajv knows no bigint; it is given the nearest double. Where the contract itself has numbers that
 * large (`isExact`), or asks for multiples, rounding could turn the answer.
 */
function plainNumbers(value: Json, isExact: boolean): unknown {
  if (!holdsBigint(value)) return value;
  if (typeof value === "bigint") {
    if (isExact && BigInt(Number(value)) !== value) {
      throw new Undecided("the value holds an integer beyond what a double keeps exactly");
    }
    return Number(value);
  }
  if (Array.isArray(value)) return value.map((item: Json) => plainNumbers(item, isExact));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, plainNumbers(item, isExact)] as const),
  );
}

function holdsBigint(value: Json): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "bigint";
  return Object.values(value).some(holdsBigint);
}
