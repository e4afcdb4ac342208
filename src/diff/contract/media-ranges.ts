/** A media type or range with the parameters that tell it from others of the same name. */
interface Parsed {
  readonly base: string;
  readonly parameters: readonly string[];
}

/**
 * Reads what the model holds: lower case, parameters sorted. A character set tells nothing apart:
 * JSON has only one, and text has a default.
 */
function parse(mediaType: string): Parsed {
  const [base = "", ...parameters] = mediaType.split(";").map((part) => part.trim());
  return { base, parameters: parameters.filter((part) => !part.startsWith("charset=")) };
}

/** Whether two media types differ at most in their parameters. */
export function sameBase(one: string, other: string): boolean {
  return parse(one).base === parse(other).base;
}

/**
 * Whether a message in a media type falls under a declared one, which may be a range (RFC 9110,
 * 12.5.1). What is declared with parameters demands them.
 */
export function covers(declared: string, mediaType: string): boolean {
  const [range, given] = [parse(declared), parse(mediaType)];
  const [type, subtype] = range.base.split("/");
  const isUnder =
    range.base === given.base ||
    range.base === "*/*" ||
    (subtype === "*" && given.base.startsWith(`${type ?? ""}/`));
  return isUnder && range.parameters.every((part) => given.parameters.includes(part));
}

/** The most specific first, as media types are chosen by. */
export function bySpecificity(one: string, other: string): number {
  return rank(other) - rank(one);
}

function rank(mediaType: string): number {
  const { base, parameters } = parse(mediaType);
  const wildcards = (base.match(/\*/g) ?? []).length;
  return parameters.length - wildcards * 100;
}
