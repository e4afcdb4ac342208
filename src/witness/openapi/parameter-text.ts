import { isJsonObject, type Json } from "../../model/json.ts";
import type { Parameter } from "../../model/operation.ts";

/** How one value is written: the part of OpenAPI's serialization that its text depends on. */
export interface Writing {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** The pairs of a query or form that stand for a value. Undefined: it cannot be written so. */
export function writePairs(writing: Writing, value: Json): readonly string[] | undefined {
  const name = encodeURIComponent(writing.name);
  // Lists have no deep form; scalars are written as in every other style.
  if (writing.style === "deepObject" && typeof value === "object" && value !== null) {
    return isJsonObject(value) ? writeDeep(name, value) : undefined;
  }
  if (Array.isArray(value)) return writeList(writing, name, value);
  if (isJsonObject(value)) return writeMembers(writing, name, value);
  const text = scalarText(value);
  if (text === undefined) return undefined;
  return [`${name}=${writing.allowReserved ? encodeLittle(text) : encodeValue(text)}`];
}

const SEPARATORS: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
  tabDelimited: "%09",
};

function writeList(
  writing: Writing,
  name: string,
  items: readonly Json[],
): readonly string[] | undefined {
  const texts = scalarTexts(items);
  // A list without items is written like no list at all.
  if (texts === undefined || texts.length === 0) return undefined;
  const parts = texts.map(encodeURIComponent);
  if (writing.explode) return parts.map((part) => `${name}=${part}`);
  return [`${name}=${parts.join(SEPARATORS[writing.style] ?? ",")}`];
}

function writeMembers(
  writing: Writing,
  name: string,
  members: Readonly<Record<string, Json>>,
): readonly string[] | undefined {
  const entries = Object.entries(members);
  const texts = scalarTexts(entries.map(([, value]) => value));
  if (texts === undefined || texts.length === 0) return undefined;
  const keys = entries.map(([key]) => encodeURIComponent(key));
  const values = texts.map(encodeURIComponent);
  if (writing.explode) return keys.map((key, index) => `${key}=${values[index] ?? ""}`);
  const parts = keys.flatMap((key, index) => [key, values[index] ?? ""]);
  return [`${name}=${parts.join(SEPARATORS[writing.style] ?? ",")}`];
}

function writeDeep(prefix: string, value: Json): readonly string[] | undefined {
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    const parts = entries.map(([key, inner]) =>
      writeDeep(`${prefix}[${encodeURIComponent(key)}]`, inner),
    );
    const written = parts.filter((part) => part !== undefined);
    return entries.length === 0 || written.length < parts.length ? undefined : written.flat();
  }
  if (Array.isArray(value)) {
    const texts = scalarTexts(value);
    // One pair alone would be read as a scalar.
    if (texts === undefined || texts.length < 2) return undefined;
    return texts.map((text) => `${prefix}=${encodeURIComponent(text)}`);
  }
  const text = scalarText(value);
  return text === undefined ? undefined : [`${prefix}=${encodeURIComponent(text)}`];
}

/** A value alone. Its commas stand as they are, as widespread clients write them (RFC 3986, 3.4). */
function encodeValue(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

/** Reserved characters are left as they are, but for those that end a pair (RFC 3986, 2.2). */
function encodeLittle(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3A|2F|3F|40|24|2C|3B|2B)/g, decodeURIComponent);
}

/** The segment of a path that stands for a value, without its percent-encoding undone. */
export function writeSegment(writing: Writing, value: Json): string | undefined {
  const isAlone = typeof value !== "object";
  const parts = partsOf(writing, value, isAlone ? encodeValue : encodeURIComponent);
  if (parts === undefined) return undefined;
  if (writing.style === "label") return `.${parts.join(writing.explode ? "." : ",")}`;
  if (writing.style !== "matrix") return emptyAsNothing(parts.join(","));
  const name = encodeURIComponent(writing.name);
  if (!writing.explode || parts.length < 2) {
    return `;${isJsonObject(value) && writing.explode ? parts.join(";") : `${name}=${parts.join(",")}`}`;
  }
  return parts.map((part) => (isJsonObject(value) ? `;${part}` : `;${name}=${part}`)).join("");
}

function emptyAsNothing(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** A header's text: nothing in it is encoded, so not every value can be written. */
export function writeHeader(writing: Writing, value: Json): string | undefined {
  const text = partsOf(writing, value, (part) => part)?.join(",");
  return text === undefined || text !== text.trim() || !PRINTABLE.test(text) ? undefined : text;
}

const PRINTABLE = /^[\x20-\x7e]*$/;

/** A cookie's text. */
export function writeCookie(writing: Writing, value: Json): string | undefined {
  if (Array.isArray(value) && writing.explode) {
    return scalarTexts(value)?.map(encodeURIComponent).join(`&${writing.name}=`);
  }
  const encode = writing.style === "cookie" ? (part: string) => part : encodeURIComponent;
  // One cookie has one value: the members of an object have no cookies of their own.
  return partsOf({ ...writing, explode: false }, value, encode)?.join(",");
}

function partsOf(
  writing: Writing,
  value: Json,
  encode: (text: string) => string,
): readonly string[] | undefined {
  if (Array.isArray(value)) return scalarTexts(value)?.map(encode);
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    const texts = scalarTexts(entries.map(([, inner]) => inner))?.map(encode);
    return texts?.flatMap((text, index) => {
      const key = encode(entries[index]?.[0] ?? "");
      return writing.explode ? [`${key}=${text}`] : [key, text];
    });
  }
  const text = scalarText(value);
  return text === undefined ? undefined : [encode(text)];
}

function scalarTexts(values: readonly Json[]): readonly string[] | undefined {
  const texts = values.map(scalarText).filter((text) => text !== undefined);
  return texts.length < values.length ? undefined : texts;
}

/** The text of a scalar; lists and objects inside others have none. */
function scalarText(value: Json): string | undefined {
  if (typeof value === "object" && value !== null) return undefined;
  return String(value);
}

/** How a parameter is written. */
export function writingOf({ name, serialization }: Parameter): Writing {
  const { style, explode, allowReserved } = serialization;
  return { name, style, explode, allowReserved };
}
