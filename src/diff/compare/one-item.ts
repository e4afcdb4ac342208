import type { Shape } from "../../model/shape.ts";
import { defined } from "../normal/intersect.ts";
import type { Normal } from "../normal/normal.ts";
import { asShape } from "../normal/normalise.ts";
import { sidesOf, type Comparison, type Report } from "./pair.ts";
import { typeText, wholeText } from "./text.ts";

/**
 * A value and the list of it alone are one text, unless the value holds what stands between items:
 * who sends the one is understood as sending the other. `told`: nothing else is left to compare.
 */
export function compareOneItem(comparison: Comparison): "told" | "other" {
  const { before, after, pair } = comparison;
  const { lists } = pair.circumstances;
  if (lists === undefined || isList(before) === isList(after)) return "other";
  const [list, value] = isList(before) ? [before, after] : [after, before];
  if (list.array?.items === undefined || !isSingle(value)) return "other";
  const kind = kindOf(list, value, comparison);
  if (kind === undefined) return "other";
  const was = typeText(before, comparison.engine.before);
  const is = typeText(after, comparison.engine.after);
  comparison.report({ ...kind, details: { before: was, after: is }, ...sidesOf(pair, was, is) });
  const one = listOf(value, list);
  comparison.inner({
    before: list === before ? asShape(before) : one,
    after: list === before ? one : asShape(after),
    subject: pair.subject,
    circumstances: { lists: undefined },
  });
  return "told";
}

function isList({ types, groups }: Normal): boolean {
  return groups.length === 0 && types.includes("array") && types.every(isListOrNull);
}

function isListOrNull(type: string): boolean {
  return type === "array" || type === "null";
}

function isSingle({ types }: Normal): boolean {
  return !types.includes("array") && !types.includes("object");
}

/** What is told of the kinds alone. Undefined: the one is no form of the other. */
function kindOf(
  list: Normal,
  value: Normal,
  { before, pair }: Comparison,
): Pick<Report, "rule" | "facts"> | undefined {
  if (list.array?.maxItems === 1) return { rule: "type-changed", facts: { variant: "alike" } };
  const { lists = "" } = pair.circumstances;
  if (lists !== "" && canHold(value, lists)) return undefined;
  return { rule: list === before ? "type-narrowed" : "type-widened" };
}

/** Who writes a comma need not escape it (RFC 3986, 3.3 and 3.4), and many do not. */
function canHold({ types, values }: Normal, text: string): boolean {
  if (values !== undefined && !values.open) {
    return values.items.some(({ value }) => wholeText(value).includes(text));
  }
  return types.includes("string") || (text === "." && types.includes("number"));
}

/** The value as a list of one item, and what the list says of how many there may be where one will do. */
function listOf(value: Normal, { array }: Normal): Shape {
  const { coordinate, origin } = value;
  const { minItems = 0, maxItems = 1 } = array ?? {};
  return {
    kind: "shape",
    coordinate,
    origin,
    types: value.types.includes("null") ? ["array", "null"] : ["array"],
    array: {
      items: asShape({ ...value, types: value.types.filter((type) => type !== "null") }),
      ...defined({
        minItems: minItems <= 1 ? array?.minItems : 1,
        maxItems: maxItems >= 1 ? array?.maxItems : 1,
        uniqueItems: array?.uniqueItems,
      }),
    },
  };
}
