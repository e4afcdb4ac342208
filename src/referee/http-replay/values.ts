import { Undecided, type Answer } from "../answer.ts";
import type { Place } from "../documents.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import { asJson, parseJson } from "../json-value.ts";
import type { Json } from "../../model/json.ts";
import { asText, coerce, kindsOf, membersOf } from "./coerce.ts";
import { isMalformed, type Kind, type Malformed, type Raw } from "./decode.ts";
import { isJson } from "./media-type.ts";
import { Refusal, type Fault } from "./message.ts";
import type { ParameterRule } from "./parameters.ts";

/** Where a value comes from, and what it is called in a refusal. */
export interface Source {
  readonly label: string;
  readonly fault: Fault;
  readonly terms: PayloadTerms;
  /** The value taken as one kind; undefined where the message does not give it. */
  decode(kind: Kind, members: ReadonlySet<string>): Raw | Malformed | undefined;
}

/**
 * What a parameter or header is read as, by the first kind its schema has room for and accepts.
 * Undefined: it is not given. Throws `Refusal` where nothing fits.
 */
export function readValue(
  payloads: PayloadReferee,
  rule: ParameterRule,
  source: Source,
): Json | undefined {
  if (rule.mediaType !== undefined) return readDocument(payloads, rule, source);
  const members = membersOf(payloads.documents, rule.schema);
  let trouble: Refusal | undefined;
  for (const kind of kindsOf(payloads.documents, rule.schema)) {
    const raw = source.decode(kind, members);
    if (raw === undefined) continue;
    if (isMalformed(raw)) {
      trouble ??= new Refusal(source.fault, `${source.label} ${raw.malformed}`);
      continue;
    }
    if (raw === "" && rule.allowEmptyValue) return "";
    const errors = schemaErrors(payloads, rule.schema, raw, source);
    if (errors.length === 0) return asText(raw);
    trouble ??= new Refusal(source.fault, ...errors);
  }
  if (trouble !== undefined) throw trouble;
  return undefined;
}

function schemaErrors(
  payloads: PayloadReferee,
  schema: Place | undefined,
  raw: Raw,
  source: Source,
): readonly string[] {
  if (schema === undefined) return [];
  const value = coerce(payloads, raw, [schema], source.terms);
  return errorsOf(payloads.accepts(schema, value, source.terms), source.label);
}

/** A value that is a document of its own, `content` instead of `schema`. */
function readDocument(
  payloads: PayloadReferee,
  rule: ParameterRule,
  source: Source,
): Json | undefined {
  const raw = source.decode("primitive", new Set());
  if (raw === undefined) return undefined;
  if (typeof raw !== "string" || rule.mediaType === undefined) return undefined;
  if (!isJson(rule.mediaType)) {
    const isText = rule.mediaType.startsWith("text/plain");
    const errors = isText ? schemaErrors(payloads, rule.schema, raw, source) : [];
    if (errors.length > 0) throw new Refusal(source.fault, ...errors);
    return raw;
  }
  const parsed = parseJson(raw);
  if (!parsed.ok) throw new Refusal(source.fault, `${source.label} is no JSON: ${parsed.why}`);
  const value = asJson(parsed.value);
  if (rule.schema !== undefined) {
    const errors = errorsOf(payloads.accepts(rule.schema, value, source.terms), source.label);
    if (errors.length > 0) throw new Refusal(source.fault, ...errors);
  }
  return value;
}

/** The errors of an answer, none where it accepts. Throws `Undecided` where it does not judge. */
export function errorsOf(answer: Answer, label: string): readonly string[] {
  if (answer.ok === undefined) throw new Undecided(answer.undecided);
  return answer.ok ? [] : answer.errors.map((error) => `${label}: ${error}`);
}
