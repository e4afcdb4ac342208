import type { Relation } from "./scalars.ts";

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

/** How the values of one format relate to those of another; `unasserted` where no validator checks. */
export function relateFormats(
  before: string | undefined,
  after: string | undefined,
): Relation | "unasserted" {
  const a = asserted(before);
  const b = asserted(after);
  if (a === undefined && b === undefined) return "unasserted";
  if (a === undefined || b === undefined) return a === undefined ? "tightened" : "loosened";
  if (a === b) return "equal";
  const wider = ASSERTED[a]?.includes(b) === true;
  const narrower = ASSERTED[b]?.includes(a) === true;
  if (wider && narrower) return "equal";
  return wider ? "loosened" : narrower ? "tightened" : "changed";
}

function asserted(format: string | undefined): string | undefined {
  return format !== undefined && Object.hasOwn(ASSERTED, format) ? format : undefined;
}

const NUMERIC: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** The format, where it speaks of this kind of value. */
export function formatFor(
  kind: "number" | "string",
  format: string | undefined,
): string | undefined {
  if (format === undefined) return undefined;
  return NUMERIC.has(format) === (kind === "number") ? format : undefined;
}
