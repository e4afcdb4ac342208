import { canonicalJson, isJsonObject, type Json } from "../../model/json.ts";
import type { Content } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef, ValueType } from "../../model/shape.ts";
import { textOf } from "../compare/text.ts";
import type { Subject } from "../finding.ts";
import { ALL_TYPES } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { valueTypesOf } from "../normal/value-types.ts";
import { covers } from "./media-ranges.ts";
import { sinkFor, type Walk } from "./walk.ts";
import { canHoldReserved, writtenAlike, type Writing } from "./writing.ts";

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
    const sent =
      direction === "input" ? valueTypesOf(engine.before, a) : valueTypesOf(engine.after, b);
    report(walk, subject, two, {
      name,
      from: entryOf(before.encoding, name),
      to: entryOf(after.encoding, name),
      types: sent,
    });
  }
  for (const name of new Set([...partsOf(before), ...partsOf(after)])) {
    report(walk, subject, two, {
      name: name === REST ? "the parts" : `part ${String(Number(name) + 1)}`,
      from: entryOf(before.parts, name),
      to: entryOf(after.parts, name),
      types: ALL_TYPES,
    });
  }
}

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
  readonly types: readonly ValueType[];
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

function writingVariant({ from, to, types }: Encoded): Variant {
  const alike = writtenAlike("query", writingOf(from), writingOf(to), types);
  if (alike !== "same") return alike === "different" ? "changed" : "undecided";
  const [was, is] = [from, to].map((entry) => memberOf(entry, "allowReserved") === true);
  if (was === is || !canHoldReserved(types)) return "same";
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
function contentTypeVariant({ before }: Two, { from, to, types }: Encoded): Variant {
  const isForm = before.mediaType.startsWith("application/x-www-form-urlencoded");
  const read = (entry: Json | undefined) => {
    const written = memberOf(entry, "contentType");
    const isStyled = STYLED.some((key) => memberOf(entry, key) !== undefined);
    return typeof written === "string" && !(isForm && isStyled) ? listed(written) : assumed(types);
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

/** What a part is where nothing is said; for lists and what may be anything it depends on more. */
function assumed(types: readonly ValueType[]): readonly string[] | undefined {
  if (types.every((type) => type === "object" || type === "null")) return ["application/json"];
  const isScalar = !types.includes("array") && !types.includes("object");
  return isScalar ? ["text/plain"] : undefined;
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
