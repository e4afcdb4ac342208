import type { ValueType } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import { keepsBounds } from "../normal/scalar-values.ts";
import { compareOneItem } from "./one-item.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { typeText } from "./text.ts";

/** Named types of another kind (an object that became a union) have nothing else to compare. */
export function compareKinds(comparison: Comparison): "same" | "different" {
  const { before, after, engine, pair } = comparison;
  if (before.opaque === true || after.opaque === true) return compareOpaque(comparison);
  if (before.type === undefined || after.type === undefined) return "same";
  if (engine.semantics.identity.wire !== "nominal") return "same";
  const kindBefore = engine.before.contract.types.get(before.type)?.definition;
  const kindAfter = engine.after.contract.types.get(after.type)?.definition;
  if (kindBefore === kindAfter) return "same";
  const variant = kindVariant(comparison);
  if (variant === "alike") return "same";
  comparison.report({
    rule: "type-kind-changed",
    ...(variant === undefined ? {} : { facts: { variant } }),
    details: { before: kindBefore ?? "", after: kindAfter ?? "" },
    ...sidesOf(pair, kindBefore, kindAfter),
  });
  return variant === "abstracted" ? "same" : "different";
}

/** Of what nothing can be said, not even that it is the same. */
function compareOpaque(comparison: Comparison): "different" {
  const { before, after } = comparison;
  if (before.nominal !== after.nominal)
    comparison.report({ rule: "type-changed", ...texts(comparison) });
  return "different";
}

/**
 * What one kind of type has in common with another: values with and without a list of them
 * (`opened`, `closed`), members of one type and of all that implement it (`abstracted`).
 */
function kindVariant({ before, after, engine }: Comparison) {
  if (isLeaf(before) && isLeaf(after)) {
    const listed = before.values !== undefined;
    if (listed === (after.values !== undefined)) return "alike";
    return listed ? "opened" : "closed";
  }
  return isAbstracted({ before, after, engine }) ? "abstracted" : undefined;
}

/** An object that became an interface, which some object implements. */
function isAbstracted({
  before,
  after,
  engine,
}: Pick<Comparison, "before" | "after" | "engine">): boolean {
  const { type: id } = after;
  if (id === undefined || after.object?.abstract !== true || before.object === undefined)
    return false;
  const directions = engine.before.contract.types.get(id)?.directions;
  if (directions?.includes("output") !== true) return false;
  const types = [...engine.after.contract.types.values()];
  return types.some(
    ({ shape }) => shape.kind === "shape" && shape.object?.interfaces?.includes(id) === true,
  );
}

function isLeaf(normal: Normal): boolean {
  return normal.object === undefined && normal.groups.length === 0;
}

/** Compares the accepted kinds of value; returns those that both sides accept. */
export function compareTypes(comparison: Comparison): readonly ValueType[] {
  const { before, after, pair } = comparison;
  if (compareOneItem(comparison) === "told") return [];
  const textual = pair.circumstances.textual === true;
  const lost = before.types.filter((type) => !accepts(after.types, type, textual));
  const gained = after.types.filter((type) => !accepts(before.types, type, textual));
  reportTypes(comparison, lost, gained);
  return sharedTypes(before, after);
}

function reportTypes(
  comparison: Comparison,
  lost: readonly ValueType[],
  gained: readonly ValueType[],
): void {
  const lostKinds = lost.filter((type) => type !== "null");
  const gainedKinds = gained.filter((type) => type !== "null");
  if (lostKinds.length > 0 || gainedKinds.length > 0) {
    const rule =
      gained.length === 0 ? "type-narrowed" : lost.length === 0 ? "type-widened" : "type-changed";
    // What nothing could be before was meant to be something: what readers relied on is not known.
    const isContradicted = rule === "type-widened" && comparison.before.impossible !== undefined;
    const facts = isContradicted ? { variant: "contradicted" } : {};
    comparison.report({ rule, facts, ...texts(comparison) });
    return;
  }
  if (lost.length > 0)
    comparison.report({
      rule: "null-forbidden",
      ...writtenNull(comparison, comparison.after),
      ...texts(comparison),
    });
  if (gained.length > 0)
    comparison.report({
      rule: "null-allowed",
      ...writtenNull(comparison, comparison.before),
      ...texts(comparison),
    });
}

/**
 * No specification says how null is written where everything is text: whatever is sent for it, a
 * side that knows no null but takes any text reads that text.
 */
function writtenNull({ pair }: Comparison, without: Normal) {
  const isText =
    pair.circumstances.textual === true &&
    without.types.includes("string") &&
    without.values === undefined &&
    keepsBounds("null", without);
  return isText ? { facts: { variant: "text" } } : {};
}

function texts(comparison: Comparison) {
  const before = typeText(comparison.before, comparison.engine.before);
  const after = typeText(comparison.after, comparison.engine.after);
  return { details: { before, after }, ...sidesOf(comparison.pair, before, after) };
}

/** As text every boolean, number and integer is a string as well (RFC 3986 knows only characters). */
function accepts(types: readonly ValueType[], type: ValueType, textual: boolean): boolean {
  if (types.includes(type)) return true;
  if (type === "integer" && types.includes("number")) return true;
  return (
    textual &&
    types.includes("string") &&
    (type === "boolean" || type === "number" || type === "integer")
  );
}

function sharedTypes(before: Normal, after: Normal): readonly ValueType[] {
  return before.types.flatMap((type): readonly ValueType[] => {
    if (after.types.includes(type)) return [type];
    if (type === "number" && after.types.includes("integer")) return ["integer"];
    return type === "integer" && after.types.includes("number") ? ["integer"] : [];
  });
}
