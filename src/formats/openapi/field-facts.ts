import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Field, Shape, ShapeRef } from "../../model/shape.ts";
import { marksOf, mayInherit } from "./marks.ts";
import { isReference } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

type Facts = Partial<
  Pick<
    Field,
    "default" | "readOnly" | "writeOnly" | "deprecation" | "stability" | "unreadableStability"
  >
>;

/**
 * What a member takes from its schema. Beside a `$ref` stand the member's own facts (3.1); what
 * the schema it refers to says of itself counts too, except for the default, which stays there. Marks
 * are those of everything that it is.
 */
export function fieldFacts(reading: Reading, node: Node, shape: ShapeRef): Facts | undefined {
  const { value } = node;
  if (!isReference(value)) {
    const own = shape.kind === "shape" ? factsOf(reading, shape, value) : undefined;
    return mayInherit(value) ? { ...own, ...marksOf(reading, node) } : own;
  }
  const beside = reading.dialectOf(node.file).refHidesSiblings ? {} : factsIn(reading, value);
  const there = factsIn(reading, reading.resolver.follow(node).value);
  const { default: _its, ...inherited } = there ?? {};
  return { ...inherited, ...beside, ...marksOf(reading, node) };
}

/** Nothing is looked up twice: the shape has read it. */
function factsOf(reading: Reading, shape: Shape, value: Json): Facts | undefined {
  const stability = reading.lifecycle.stability(value);
  const { default: assumed, readOnly, writeOnly, deprecation } = shape;
  if (
    assumed === undefined &&
    readOnly === undefined &&
    writeOnly === undefined &&
    deprecation === undefined
  ) {
    return Object.keys(stability).length === 0 ? undefined : stability;
  }
  return {
    ...(assumed === undefined ? {} : { default: assumed }),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(writeOnly === undefined ? {} : { writeOnly }),
    ...(deprecation === undefined ? {} : { deprecation }),
    ...stability,
  };
}

/** Undefined for most schemas, which say none of this. */
function factsIn(reading: Reading, value: Json): Facts | undefined {
  if (!isJsonObject(value)) return undefined;
  const deprecation = reading.lifecycle.deprecation(value);
  const stability = reading.lifecycle.stability(value);
  const facts: Facts = {
    ...(Object.hasOwn(value, "default") ? { default: value["default"] ?? null } : {}),
    ...(deprecation === undefined ? {} : { deprecation }),
    ...stability,
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}
