import type { ShapeRef, ValueType } from "../../model/shape.ts";
import { isEveryType } from "../normal/normal.ts";
import { wholeText } from "../compare/text.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { valueTypesOf } from "../normal/value-types.ts";

/** How a value becomes text: OpenAPI's `style` and `explode`, with the defaults filled in. */
export interface Writing {
  readonly style: string;
  readonly explode: boolean;
}

type Kind = "scalar" | "list" | "object";

/** What the sender of a parameter has, or its reader takes. */
export interface WrittenValues {
  readonly types: readonly ValueType[];
  /** Every text there can be, where that is known. */
  readonly texts?: readonly string[];
  /** True: a list never has more than one item. */
  readonly single: boolean;
}

export function valuesIn(side: Normaliser, shape: ShapeRef): WrittenValues {
  const { values, array } = side.normal(shape);
  const isListed = values !== undefined && !values.open;
  return {
    types: valueTypesOf(side, shape),
    ...(isListed ? { texts: values.items.map(({ value }) => wholeText(value)) } : {}),
    single: array?.maxItems !== undefined && array.maxItems <= 1,
  };
}

/**
 * Whether two ways of writing make the same text of every value that the sender has. Lists and
 * objects are what styles are for; where a sender may have just anything, nobody knows whether it
 * ever has one. What the reader takes for no list at all is another type, and told as that.
 */
export function writtenAlike(
  place: string,
  [before, after]: readonly [Writing, Writing],
  sent: WrittenValues,
  read: WrittenValues,
): "same" | "different" | "undecided" | "another type" {
  const differs = (kind: Kind) => textForm(place, before, kind) !== textForm(place, after, kind);
  if (differs("scalar")) return "different";
  const changed: ValueType[] = [];
  if (differs("list") && !sent.single) changed.push("array");
  if (differs("object")) changed.push("object");
  const written = changed.filter((type) => sent.types.includes(type));
  if (written.length > 0 && isEveryType(sent.types)) return "undecided";
  if (written.some((type) => read.types.includes(type))) return "different";
  const isTold = changed.some((type) => sent.types.includes(type) || read.types.includes(type));
  return isTold ? "another type" : "same";
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

const SEPARATORS: Readonly<Record<string, string>> = {
  spaceDelimited: " ",
  pipeDelimited: "|",
  tabDelimited: "\t",
  label: ".",
};

/** What stands between the items of a list in a text; empty where each is a text of its own. */
export function betweenItems(place: string, { style, explode }: Writing): string | undefined {
  if (style === "deepObject") return undefined;
  if (explode && (place === "query" || place === "cookie" || style === "matrix")) return "";
  return style === "label" && !explode ? "," : (SEPARATORS[style] ?? ",");
}

/** Whether a reserved character (RFC 3986, 2.2) can stand in some of the values. */
export function canHoldReserved({ types, texts }: WrittenValues): boolean {
  if (texts !== undefined) return texts.some((text) => RESERVED.test(text));
  return types.some((type) => type === "string" || type === "array" || type === "object");
}

const RESERVED = /[:/?#[\]@!$&'()*+,;=]/;
