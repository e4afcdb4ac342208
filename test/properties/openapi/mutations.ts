import { NAMES, randomSchema, type Schema } from "./schemas.ts";
import type { Random } from "./random.ts";

type SchemaObject = Exclude<Schema, boolean>;

/** One random edit somewhere in a schema; what it means is for the referee to say. */
export function mutate(schema: Schema, random: Random): Schema {
  if (typeof schema === "boolean" || random.once(8)) return randomSchema(random, 1);
  const deeper = inChild(schema, random);
  if (deeper !== undefined && !random.once(3)) return deeper;
  return random.pick(EDITS)(schema, random);
}

const EDITS: readonly ((schema: SchemaObject, random: Random) => Schema)[] = [
  dropKeyword,
  moveBound,
  toggleRequired,
  addMember,
  dropProperty,
  addProperty,
  (schema, random) => ({ [random.pick(["anyOf", "oneOf"])]: [schema, randomSchema(random, 1)] }),
  (schema, random) => ({ allOf: [schema, randomSchema(random, 1)] }),
  (schema) => ({ ...schema, additionalProperties: false }),
  (schema) => ({ anyOf: [schema, { type: "null" }] }),
];

function dropKeyword(schema: SchemaObject, random: Random): Schema {
  const keys = Object.keys(schema);
  if (keys.length === 0) return randomSchema(random, 1);
  const dropped = random.pick(keys);
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== dropped));
}

function moveBound(schema: SchemaObject, random: Random): Schema {
  const bounds = Object.entries(schema).filter(([, value]) => typeof value === "number");
  if (bounds.length === 0)
    return { ...schema, [random.pick(["minLength", "maximum", "maxItems"])]: 1 };
  const [key, value] = random.pick(bounds);
  const moved = Number(value) + (random.once(2) ? 1 : -1);
  const legal =
    key === "multipleOf"
      ? Math.max(1, moved)
      : /^(min|max)(L|I|P)/.test(key)
        ? Math.max(0, moved)
        : moved;
  return { ...schema, [key]: legal };
}

function toggleRequired(schema: SchemaObject, random: Random): Schema {
  const name = random.pick(NAMES);
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const rest = required.filter((other) => other !== name);
  return { ...schema, required: rest.length < required.length ? rest : [...rest, name] };
}

function addMember(schema: SchemaObject, random: Random): Schema {
  const key = ["anyOf", "oneOf", "enum"].find((name) => Array.isArray(schema[name]));
  const list = key === undefined ? undefined : schema[key];
  if (key === undefined || !Array.isArray(list)) return toggleRequired(schema, random);
  const members: readonly unknown[] = list;
  const added = key === "enum" ? random.pick(["a", "b", "c", 2, null]) : randomSchema(random, 1);
  const shrunk = members.length > 1 && random.once(2) ? members.slice(1) : undefined;
  const grown = members.includes(added) ? members : [...members, added];
  return { ...schema, [key]: shrunk ?? grown };
}

function propertiesOf(schema: SchemaObject): Readonly<Record<string, unknown>> {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}

function dropProperty(schema: SchemaObject, random: Random): Schema {
  const { [random.pick(NAMES)]: _, ...properties } = propertiesOf(schema);
  return { ...schema, properties };
}

function addProperty(schema: SchemaObject, random: Random): Schema {
  const properties = { ...propertiesOf(schema), [random.pick(NAMES)]: randomSchema(random, 1) };
  return { ...schema, properties };
}

function inChild(schema: SchemaObject, random: Random): Schema | undefined {
  const entries = Object.entries(propertiesOf(schema));
  if (entries.length > 0 && random.once(2)) {
    const [name, value] = random.pick(entries);
    return {
      ...schema,
      properties: { ...propertiesOf(schema), [name]: mutate(asSchema(value), random) },
    };
  }
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[key];
    if (!Array.isArray(list) || list.length === 0) continue;
    const at = random.below(list.length);
    return {
      ...schema,
      [key]: list.map((item: unknown, index) =>
        index === at ? mutate(asSchema(item), random) : item,
      ),
    };
  }
  return schema["items"] === undefined
    ? undefined
    : { ...schema, items: mutate(asSchema(schema["items"]), random) };
}

function asSchema(value: unknown): Schema {
  return typeof value === "boolean" ? value : { ...(typeof value === "object" ? value : {}) };
}
