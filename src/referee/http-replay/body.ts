import { isJsonObject, type Json } from "../../model/json.ts";
import { Undecided } from "../answer.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { asJson, member, parseJson } from "../json-value.ts";
import { inPlace, propertyPlaces } from "../json-schema/in-place.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import { asText, coerce, kindsOf, membersOf } from "./coerce.ts";
import { decodePairs, isMalformed, splitPairs, type Pair, type Raw } from "./decode.ts";
import { isJson, parseMediaType, selectMediaType } from "./media-type.ts";
import { Refusal, type Fault, type HttpBody } from "./message.ts";
import type { ParameterRule } from "./parameters.ts";
import { resolve, type Found } from "./routes.ts";
import { errorsOf } from "./values.ts";

/** A body of a message and on whose terms it is read. */
export interface BodyCheck {
  readonly label: string;
  readonly contentType: string | undefined;
  readonly body: HttpBody;
  readonly terms: PayloadTerms;
  readonly fault: Fault;
}

/** The media types of a request body or response, each with the object that describes it. */
export function contentsOf(documents: Documents, owner: Found): ReadonlyMap<string, Found> {
  const contents = new Map<string, Found>();
  const declared = member(owner.node, "content");
  for (const mediaType of isJsonObject(declared) ? Object.keys(declared) : []) {
    const found = resolve(documents, stepInto(owner.place, "content", mediaType));
    if (found !== undefined) contents.set(mediaType, found);
  }
  return contents;
}

/**
 * Reads a body by the media type it says it has; throws `Refusal` where it is not taken. Gives what
 * a form was taken apart into, scalars as their text; of other bodies the text says it all.
 */
export function checkBody(
  payloads: PayloadReferee,
  contents: ReadonlyMap<string, Found>,
  check: BodyCheck,
): Json | undefined {
  if (contents.size === 0) return undefined;
  const declared = [...contents.keys()];
  const given = check.contentType ?? presumedType(declared, check.body);
  if (given === undefined)
    throw new Refusal("media-type", `${check.label} does not say its media type`);
  const selected = selectMediaType(given, declared);
  const found = selected === undefined ? undefined : contents.get(selected);
  if (found === undefined) {
    throw new Refusal("media-type", `${check.label} is ${given}, not ${declared.join(" or ")}`);
  }
  return checkContent(payloads, found, { ...check, contentType: given });
}

/** What a message means that does not say its media type: the only one there is, else JSON. */
function presumedType(declared: readonly string[], body: HttpBody): string | undefined {
  const [only, ...more] = declared;
  if (more.length === 0 && only?.includes("*") === false) return only;
  return "json" in body ? "application/json" : undefined;
}

function checkContent(
  payloads: PayloadReferee,
  content: Found,
  check: BodyCheck,
): Json | undefined {
  const schema = childSchema(content, "schema");
  const items = childSchema(content, "itemSchema");
  if (items !== undefined) checkSequence(payloads, items, schema, check);
  if (schema === undefined || items !== undefined) return undefined;
  const form = formOf(payloads.documents, content, schema, check);
  const value =
    form === undefined
      ? valueOf(payloads, schema, check)
      : coerce(payloads, form, [schema], check.terms);
  const errors = errorsOf(payloads.accepts(schema, value, check.terms), check.label);
  if (errors.length > 0) throw new Refusal(check.fault, ...errors);
  return form === undefined ? undefined : asText(form);
}

function childSchema(content: Found, keyword: string): Place | undefined {
  return member(content.node, keyword) === undefined ? undefined : stepInto(content.place, keyword);
}

function formOf(
  documents: Documents,
  content: Found,
  schema: Place,
  check: BodyCheck,
): Raw | undefined {
  if (!("text" in check.body)) return undefined;
  if (parseMediaType(check.contentType ?? "")?.subtype !== "x-www-form-urlencoded")
    return undefined;
  return decodeForm(documents, { content, schema, check }, splitPairs(check.body.text));
}

function valueOf(payloads: PayloadReferee, schema: Place, check: BodyCheck): Json {
  if ("json" in check.body) return check.body.json;
  const text = check.body.text;
  if (isJson(check.contentType ?? "")) return parsedOrRefused(text, check);
  if (parseMediaType(check.contentType ?? "")?.type === "text") {
    return coerce(payloads, text, [schema], check.terms);
  }
  throw new Undecided(
    `${check.label} is ${check.contentType ?? "of no type"}, which is not read here`,
  );
}

function parsedOrRefused(text: string, check: BodyCheck): Json {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Refusal(check.fault, `${check.label} is no JSON: ${parsed.why}`);
  return asJson(parsed.value);
}

/** JSON Lines and JSON text sequences: each item by itself, and all of them as a list (OpenAPI 3.2, 4.14.4). */
function checkSequence(
  payloads: PayloadReferee,
  items: Place,
  whole: Place | undefined,
  check: BodyCheck,
): void {
  const sequence = sequenceOf(check);
  for (const [index, item] of sequence.entries()) {
    const label = `${check.label}, item ${String(index + 1)}`;
    const errors = errorsOf(payloads.accepts(items, item, check.terms), label);
    if (errors.length > 0) throw new Refusal(check.fault, ...errors);
  }
  if (whole === undefined) return;
  const errors = errorsOf(payloads.accepts(whole, [...sequence], check.terms), check.label);
  if (errors.length > 0) throw new Refusal(check.fault, ...errors);
}

const LINES = new Set(["jsonl", "x-ndjson", "ndjson", "json-seq"]);

function sequenceOf(check: BodyCheck): readonly Json[] {
  if ("json" in check.body) {
    const value = check.body.json;
    return Array.isArray(value) ? value : [value];
  }
  if (!LINES.has(parseMediaType(check.contentType ?? "")?.subtype ?? "")) {
    throw new Undecided(`${check.label} is a stream of ${check.contentType ?? "no type"}`);
  }
  const texts = check.body.text.split(/[\n\u001E]+/).filter((text) => text.trim() !== "");
  return texts.map((text) => parsedOrRefused(text, check));
}

interface Form {
  readonly content: Found;
  readonly schema: Place;
  readonly check: BodyCheck;
}

/** A form's fields, each by its `encoding` (OpenAPI 3.0.4, 4.7.15). */
function decodeForm(
  documents: Documents,
  { content, schema, check }: Form,
  pairs: readonly Pair[],
): Raw {
  const encoding = member(content.node, "encoding");
  const fields = new Map<string, Raw>();
  const nodes = inPlace(documents, schema, true);
  const names = new Set([...membersOf(documents, schema), ...pairs.map(([name]) => name)]);
  for (const name of names) {
    const known = propertyPlaces(nodes, name)[0];
    const rule = fieldRule(name, content.place, member(encoding, name));
    const members = membersOf(documents, known);
    const read = kindsOf(documents, known).map((kind) => decodePairs(rule, kind, pairs, members));
    const given = read.filter((raw) => raw !== undefined);
    const fit = given.find((raw) => !isMalformed(raw));
    if (fit !== undefined && !isMalformed(fit)) fields.set(name, fit);
    else if (given[0] !== undefined && isMalformed(given[0])) {
      throw new Refusal(check.fault, `${check.label}: /${name} ${given[0].malformed}`);
    }
  }
  return fields;
}

function fieldRule(name: string, place: Place, encoding: Json | undefined): ParameterRule {
  const style = member(encoding, "style");
  const explode = member(encoding, "explode");
  return {
    name,
    in: "formData",
    place,
    required: false,
    style: typeof style === "string" ? style : "form",
    explode: typeof explode === "boolean" ? explode : style === undefined || style === "form",
    allowReserved: false,
    allowEmptyValue: false,
  };
}
