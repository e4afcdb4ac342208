import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Parameter } from "../../model/operation.ts";
import type { Shape } from "../../model/shape.ts";
import { itemsOf, partsOfValue } from "./shape-parts.ts";

/**
 * The value that the texts of a parameter stand for: numbers, booleans and lists as its shape says.
 * A text that is no such value stays a text.
 */
export function parameterValue(
  contract: Contract,
  parameter: Parameter,
  texts: readonly string[],
): Json {
  const { shapes } = partsOfValue(contract, [parameter.shape], undefined);
  if (!hasType(shapes, "array")) return scalarValue(shapes, texts[0] ?? "");
  const parts = partsOfValue(contract, [parameter.shape], undefined);
  const { shapes: items } = partsOfValue(contract, itemsOf(parts), undefined);
  const separator = separatorOf(parameter);
  const [only = ""] = texts;
  const all = texts.length === 1 && separator !== undefined ? only.split(separator) : texts;
  return all.map((text) => scalarValue(items, text));
}

const SEPARATORS: Readonly<Record<string, string>> = {
  form: ",",
  simple: ",",
  spaceDelimited: " ",
  pipeDelimited: "|",
  tabDelimited: "\t",
};

/** What parts the items of a list in one text; none where each item is a parameter of its own. */
function separatorOf({ serialization }: Parameter): string | undefined {
  if (serialization.explode && serialization.style === "form") return undefined;
  return Object.hasOwn(SEPARATORS, serialization.style)
    ? SEPARATORS[serialization.style]
    : undefined;
}

function scalarValue(shapes: readonly Shape[], text: string): Json {
  if (hasType(shapes, "string")) return text;
  const isNumber = hasType(shapes, "integer") || hasType(shapes, "number");
  if (isNumber && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  if (hasType(shapes, "boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

function hasType(
  shapes: readonly Shape[],
  type: "string" | "integer" | "number" | "boolean" | "array",
): boolean {
  return shapes.some((shape) => shape.types?.includes(type) === true);
}
