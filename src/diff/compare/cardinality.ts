import type { Field, Shape, ShapeRef } from "../../model/shape.ts";
import { worse, type Severity } from "../../rules/rule.ts";
import { asShape } from "../normal/normalise.ts";
import type { Normal } from "../normal/normal.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { typeText } from "./text.ts";

/** How often a numbered field may stand in a message; a map is a list of entries. */
type Cardinality = "single" | "list" | "map";

/**
 * One value on one side, a list or a map on the other. On the wire a single value is a list of one,
 * of a list a reader of one keeps the last, and a map is a list of messages of a key and a value
 * (https://protobuf.dev, updating a message type; maps).
 */
export function compareCardinality(comparison: Comparison): "same" | "different" {
  const { before, after, engine, pair } = comparison;
  // Where fields are numbered, a list is the same field written several times.
  if (engine.semantics.fieldKey.wire !== "number") return "same";
  const [from, to] = [cardinalityOf(before), cardinalityOf(after)];
  if (from === to) return "same";
  const { direction } = pair.circumstances;
  const onWire = direction === "input" ? severityOnWire(from, to) : severityOnWire(to, from);
  const wire = worse(onWire, compareItems(comparison));
  const surfaces = pair.circumstances.surfaces ?? engine.semantics.surfaces;
  const texts = { before: typeText(before, engine.before), after: typeText(after, engine.after) };
  comparison.report({
    rule: "type-changed",
    effects: surfaces.map((surface) => ({
      surface,
      direction,
      severity: surface === "wire" ? wire : "breaking",
      certainty: "by-rule",
    })),
    details: texts,
    ...sidesOf(pair, texts.before, texts.after),
  });
  return "different";
}

function cardinalityOf(normal: Normal): Cardinality {
  if (normal.types.length === 1 && normal.types[0] === "array") return "list";
  return normal.object?.map === undefined ? "single" : "map";
}

/** Several values are read as one: all but the last are lost. Of entries a map keeps one for a key. */
function severityOnWire(written: Cardinality, read: Cardinality): Severity {
  return read === "single" && written !== "single" ? "breaking" : "dangerous";
}

/** What becomes of one item; changes of a type that both sides use are told at the type. */
function compareItems(comparison: Comparison): Severity {
  const before = itemOf(comparison.before);
  const after = itemOf(comparison.after);
  if (before === undefined || after === undefined) return "breaking";
  const { engine, pair } = comparison;
  // Bytes that happen to hold an entry are no key and no value to who takes them for bytes.
  const isEntry = comparison.before.object?.map ?? comparison.after.object?.map;
  const isMessage = (normal: Normal): boolean => normal.object !== undefined;
  if (
    isEntry &&
    !(isMessage(engine.before.normal(before)) && isMessage(engine.after.normal(after)))
  )
    return "breaking";
  const type = engine.before.link(before)?.to;
  if (type === undefined || type !== engine.after.link(after)?.to)
    return comparison.worst(before, after, pair.circumstances.direction);
  comparison.inner({ before, after, subject: pair.subject });
  return "compatible";
}

function itemOf(normal: Normal): ShapeRef | undefined {
  if (normal.array !== undefined) return normal.array.items;
  if (normal.object?.map !== undefined) return entryOf(normal);
  const { type, origin } = normal;
  return type === undefined ? asShape(normal) : { kind: "ref", to: type, nullable: false, origin };
}

/** An entry of a map as the message it is on the wire. */
function entryOf({ coordinate, origin, object }: Normal): Shape | undefined {
  const key = object?.map?.key;
  const value = object?.additional;
  if (key === undefined || typeof value !== "object") return undefined;
  const field = (name: string, number: number, shape: ShapeRef): Field => ({
    kind: "field",
    coordinate,
    origin,
    name,
    number,
    shape,
    required: false,
  });
  return {
    kind: "shape",
    coordinate,
    origin,
    types: ["object"],
    encoding: "message",
    object: { fields: [field("key", 1, key), field("value", 2, value)] },
  };
}
