import { compareContracts } from "../../../src/app/compare-contracts.ts";
import type { Json } from "../../../src/model/json.ts";
import { payloadReferee, type PayloadReferee } from "../../../src/referee/index.ts";
import type { Comparison } from "../../../src/report/report.ts";
import type { Extracted } from "./rewrites.ts";
import type { Schema } from "./schemas.ts";
import { WORLD } from "./world.ts";

const REQUEST = "/paths/~1orders/post/requestBody/content/application~1json/schema";
const RESPONSE = "/paths/~1orders/get/responses/200/content/application~1json/schema";

/** A contract with the schema as what is sent or as what is received. */
function contractWith(schema: Schema, direction: "input" | "output", components = {}): string {
  const content = { "application/json": { schema } };
  const operation =
    direction === "input"
      ? {
          post: {
            requestBody: { required: true, content },
            responses: { 204: { description: "done" } },
          },
        }
      : { get: { responses: { 200: { description: "the order", content } } } };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "shop", version: "1" },
    paths: { "/orders": operation },
    components: { schemas: components },
  });
}

export function compareSchemas(
  before: Schema | Extracted,
  after: Schema | Extracted,
  direction: "input" | "output",
): Promise<Comparison> {
  const textOf = (side: Schema | Extracted): string =>
    isExtracted(side)
      ? contractWith(side.schema, direction, side.components)
      : contractWith(side, direction);
  return compareContracts({
    before: { files: { "shop.json": textOf(before) } },
    after: { files: { "shop.json": textOf(after) } },
    format: "openapi",
    today: "2026-11-22",
    witness: "none",
  });
}

function isExtracted(side: Schema | Extracted): side is Extracted {
  return typeof side === "object" && "components" in side;
}

/**
 * A value that worked before and fails after: sent, accepted before and rejected after; received,
 * possible after and unreadable for a tolerant reader of before. Whoever sends members that the
 * contract does not declare, or marks for the other direction, relies on nothing: the sender's
 * schema is closed and leaves them out.
 */
export async function findWitness(
  before: Schema,
  after: Schema,
  direction: "input" | "output",
): Promise<Json | undefined> {
  const [source, target] = direction === "input" ? [before, after] : [after, before];
  const sending = await refereeOf(source, direction);
  const reading = await refereeOf(target, direction);
  const pointer = direction === "input" ? REQUEST : RESPONSE;
  const place = { file: "shop.json", pointer };
  const exactly = { direction, tolerant: false };
  const asRead = { direction, tolerant: direction === "output" };
  const failing = WORLD.filter(
    (value) =>
      sending.accepts(place, value, exactly).ok === true &&
      reading.accepts(place, value, asRead).ok === false,
  );
  if (failing.length === 0) return undefined;
  // Closing what stands under a negation or in a oneOf can let more through, so both must accept.
  const declaring = await refereeOf(closed(source, direction), direction);
  return failing.find((value) => declaring.accepts(place, value, exactly).ok === true);
}

function refereeOf(schema: Schema, direction: "input" | "output"): Promise<PayloadReferee> {
  return payloadReferee(new Map([["shop.json", contractWith(schema, direction)]]), "shop.json");
}

/**
 * The schema without the members it does not declare: at every place of a value that declares
 * members anywhere, others are refused.
 */
function closed(schema: Schema, direction: "input" | "output"): Schema {
  if (typeof schema === "boolean") return schema;
  const inner = withClosedValues(schema, direction);
  return JSON.stringify(ownLevel(schema)).includes('"declares"')
    ? { ...inner, unevaluatedProperties: false }
    : inner;
}

/** The same place, with the values inside closed; its own members are closed once, from outside. */
function withClosedValues(
  schema: Schema,
  direction: "input" | "output",
): Readonly<Record<string, unknown>> {
  if (typeof schema === "boolean") return schema ? {} : { not: {} };
  const result: Record<string, unknown> = { ...schema };
  const mark = direction === "input" ? "readOnly" : "writeOnly";
  const whole = (inner: Schema): Schema =>
    typeof inner === "object" && inner[mark] === true ? false : closed(inner, direction);
  const part = (inner: Schema) => withClosedValues(inner, direction);
  const { prefixItems } = schema;
  for (const key of ["properties", "patternProperties"]) {
    const group = schema[key];
    if (isObject(group)) result[key] = mapValues(group, whole);
  }
  const { dependentSchemas } = schema;
  if (isObject(dependentSchemas)) result["dependentSchemas"] = mapValues(dependentSchemas, part);
  for (const key of ["items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems"])
    if (isObject(schema[key])) result[key] = whole(asSchema(schema[key]));
  if (hasNoConsequence(schema)) delete result["if"];
  for (const key of ["then", "else"])
    if (isObject(schema[key])) result[key] = part(asSchema(schema[key]));
  if (Array.isArray(prefixItems))
    result["prefixItems"] = prefixItems.map((item: unknown) => whole(asSchema(item)));
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[key];
    if (Array.isArray(list)) result[key] = list.map((item: unknown) => part(asSchema(item)));
  }
  return result;
}

function mapValues(group: object, change: (schema: Schema) => Schema): object {
  return Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, change(asSchema(value))]),
  );
}

/** What is said of the value itself, without what is said of the values inside. */
function ownLevel(schema: Schema): unknown {
  if (typeof schema === "boolean") return schema;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.map((item: unknown) => ownLevel(asSchema(item))) : [];
  });
  const parts = (hasNoConsequence(schema) ? [] : ["then", "else", "if"]).map((key) =>
    schema[key] === undefined ? {} : ownLevel(asSchema(schema[key])),
  );
  const dependent = valuesOf(schema["dependentSchemas"]).map((item) => ownLevel(asSchema(item)));
  const declares = ["properties", "patternProperties"].some((key) => schema[key] !== undefined);
  return { ...(declares ? { declares } : {}), lists, parts, dependent };
}

/** A condition that nothing follows from declares nothing. */
function hasNoConsequence(schema: Exclude<Schema, boolean>): boolean {
  return schema["then"] === undefined && schema["else"] === undefined;
}

function valuesOf(value: unknown): readonly unknown[] {
  return isObject(value) ? Object.values(value) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function asSchema(value: unknown): Schema {
  return typeof value === "boolean" ? value : { ...(isObject(value) ? value : {}) };
}
