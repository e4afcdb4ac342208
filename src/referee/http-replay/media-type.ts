/** A media type or range, lower case: `type/subtype` and its parameters. */
export interface MediaType {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads `application/json; charset=utf-8`. Undefined where it is no media type. */
export function parseMediaType(text: string): MediaType | undefined {
  const [name = "", ...rest] = text.split(";");
  const match = /^\s*([^\s/]+)\/([^\s/]+)\s*$/.exec(name.toLowerCase());
  if (match === null) return undefined;
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const value = part.slice(equals + 1).trim();
    parameters.set(
      part.slice(0, equals).trim().toLowerCase(),
      value.replace(/^"(.*)"$/, "$1").toLowerCase(),
    );
  }
  return { type: match[1] ?? "", subtype: match[2] ?? "", parameters };
}

/** Whether a concrete media type falls under a declared one, which may be a range (RFC 9110 12.5.1). */
function fallsUnder(concrete: MediaType, declared: MediaType): boolean {
  if (declared.type !== "*" && declared.type !== concrete.type) return false;
  if (declared.subtype !== "*" && declared.subtype !== concrete.subtype) return false;
  for (const [name, value] of declared.parameters) {
    // A message may leave out the character set: JSON has only one, text a default.
    const given = concrete.parameters.get(name) ?? (name === "charset" ? value : undefined);
    if (given !== value) return false;
  }
  return true;
}

/** The declared media type a concrete one is read by: the most specific that it falls under. */
export function selectMediaType(concrete: string, declared: readonly string[]): string | undefined {
  const given = parseMediaType(concrete);
  if (given === undefined) return undefined;
  let best: { readonly text: string; readonly rank: number } | undefined;
  for (const text of declared) {
    const range = parseMediaType(text);
    if (range === undefined || !fallsUnder(given, range)) continue;
    const rank = specificity(range);
    if (best === undefined || rank > best.rank) best = { text, rank };
  }
  return best?.text;
}

function specificity(range: MediaType): number {
  const wildcards = (range.type === "*" ? 2 : 0) + (range.subtype === "*" ? 1 : 0);
  return range.parameters.size - wildcards * 100;
}

/** Whether an `Accept` header lets some of the offered media types through. */
export function isAcceptable(accept: string, offered: readonly string[]): boolean {
  const ranges = accept
    .split(",")
    .map((part) => parseMediaType(part))
    .filter((range) => range !== undefined)
    .filter((range) => Number(range.parameters.get("q") ?? "1") > 0)
    .map((range) => ({ ...range, parameters: new Map<string, string>() }));
  return offered.some((text) => {
    const type = parseMediaType(text);
    if (type === undefined) return true;
    return ranges.some((range) => fallsUnder(type, range) || fallsUnder(range, type));
  });
}

/** Whether bodies of a media type are JSON texts (RFC 6839 for `+json`). */
export function isJson(text: string): boolean {
  const type = parseMediaType(text);
  return type !== undefined && (type.subtype === "json" || type.subtype.endsWith("+json"));
}
