/**
 * Formats that validators assert (the list of ajv-formats), each with those that accept every one
 * of its values. A format outside this list is an annotation.
 */
const ASSERTED: Readonly<Record<string, readonly string[]>> = {
  date: [],
  time: ["iso-time"],
  "date-time": ["iso-date-time"],
  "iso-time": [],
  "iso-date-time": [],
  duration: [],
  uri: ["uri-reference", "iri", "iri-reference"],
  "uri-reference": ["iri-reference"],
  "uri-template": [],
  url: ["uri", "uri-reference"],
  email: ["idn-email"],
  hostname: ["idn-hostname"],
  ipv4: [],
  ipv6: [],
  regex: [],
  uuid: [],
  "json-pointer": [],
  "relative-json-pointer": [],
  byte: [],
  // int64, float and double accept every integer or number; of numbers only int32 is a limit.
  int32: [],
};

/** Stands between formats of which a value keeps all. */
export const FORMAT_JOINT = " and ";

/** The formats that a value keeps. */
export function formatsIn(format: string | undefined): readonly string[] {
  return format === undefined ? [] : format.split(FORMAT_JOINT);
}

/** Values keep the formats of all conjuncts. */
export function joinFormats(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return [...new Set([...formatsIn(a), ...formatsIn(b)])].sort().join(FORMAT_JOINT);
}

/** Whether validators assert a format; others are annotations. */
export function isAsserted(format: string): boolean {
  return Object.hasOwn(ASSERTED, format);
}

/** Whether every value of one format is one of the other. */
export function isWithinFormat(format: string, other: string): boolean {
  return format === other || ASSERTED[format]?.includes(other) === true;
}
