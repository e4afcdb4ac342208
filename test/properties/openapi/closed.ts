import { isObject, REFERENCE, schemaOf, type Schema } from "./schemas.ts";

type Direction = "input" | "output";

type SchemaObject = Exclude<Schema, boolean>;

export type Components = Readonly<Record<string, Schema>>;

/** Components are closed in two ways: as values of their own, and as a part of what uses them. */
const PART = "Part";

/** A schema and its components as somebody writes them who sends only what is declared. */
export function closedContract(
  { schema, components }: { readonly schema: Schema; readonly components: Components },
  direction: Direction,
): { readonly schema: Schema; readonly components: Components } {
  const closing = {
    components,
    direction,
    spared: markedIn([schema, ...Object.values(components)], components, markOf(direction)),
  };
  const entries = Object.entries(components).flatMap(([name, component]): [string, Schema][] => [
    [name, closed(component, closing)],
    [`${name}${PART}`, withClosedValues(component, closing)],
  ]);
  return { schema: closed(schema, closing), components: Object.fromEntries(entries) };
}

interface Closing {
  readonly components: Components;
  readonly direction: Direction;
  /** Members marked anywhere: they are not sent, whatever requires them. */
  readonly spared: ReadonlySet<string>;
}

function markOf(direction: Direction): "readOnly" | "writeOnly" {
  return direction === "input" ? "readOnly" : "writeOnly";
}

function markedIn(part: unknown, components: Components, mark: string): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(part, (name, value: unknown) => {
    if (isObject(value) && !Array.isArray(value) && isMarked(value, components, mark))
      names.add(name);
    return value;
  });
  return names;
}

/** References within references are followed this far. */
const MAX_DEPTH = 12;

/** Whether a schema has the mark, itself or through what it refers to and is all of. */
function isMarked(part: object, components: Components, mark: string, depth = 0): boolean {
  const schema = schemaOf(part);
  if (typeof schema === "boolean" || depth > MAX_DEPTH) return false;
  if (schema[mark] === true) return true;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) && (key === "allOf" || list.length === 1) ? list : [];
  });
  const referred = components[referenceOf(schema)?.slice(REFERENCE.length) ?? ""];
  return [...lists, referred].some(
    (inner: unknown) => isObject(inner) && isMarked(inner, components, mark, depth + 1),
  );
}

/**
 * The schema without the members it does not declare: at every place of a value that declares
 * members anywhere, others are refused.
 */
function closed(schema: Schema, closing: Closing): Schema {
  if (typeof schema === "boolean") return schema;
  if (referenceOf(schema) !== undefined && Object.keys(schema).length === 1) return schema;
  const inner = withClosedValues(schema, closing);
  const declares = JSON.stringify(ownLevel(schema, closing.components)).includes('"declares"');
  return declares ? { ...inner, unevaluatedProperties: false } : inner;
}

function referenceOf({ $ref }: SchemaObject): string | undefined {
  return typeof $ref === "string" ? $ref : undefined;
}

/** The same place, with the values inside closed; its own members are closed once, from outside. */
function withClosedValues(schema: Schema, closing: Closing): SchemaObject {
  if (typeof schema === "boolean") return schema ? {} : { not: {} };
  const reference = referenceOf(schema);
  if (reference !== undefined) return besideReference(schema, reference, closing);
  const entries = Object.entries(schema)
    .filter(([key]) => key !== "if" || !hasNoConsequence(schema))
    .map(([key, value]): [string, unknown] => [key, closedBelow(key, value, closing)]);
  return Object.fromEntries(entries);
}

/** Keywords whose schemas are about values inside, and keywords about the same value. */
const INSIDE = new Set([
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
]);
const IN_PLACE = new Set(["allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas"]);
const NAMED = new Set(["properties", "patternProperties", "dependentSchemas"]);

function closedBelow(key: string, value: unknown, closing: Closing): unknown {
  if (key === "required" && Array.isArray(value))
    return value.filter((name) => typeof name !== "string" || !closing.spared.has(name));
  if (!isObject(value) || !(INSIDE.has(key) || IN_PLACE.has(key))) return value;
  const close = (inner: unknown): Schema => {
    if (IN_PLACE.has(key)) return withClosedValues(schemaOf(inner), closing);
    return (key === "properties" ? closedMember : closed)(schemaOf(inner), closing);
  };
  if (Array.isArray(value)) return value.map(close);
  return NAMED.has(key) ? mapValues(value, close) : close(value);
}

/** What the receiver ignores is not sent. */
function closedMember(schema: Schema, closing: Closing): Schema {
  const { components, direction } = closing;
  const isIgnored = typeof schema === "object" && isMarked(schema, components, markOf(direction));
  return isIgnored ? false : closed(schema, closing);
}

/** Up to 3.0 nothing counts beside a reference, so it goes into a conjunct of its own. */
function besideReference(schema: SchemaObject, reference: string, closing: Closing): SchemaObject {
  const { $ref: _, allOf, ...beside } = schema;
  const others: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  const rest = withClosedValues({ ...beside, allOf: others }, closing);
  const list: readonly unknown[] = Array.isArray(rest["allOf"]) ? rest["allOf"] : [];
  return { ...rest, allOf: [...list, { $ref: `${reference}${PART}` }] };
}

function mapValues(group: object, change: (schema: Schema) => Schema): object {
  return Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, change(schemaOf(value))]),
  );
}

/** What is said of the value itself, without what is said of the values inside. */
function ownLevel(schema: Schema, components: Components): unknown {
  if (typeof schema === "boolean") return schema;
  const own = (part: unknown): unknown =>
    part === undefined ? {} : ownLevel(schemaOf(part), components);
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.map(own) : [];
  });
  const parts = (hasNoConsequence(schema) ? [] : ["then", "else", "if"]).map((key) =>
    own(schema[key]),
  );
  const dependent = valuesOf(schema["dependentSchemas"]).map(own);
  const named = components[referenceOf(schema)?.slice(REFERENCE.length) ?? ""];
  const declares = ["properties", "patternProperties"].some((key) => schema[key] !== undefined);
  return { ...(declares ? { declares } : {}), lists, parts, dependent, named: own(named) };
}

/** A condition that nothing follows from declares nothing. */
function hasNoConsequence(schema: SchemaObject): boolean {
  return schema["then"] === undefined && schema["else"] === undefined;
}

function valuesOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value) : [];
}
