import type { ParameterRule } from "./parameters.ts";

/** A value as its text shows it: scalars are text, structures are structures of texts. */
export type Raw = string | readonly Raw[] | ReadonlyMap<string, Raw>;

/** What a text is taken for; the schema says which of them are worth trying. */
export type Kind = "primitive" | "array" | "object";

/** Name and value of a query or form, still encoded. `undefined`: a name without `=`. */
export type Pair = readonly [name: string, value: string | undefined];

/** A text that does not have the form its style prescribes. */
export interface Malformed {
  readonly malformed: string;
}

export function isMalformed(raw: Raw | Malformed): raw is Malformed {
  return typeof raw === "object" && "malformed" in raw;
}

/** What a parameter of a query is, by its style (OpenAPI 3.0.4, 4.7.12.2). Undefined: not given. */
export function decodePairs(
  rule: ParameterRule,
  kind: Kind,
  pairs: readonly Pair[],
  members: ReadonlySet<string>,
): Raw | Malformed | undefined {
  const decode = rule.allowReserved ? decodeText : decodeFormText;
  // The style says nothing of scalars; they are written as in every other one.
  if (rule.style === "deepObject" && kind !== "primitive") {
    return decodeDeep(rule.name, pairs, decode);
  }
  if (kind === "object" && rule.explode) return collectMembers(pairs, members, decode);
  const own = pairs.filter(([name]) => decodeFormText(name) === rule.name);
  if (own.length === 0) return undefined;
  if (kind === "array" && rule.explode) return own.map(([, value]) => decode(value ?? ""));
  const value = own[0]?.[1] ?? "";
  if (own.length > 1) return { malformed: `is given ${String(own.length)} times` };
  if (kind === "primitive") return decode(value);
  return decodeList(splitBy(rule.style, value), kind, decode);
}

const SEPARATORS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
  tabDelimited: /%09|\t/,
};

function splitBy(style: string, value: string): readonly string[] {
  return value.split(SEPARATORS[style] ?? ",");
}

function decodeList(
  parts: readonly string[],
  kind: "array" | "object",
  decode: (text: string) => string,
): Raw | Malformed {
  if (kind === "array") return parts.map(decode);
  if (parts.length % 2 !== 0) return { malformed: "is no list of names and values" };
  const members = new Map<string, Raw>();
  for (let index = 0; index < parts.length; index += 2) {
    members.set(decode(parts[index] ?? ""), decode(parts[index + 1] ?? ""));
  }
  return members;
}

function decodeAssignments(
  parts: readonly string[],
  decode: (text: string) => string,
): Raw | Malformed {
  const members = new Map<string, Raw>();
  for (const part of parts) {
    const equals = part.indexOf("=");
    if (equals < 0) return { malformed: "is no list of name=value" };
    members.set(decode(part.slice(0, equals)), decode(part.slice(equals + 1)));
  }
  return members;
}

function collectMembers(
  pairs: readonly Pair[],
  members: ReadonlySet<string>,
  decode: (text: string) => string,
): Raw | undefined {
  const found = new Map<string, Raw>();
  for (const [encoded, value] of pairs) {
    const name = decodeFormText(encoded);
    if (!members.has(name)) continue;
    const text = decode(value ?? "");
    const known = found.get(name);
    found.set(
      name,
      known === undefined ? text : [...(Array.isArray(known) ? known : [known]), text],
    );
  }
  return found.size === 0 ? undefined : found;
}

function decodeDeep(
  name: string,
  pairs: readonly Pair[],
  decode: (text: string) => string,
): Raw | undefined {
  const found = new Map<string, Raw>();
  for (const [encoded, value] of pairs) {
    const full = decodeFormText(encoded);
    if (!full.startsWith(`${name}[`) || !full.endsWith("]")) continue;
    const steps = full.slice(name.length + 1, -1).split("][");
    setDeep(found, steps, decode(value ?? ""));
  }
  return found.size === 0 ? undefined : found;
}

function setDeep(root: Map<string, Raw>, steps: readonly string[], text: string): void {
  let node = root;
  for (const step of steps.slice(0, -1)) {
    const inner = node.get(step);
    const next = inner instanceof Map ? inner : new Map<string, Raw>();
    node.set(step, next);
    node = next;
  }
  const last = steps.at(-1) ?? "";
  const known = node.get(last);
  if (known === undefined) node.set(last, text);
  else node.set(last, [...(Array.isArray(known) ? known : [known]), text]);
}

/** What a path parameter is, from the text that stands in its place. */
export function decodePath(rule: ParameterRule, kind: Kind, text: string): Raw | Malformed {
  if (rule.style === "label") {
    if (!text.startsWith(".")) return { malformed: "does not begin with a dot" };
    return decodeSegment(text.slice(1), { kind, explode: rule.explode, separator: "." });
  }
  if (rule.style === "matrix") return decodeMatrix(rule, kind, text);
  return decodeSegment(text, { kind, explode: rule.explode, separator: "," });
}

function decodeSegment(
  text: string,
  how: { readonly kind: Kind; readonly explode: boolean; readonly separator: string },
): Raw | Malformed {
  if (how.kind === "primitive") return decodeText(text);
  const parts = text.split(how.explode ? how.separator : ",");
  if (how.kind === "object" && how.explode) return decodeAssignments(parts, decodeText);
  return decodeList(parts, how.kind, decodeText);
}

function decodeMatrix(rule: ParameterRule, kind: Kind, text: string): Raw | Malformed {
  if (!text.startsWith(";")) return { malformed: "does not begin with a semicolon" };
  const parts = text.slice(1).split(";");
  if (kind === "object" && rule.explode) return decodeAssignments(parts, decodeText);
  const values: string[] = [];
  for (const part of parts) {
    const [name = "", ...rest] = part.split("=");
    if (decodeText(name) !== rule.name) return { malformed: `does not name ${rule.name}` };
    values.push(rest.join("="));
  }
  if (kind === "array" && rule.explode) return values.map(decodeText);
  if (values.length !== 1) return { malformed: `is given ${String(values.length)} times` };
  const value = values[0] ?? "";
  return kind === "primitive" ? decodeText(value) : decodeList(value.split(","), kind, decodeText);
}

/** What a header or a 2.0 list in a header is. Headers are not percent-encoded. */
export function decodeHeader(rule: ParameterRule, kind: Kind, text: string): Raw | Malformed {
  const trim = (part: string): string => part.trim();
  if (kind === "primitive") return trim(text);
  const parts = splitBy(rule.style, text).map(trim);
  if (kind === "object" && rule.explode) return decodeAssignments(parts, trim);
  return decodeList(parts, kind, trim);
}

/** What a cookie is. In style `form` it is written like a query, in style `cookie` as it stands. */
export function decodeCookie(
  rule: ParameterRule,
  kind: Kind,
  text: string,
): Raw | Malformed | undefined {
  const decode = rule.style === "cookie" ? (part: string): string => part : decodeText;
  if (kind === "primitive") return decode(text);
  if (rule.explode && kind === "array") {
    return text.split(`&${rule.name}=`).map(decode);
  }
  return decodeList(text.split(","), kind, decode);
}

/** Takes a query or a form apart. */
export function splitPairs(query: string): readonly Pair[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part): Pair => {
      const equals = part.indexOf("=");
      return equals < 0 ? [part, undefined] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}

/** Percent-decodes; text that is not well encoded stands for itself. */
export function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Percent-decodes a part of a form, where `+` is a space. */
function decodeFormText(text: string): string {
  return decodeText(text.replaceAll("+", " "));
}
