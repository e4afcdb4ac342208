import { LISTED, NAMED, SINGLE } from "./holders.ts";
import { isObject, NAMES, randomSchema, schemaOf, type Schema } from "./schemas.ts";
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
  (schema, random) => addKeyword(schema, random),
  (schema) => ({ anyOf: [schema, { type: "null" }] }),
  editDiscriminator,
];

/** Another member or other targets for its values; elsewhere an alternative comes or goes. */
function editDiscriminator(schema: SchemaObject, random: Random): Schema {
  const { discriminator } = schema;
  if (!isObject(discriminator)) return addMember(schema, random);
  const { mapping } = { mapping: {}, ...discriminator };
  const targets = Object.entries(mapping);
  const edited = random.pick([
    { ...discriminator, propertyName: random.pick(NAMES) },
    { ...discriminator, mapping: Object.fromEntries(targets.slice(1)) },
    {
      ...discriminator,
      mapping: Object.fromEntries(targets.map(([value], at) => [value, targets.at(at - 1)?.[1]])),
    },
  ]);
  return { ...schema, discriminator: edited };
}

function dropKeyword(schema: SchemaObject, random: Random): Schema {
  const keys = Object.keys(schema);
  if (keys.length === 0) return randomSchema(random, 1);
  const dropped = random.pick(keys);
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== dropped));
}

/** A keyword of another random schema. */
function addKeyword(schema: SchemaObject, random: Random): Schema {
  const other = randomSchema(random, 2);
  const further = Object.entries(typeof other === "object" ? other : {});
  if (further.length === 0) return { not: schema };
  const [key, value] = random.pick(further);
  return { ...schema, [key]: value };
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

/** One of the schemas inside, edited. */
function inChild(schema: SchemaObject, random: Random): Schema | undefined {
  const places: ((edit: (inner: unknown) => Schema) => Schema)[] = [];
  for (const key of SINGLE) {
    const inner = schema[key];
    if (inner !== undefined) places.push((edit) => ({ ...schema, [key]: edit(inner) }));
  }
  for (const key of LISTED) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    const members: readonly unknown[] = list;
    members.forEach((member, at) =>
      places.push((edit) => ({ ...schema, [key]: members.with(at, edit(member)) })),
    );
  }
  for (const key of NAMED) {
    const group = schema[key];
    for (const [name, inner] of Object.entries(entriesOf(group)))
      places.push((edit) => ({ ...schema, [key]: { ...entriesOf(group), [name]: edit(inner) } }));
  }
  return places.length === 0
    ? undefined
    : random.pick(places)((inner) => mutate(schemaOf(inner), random));
}

function entriesOf(group: unknown): Readonly<Record<string, unknown>> {
  return typeof group === "object" && group !== null ? { ...group } : {};
}
