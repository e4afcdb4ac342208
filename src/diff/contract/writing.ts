import type { ValueType } from "../../model/shape.ts";
import { ALL_TYPES } from "../normal/normal.ts";

/** How a value becomes text: OpenAPI's `style` and `explode`, with the defaults filled in. */
export interface Writing {
  readonly style: string;
  readonly explode: boolean;
}

type Kind = "scalar" | "list" | "object";

/**
 * Whether two ways of writing make the same text of every value that the sender has. Lists and
 * objects are what styles are for; where a sender may have just anything, nobody knows whether it
 * ever has one.
 */
export function writtenAlike(
  place: string,
  before: Writing,
  after: Writing,
  types: readonly ValueType[],
): "same" | "different" | "undecided" {
  const differs = (kind: Kind) => textForm(place, before, kind) !== textForm(place, after, kind);
  if (differs("scalar")) return "different";
  const isOpen = types.length === ALL_TYPES.length;
  const isDifferent =
    (types.includes("array") && differs("list")) || (types.includes("object") && differs("object"));
  if (!isDifferent) return "same";
  return isOpen ? "undecided" : "different";
}

/** A name for the text: equal names, equal texts (OpenAPI 3.1.1, 4.8.12.3 and appendix C). */
function textForm(place: string, { style, explode }: Writing, kind: Kind): string {
  if (place === "path") return pathForm(style, explode, kind);
  if (kind === "scalar") return place === "cookie" && style === "cookie" ? "as it stands" : "plain";
  if (place === "header") return kind === "object" && explode ? "assignments" : style;
  if (style === "deepObject") return "brackets";
  return explode ? "pairs" : style;
}

function pathForm(style: string, explode: boolean, kind: Kind): string {
  if (style !== "label" && style !== "matrix") {
    return kind === "object" && explode ? "assignments" : "simple";
  }
  return kind === "scalar" ? style : `${style} ${String(explode)}`;
}

/** Whether a reserved character (RFC 3986, 2.2) can stand in some of the values. */
export function canHoldReserved(types: readonly ValueType[]): boolean {
  return types.some((type) => type === "string" || type === "array" || type === "object");
}
