import { FORMAT_JOINT, formatsIn, isAsserted, isWithinFormat } from "../normal/formats.ts";
import type { Relation } from "./scalars.ts";

/** How the values of one format relate to those of another; `unasserted` where no validator checks. */
export function relateFormats(
  before: string | undefined,
  after: string | undefined,
): Relation | "unasserted" {
  const a = formatsIn(before).filter(isAsserted);
  const b = formatsIn(after).filter(isAsserted);
  if (a.length === 0 && b.length === 0) return "unasserted";
  const isTightened = !b.every((format) => a.some((other) => isWithinFormat(other, format)));
  const isLoosened = !a.every((format) => b.some((other) => isWithinFormat(other, format)));
  if (isTightened && isLoosened) return "changed";
  return isTightened ? "tightened" : isLoosened ? "loosened" : "equal";
}

const NUMERIC: ReadonlySet<string> = new Set(["int32", "int64", "float", "double"]);

/** Of the formats those that speak of this kind of value. */
export function formatFor(
  kind: "number" | "string",
  format: string | undefined,
): string | undefined {
  const formats = formatsIn(format).filter((one) => NUMERIC.has(one) === (kind === "number"));
  return formats.length === 0 ? undefined : formats.join(FORMAT_JOINT);
}
