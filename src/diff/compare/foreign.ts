import type { Field, ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";

/** Alternatives within alternatives are followed this far; beyond, any member may be declared. */
const MAX_NESTING = 4;

/**
 * Which alternatives of the reader no message fits, since they demand a member that the sender
 * declares nowhere: whoever sends such a one relies on nothing.
 */
export function foreignTo(
  comparison: Comparison,
  sender: "before" | "after",
  alternatives: readonly ShapeRef[],
): (other: ShapeRef) => boolean {
  if (comparison.pair.circumstances.exact === true) return () => false;
  const { normal } = comparison.engine[sender];
  const declared = [comparison[sender], ...alternatives.map(normal)].map((shape) =>
    declaredIn(shape, normal, 0),
  );
  const names = new Set(declared.flatMap((own) => [...(own ?? [])]));
  if (names.size === 0 || declared.includes(undefined)) return () => false;
  const readers = comparison.engine[sender === "before" ? "after" : "before"];
  return (other) => {
    const { types, object } = readers.normal(other);
    const isObject = types.length === 1 && types[0] === "object";
    const fields = isObject ? (object?.fields ?? []) : [];
    return fields.some((field) => isDemanded(field) && !names.has(field.name));
  };
}

/** The members that a shape declares; undefined where others are spoken of as well. */
function declaredIn(
  { object, groups, conditionals, opaque }: Normal,
  normal: (ref: ShapeRef) => Normal,
  depth: number,
): ReadonlySet<string> | undefined {
  const spoken = [object?.patternFields, object?.dependentSchemas, object?.map];
  const typed = [object?.additional, object?.unevaluatedProperties];
  const isOpen =
    opaque === true ||
    conditionals.length > 0 ||
    spoken.some((part) => part !== undefined) ||
    typed.some((part) => typeof part === "object");
  if (isOpen || depth > MAX_NESTING) return undefined;
  const inner = groups
    .flatMap(({ members }) => members)
    .map((member) => declaredIn(normal(member), normal, depth + 1));
  if (inner.includes(undefined)) return undefined;
  const own = (object?.fields ?? []).map((field) => field.name);
  return new Set([...own, ...inner.flatMap((names) => [...(names ?? [])])]);
}

/** What is marked for one direction may be left out in the other. */
function isDemanded({ required, readOnly, writeOnly, shape }: Field): boolean {
  const isMarked = shape.kind === "shape" && (shape.readOnly === true || shape.writeOnly === true);
  return required && readOnly !== true && writeOnly !== true && !isMarked;
}
