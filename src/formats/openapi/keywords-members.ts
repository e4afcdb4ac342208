import { aspect, item, mapValue, member } from "../../model/coordinate.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { ArrayFacet, Field, ObjectFacet, ShapeRef } from "../../model/shape.ts";
import { fieldFacts } from "./field-facts.ts";
import { count } from "./keywords-values.ts";
import { childPointer } from "../document/pointer.ts";
import { childOf, stringsIn } from "./node.ts";
import type { Node } from "./node.ts";
import { malformed, objectOf, subschema, subschemaMap, subschemas } from "./schema-draft.ts";
import type { Keyword, MapNode, SchemaAt, ShapeDraft } from "./schema-draft.ts";

/** Keywords about the members of objects and the items of arrays (validation 6.4, 6.5; core 10.3, 11). */
export const OBJECTS_AND_ARRAYS: Readonly<Record<string, Keyword>> = {
  properties: readProperties,
  required: readRequired,
  additionalProperties: (draft, value, at) => {
    const object = objectOf(draft);
    if (typeof value === "boolean") object.additional = value;
    else {
      object.additional = subschema(at, "additionalProperties", mapValue(at.coordinate));
      if (!("properties" in at.schema)) object.map = {};
    }
  },
  unevaluatedProperties: (draft, value, at) => {
    objectOf(draft).unevaluatedProperties =
      typeof value === "boolean"
        ? value
        : subschema(at, "unevaluatedProperties", mapValue(at.coordinate));
  },
  patternProperties: (draft, _value, at) => {
    const map = subschemaMap(at, "patternProperties");
    if (map === undefined) return;
    objectOf(draft).patternFields = Object.entries(map.value).map(([pattern, value]) => ({
      pattern,
      shape: at.reading.shape(memberOf(map, pattern, value), mapValue(at.coordinate), at.around),
    }));
  },
  propertyNames: (draft, _value, at) => {
    objectOf(draft).propertyNames = subschema(at, "propertyNames", aspect(at.coordinate, "key"));
  },
  minProperties: (draft, value, at) => {
    setObject(draft, "minProperties", count(value, "minProperties", at));
  },
  maxProperties: (draft, value, at) => {
    setObject(draft, "maxProperties", count(value, "maxProperties", at));
  },
  dependentRequired: (draft, value, at) => {
    setObject(draft, "dependentRequired", requiredLists(value, at, "dependentRequired"));
  },
  dependentSchemas: (draft, _value, at) => {
    setObject(draft, "dependentSchemas", schemasByName(at, "dependentSchemas"));
  },
  dependencies: (draft, value, at) => {
    if (!at.around.dialect.dependencies) return;
    setObject(draft, "dependentRequired", requiredLists(value, at, "dependencies"));
    setObject(draft, "dependentSchemas", schemasByName(at, "dependencies"));
  },
  items: readItems,
  prefixItems: (draft, _value, at) => {
    setArray(draft, "prefixItems", tuple(at, "prefixItems"));
  },
  contains: (draft, _value, at) => {
    const { minContains, maxContains } = at.schema;
    const min = minContains === undefined ? 1 : count(minContains, "minContains", at);
    const max = maxContains === undefined ? undefined : count(maxContains, "maxContains", at);
    setArray(draft, "contains", {
      shape: subschema(at, "contains", aspect(at.coordinate, "contains")),
      min: min ?? 1,
      ...(max === undefined ? {} : { max }),
    });
  },
  unevaluatedItems: (draft, _value, at) => {
    setArray(draft, "unevaluatedItems", subschema(at, "unevaluatedItems", item(at.coordinate)));
  },
  minItems: (draft, value, at) => {
    setArray(draft, "minItems", count(value, "minItems", at));
  },
  maxItems: (draft, value, at) => {
    setArray(draft, "maxItems", count(value, "maxItems", at));
  },
  uniqueItems: (draft, value) => {
    if (value === true) setArray(draft, "uniqueItems", true);
  },
};

function readProperties(draft: ShapeDraft, _value: Json, at: SchemaAt): void {
  const map = subschemaMap(at, "properties");
  if (map === undefined) return;
  const required = new Set(requiredNames(at));
  const fields: Field[] = [];
  for (const name of Object.keys(map.value)) {
    const node = memberOf(map, name, map.value[name] ?? null);
    const coordinate = member(at.coordinate, name);
    const shape = at.reading.shape(node, coordinate, at.around);
    fields.push({
      kind: "field",
      coordinate,
      origin: shape.origin,
      name,
      shape,
      required: required.has(name),
      ...fieldFacts(at.reading, node, shape),
    });
  }
  objectOf(draft).fields = fields;
}

function memberOf(map: MapNode, name: string, value: Json): Node {
  return { file: map.file, pointer: childPointer(map.pointer, name), value };
}

/** Declared names become required fields; the others are kept by name. */
function readRequired(draft: ShapeDraft, value: Json, at: SchemaAt): void {
  if (!Array.isArray(value)) {
    // 2.0 parameters and drafts up to 3 have a boolean here, which speaks of the place around.
    if (typeof value !== "boolean") malformed(at, "required", "a list of names");
    return;
  }
  const declared = at.reading.resolver.member(at.node, "properties")?.value;
  const names = requiredNames(at);
  const others = names.filter((name) => !isJsonObject(declared) || !Object.hasOwn(declared, name));
  if (others.length > 0) objectOf(draft).required = [...new Set(others)];
}

function requiredNames(at: SchemaAt): readonly string[] {
  const { required } = at.schema;
  if (Array.isArray(required)) return required.filter((name) => typeof name === "string");
  const node = childOf(at.node, "required");
  const followed = node === undefined ? undefined : at.reading.resolver.follow(node).value;
  return Array.isArray(followed) ? followed.filter((name) => typeof name === "string") : [];
}

function requiredLists(
  value: Json,
  at: SchemaAt,
  keyword: string,
): Readonly<Record<string, readonly string[]>> | undefined {
  if (!isJsonObject(value)) return malformed(at, keyword, "a map of names");
  const lists = Object.keys(value).flatMap((name) => {
    const names = stringsIn(value, name);
    return names === undefined ? [] : [[name, names] as const];
  });
  return lists.length === 0 ? undefined : Object.fromEntries(lists);
}

function schemasByName(
  at: SchemaAt,
  keyword: string,
): Readonly<Record<string, ShapeRef>> | undefined {
  const map = subschemaMap(at, keyword);
  const schemas = Object.entries(map?.value ?? {}).flatMap(([name, value]) =>
    map === undefined || Array.isArray(value)
      ? []
      : [[name, at.reading.shape(memberOf(map, name, value), at.coordinate, at.around)] as const],
  );
  return schemas.length === 0 ? undefined : Object.fromEntries(schemas);
}

/** A list is a tuple in drafts before 2020-12, and `additionalItems` is what follows it. */
function readItems(draft: ShapeDraft, value: Json, at: SchemaAt): void {
  const following = item(at.coordinate);
  if (!Array.isArray(value)) {
    setArray(draft, "items", subschema(at, "items", following));
    return;
  }
  setArray(draft, "prefixItems", tuple(at, "items"));
  if ("additionalItems" in at.schema) {
    setArray(draft, "items", subschema(at, "additionalItems", following));
  }
}

function tuple(at: SchemaAt, keyword: string): readonly ShapeRef[] | undefined {
  return subschemas(at, keyword, (index) => item(at.coordinate, index));
}

function setArray<K extends keyof ArrayFacet>(
  draft: ShapeDraft,
  key: K,
  value: ArrayFacet[K] | undefined,
): void {
  if (value !== undefined) Object.assign((draft.array ??= {}), { [key]: value });
}

function setObject<K extends keyof ObjectFacet>(
  draft: ShapeDraft,
  key: K,
  value: ObjectFacet[K] | undefined,
): void {
  if (value !== undefined) Object.assign(objectOf(draft), { [key]: value });
}
