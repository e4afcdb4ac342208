import { canonicalJson, isJsonObject, type Json } from "../../model/json.ts";
import type { Content } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { textOf } from "../compare/text.ts";
import type { Subject } from "../finding.ts";
import { ALL_TYPES } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { valueTypesOf } from "../normal/value-types.ts";
import { covers } from "./media-ranges.ts";
import { sinkFor, type Walk } from "./walk.ts";
import {
  canHoldReserved,
  valuesIn,
  writtenAlike,
  type Writing,
  type WrittenValues,
} from "./writing.ts";

/** What became of the messages: all alike, more, fewer, others, or nobody knows. */
type Variant = "same" | "loosened" | "tightened" | "changed" | "undecided";

interface Two {
  readonly before: Content;
  readonly after: Content;
  readonly direction: Direction;
}

/** How the properties of forms and the parts of other multipart bodies are written. */
export function compareEncodings(walk: Walk, subject: Subject, two: Two): void {
  const { before, after, direction } = two;
  const { engine } = walk;
  const from = fieldsOf(engine.before, before.shape);
  const to = fieldsOf(engine.after, after.shape);
  const named = (content: Content) => Object.keys(content.encoding ?? {});
  for (const name of new Set([...named(before), ...named(after)])) {
    const a = from.get(name);
    const b = to.get(name);
    // The encoding of a property that came or went is no change of its own.
    if (a === undefined || b === undefined) continue;
    const sides = [valuesIn(engine.before, a), valuesIn(engine.after, b)] as const;
    const isSent = direction === "input";
    report(walk, subject, two, {
      name,
      from: entryOf(before.encoding, name),
      to: entryOf(after.encoding, name),
      sent: isSent ? sides[0] : sides[1],
      read: isSent ? sides[1] : sides[0],
      unsaid: isSent ? assumed(engine.before, a) : assumed(engine.after, b),
    });
  }
  for (const name of new Set([...partsOf(before), ...partsOf(after)])) {
    report(walk, subject, two, {
      name: name === REST ? "the parts" : `part ${String(Number(name) + 1)}`,
      from: entryOf(before.parts, name),
      to: entryOf(after.parts, name),
      sent: ANY_PART,
      read: ANY_PART,
      unsaid: undefined,
    });
  }
}

const ANY_PART: WrittenValues = { types: ALL_TYPES, single: false };

/** Under this name stands what holds for every part that has no entry of its own. */
const REST = "rest";

function partsOf(content: Content): readonly string[] {
  return Object.keys(content.parts ?? {});
}

function fieldsOf(side: Normaliser, shape: ShapeRef | undefined): ReadonlyMap<string, ShapeRef> {
  const fields = shape === undefined ? [] : (side.normal(shape).object?.fields ?? []);
  return new Map(fields.map((field) => [field.name, field.shape]));
}

type Entries = Readonly<Record<string, Json>> | undefined;

function entryOf(entries: Entries, name: string): Json | undefined {
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}

interface Encoded {
  readonly name: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  /** What the sender may have there. */
  readonly sent: WrittenValues;
  readonly read: WrittenValues;
  /** The media types that the sender writes where none is said. Absent: it depends. */
  readonly unsaid: readonly string[] | undefined;
}

function report(walk: Walk, subject: Subject, two: Two, encoded: Encoded): void {
  const { name, from, to } = encoded;
  if (canonicalJson(from) === canonicalJson(to)) return;
  const variant = worstOf([
    writingVariant(encoded),
    contentTypeVariant(two, encoded),
    headersVariant(memberOf(from, "headers"), memberOf(to, "headers")),
    innerVariant(encoded),
  ]);
  if (variant === "same") return;
  sinkFor(walk, subject, two.direction).report({
    rule: "encoding-changed",
    facts: { variant },
    details: { name, before: textOf(from), after: textOf(to) },
    before: { value: from, origin: two.before.origin },
    after: { value: to, origin: two.after.origin },
  });
}

/** Of several, what is left when all of them are true. */
function worstOf(variants: readonly Variant[]): Variant {
  const has = (variant: Variant) => variants.includes(variant);
  if (has("changed") || (has("loosened") && has("tightened"))) return "changed";
  if (has("undecided")) return "undecided";
  if (has("tightened")) return "tightened";
  return has("loosened") ? "loosened" : "same";
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function writingVariant({ from, to, sent, read }: Encoded): Variant {
  const alike = writtenAlike("query", [writingOf(from), writingOf(to)], sent, read);
  if (alike === "different") return "changed";
  if (alike === "undecided") return alike;
  const [was, is] = [from, to].map((entry) => memberOf(entry, "allowReserved") === true);
  if (was === is || !canHoldReserved(sent)) return "same";
  return is === true ? "loosened" : "tightened";
}

/** Encodings of what a part is made of in turn (OpenAPI 3.2, Encoding Object). */
function innerVariant({ from, to }: Encoded): Variant {
  const isSame = INNER.every(
    (key) => canonicalJson(memberOf(from, key)) === canonicalJson(memberOf(to, key)),
  );
  return isSame ? "same" : "changed";
}

const INNER = ["encoding", "prefixEncoding", "itemEncoding"];

/** Defaults of an Encoding Object (OpenAPI 3.1.1, 4.8.15.1.2). */
function writingOf(entry: Json | undefined): Writing {
  const style = memberOf(entry, "style");
  const explode = memberOf(entry, "explode");
  const known = typeof style === "string" ? style : "form";
  return { style: known, explode: typeof explode === "boolean" ? explode : known === "form" };
}

/** Styles go before media types in a form that is one text (OpenAPI 3.1.1, 4.8.15.1.1). */
function contentTypeVariant({ before }: Two, { from, to, unsaid }: Encoded): Variant {
  const isForm = before.mediaType.startsWith("application/x-www-form-urlencoded");
  const read = (entry: Json | undefined) => {
    const written = memberOf(entry, "contentType");
    const isStyled = STYLED.some((key) => memberOf(entry, key) !== undefined);
    return typeof written === "string" && !(isForm && isStyled) ? listed(written) : unsaid;
  };
  const [was, is] = [read(from), read(to)];
  if (was === undefined || is === undefined) {
    const isUnsaid = was === undefined && is === undefined;
    return isUnsaid ? "same" : isForm ? "changed" : "undecided";
  }
  const wider = was.every((type) => is.some((range) => covers(range, type)));
  const narrower = is.every((type) => was.some((range) => covers(range, type)));
  if (wider && narrower) return "same";
  if (wider) return "loosened";
  return narrower ? "tightened" : "changed";
}

const STYLED = ["style", "explode", "allowReserved"];

function listed(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/**
 * What a part is where nothing is said: an object is JSON, bytes are bytes, of a list what its items
 * are (OpenAPI 3.1.1, 4.8.15.1.1). What may be anything depends on more.
 */
function assumed(side: Normaliser, shape: ShapeRef): readonly string[] | undefined {
  const types = valueTypesOf(side, shape).filter((type) => type !== "null");
  const { array, format, string } = side.normal(shape);
  if (types.every((type) => type === "object")) return ["application/json"];
  if (types.every((type) => type === "array")) {
    const { items } = array ?? {};
    const isNested = items === undefined || valueTypesOf(side, items).includes("array");
    return isNested ? undefined : assumed(side, items);
  }
  if (types.includes("array") || types.includes("object")) return undefined;
  const isBytes = format === "binary" || string?.contentEncoding !== undefined;
  return [isBytes ? "application/octet-stream" : "text/plain"];
}

function headersVariant(from: Json | undefined, to: Json | undefined): Variant {
  if (canonicalJson(from) === canonicalJson(to)) return "same";
  const names = new Set(
    [from, to].flatMap((side) => (isJsonObject(side) ? Object.keys(side) : [])),
  );
  return worstOf([...names].map((name) => headerVariant(memberOf(from, name), memberOf(to, name))));
}

function headerVariant(from: Json | undefined, to: Json | undefined): Variant {
  if (canonicalJson(from) === canonicalJson(to)) return "same";
  const isRequired = (header: Json | undefined) => memberOf(header, "required") === true;
  if (from === undefined) return isRequired(to) ? "tightened" : "loosened";
  if (to === undefined) return isRequired(from) ? "loosened" : "undecided";
  return isRequired(to) && !isRequired(from) ? "tightened" : "undecided";
}
