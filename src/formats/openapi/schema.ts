import type { Coordinate } from "../../model/element.ts";
import { isJsonObject } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Reference, Shape, ShapeRef } from "../../model/shape.ts";
import { childPointer } from "../document/pointer.ts";
import { namedDialect } from "./dialect.ts";
import type { Dialect } from "./dialect.ts";
import { NO_SCOPE } from "./dynamic-scope.ts";
import { COMPOSING } from "./keywords-composing.ts";
import { OBJECTS_AND_ARRAYS } from "./keywords-members.ts";
import { VALUES } from "./keywords-values.ts";
import { childOf, isReference, originOf, stringIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Around, Reading } from "./reading.ts";
import type { Keyword, SchemaAt, ShapeDraft } from "./schema-draft.ts";

/** Every keyword that says something about values, of all versions and drafts that are read. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({ ...VALUES, ...OBJECTS_AND_ARRAYS, ...COMPOSING }),
);

/** Keywords that only tell people something: they may stand beside a `$ref` without a meaning. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "$comment",
  "example",
  "examples",
  "externalDocs",
]);

/** Annotations that a field takes from beside a `$ref`. */
const FIELD_ANNOTATIONS: ReadonlySet<string> = new Set([
  "deprecated",
  "readOnly",
  "writeOnly",
  "default",
]);

/** Where a value may be an object with `$ref` and still be data or a schema. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set([
  "default",
  "const",
  "items",
  "additionalItems",
  "additionalProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
  "not",
  "if",
  "contains",
  "propertyNames",
  "contentSchema",
]);

/** Reads one schema: a boolean, a reference, or keywords. */
export function readShape(
  reading: Reading,
  node: Node,
  coordinate: Coordinate,
  outer?: Around,
): ShapeRef {
  const schema = node.value;
  if (!isJsonObject(schema)) return readNonObject(reading, node, coordinate);
  const around = aroundOf(reading, node, schema, outer);
  const targets = referencesIn(reading, node, around);
  const [only] = targets;
  if (only !== undefined && targets.length === 1 && saysNothingElse(schema, around.dialect)) {
    return only;
  }
  const draft = readKeywords(reading, { node, schema, coordinate, around });
  if (targets.length > 0) draft.allOf = [...targets, ...(draft.allOf ?? [])];
  return draft;
}

/** True where a schema is a reference and nothing else, not even for the fields that use it. */
export function isAlias(value: JsonObject, dialect: Dialect): boolean {
  return (
    dialect.refHidesSiblings ||
    Object.keys(value).every((key) => key === "$ref" || ANNOTATIONS.has(key))
  );
}

function saysNothingElse(schema: JsonObject, dialect: Dialect): boolean {
  if (dialect.refHidesSiblings) return true;
  return Object.keys(schema).every((key) => !KEYWORDS.has(key) || FIELD_ANNOTATIONS.has(key));
}

function readNonObject(reading: Reading, node: Node, coordinate: Coordinate): Shape {
  const { value } = node;
  if (value !== true && value !== false && value !== null) {
    reading.report("malformed-schema", "A schema should be an object or a boolean.", node);
  }
  return {
    kind: "shape",
    coordinate,
    origin: originOf(node),
    ...(value === false ? { types: [] } : {}),
  };
}

function aroundOf(
  reading: Reading,
  node: Node,
  schema: JsonObject,
  outer: Around | undefined,
): Around {
  const around = outer ?? { dialect: reading.dialectOf(node.file), scope: NO_SCOPE };
  const address = schema["$schema"];
  if (typeof address !== "string") return around;
  const dialect = namedDialect(address, () =>
    node.file.document().locate(childPointer(node.pointer, "$schema")),
  );
  return { ...around, dialect };
}

function referencesIn(reading: Reading, node: Node, around: Around): readonly Reference[] {
  const { resolver, scopes } = reading;
  const targets: Node[] = [];
  if (isReference(node.value)) targets.push(resolver.step(node, node.value.$ref));
  const dynamic = scopes === undefined ? undefined : stringIn(node.value, "$dynamicRef");
  if (dynamic !== undefined && scopes !== undefined) {
    targets.push(scopes.resolve(node, dynamic, around.scope));
  }
  const recursive = around.dialect.recursive ? stringIn(node.value, "$recursiveRef") : undefined;
  if (recursive !== undefined) targets.push(resolver.step(node, recursive));
  if (targets.length === 0) return [];
  const origin = originOf(node);
  return targets.map((target) => ({
    kind: "ref",
    to: reading.typeOf(target, around),
    nullable: false,
    origin,
  }));
}

type Parts = Pick<SchemaAt, "node" | "schema" | "coordinate" | "around">;

function readKeywords(reading: Reading, { node, schema, coordinate, around }: Parts): ShapeDraft {
  const origin = originOf(node);
  const draft: ShapeDraft = { kind: "shape", coordinate, origin };
  const at: SchemaAt = { reading, node, schema, coordinate, origin, around };
  // The fastest way through an object, and parsed ones inherit no members.
  for (const key in schema) {
    const keyword = KEYWORDS.get(key);
    if (keyword !== undefined) keyword(draft, valueOf(at, key), at);
    else if (reading.lifecycle.owns(key)) readLifecycle(draft, at);
  }
  if (meansNull(schema, around.dialect)) draft.nullMeant = true;
  return draft;
}

/** `nullable` where it adds no null (OAS 3.0.3, 4.7.24.1), though up to 3.0.2 nothing said so. */
function meansNull(schema: JsonObject, { nullable }: Dialect): boolean {
  if (nullable === undefined || schema[nullable] !== true) return false;
  if (schema["type"] === undefined) return UNTYPED.some((keyword) => keyword in schema);
  const values = schema["enum"];
  return Array.isArray(values) && !values.includes(null);
}

const UNTYPED = ["allOf", "anyOf", "oneOf"];

function readLifecycle(draft: ShapeDraft, at: SchemaAt): void {
  const deprecation = at.reading.lifecycle.deprecation(at.schema);
  if (deprecation !== undefined) draft.deprecation = deprecation;
}

/** A reference may stand where a plain value should: it is followed, as other tools do. */
function valueOf(at: SchemaAt, key: string): SchemaAt["schema"][string] {
  const value = at.schema[key] ?? null;
  if (!isReference(value) || NOT_FOLLOWED.has(key)) return value;
  const child = childOf(at.node, key);
  return child === undefined ? value : at.reading.resolver.follow(child).value;
}
