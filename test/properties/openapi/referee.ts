import { compareContracts } from "../../../src/app/compare-contracts.ts";
import type { Json } from "../../../src/model/json.ts";
import { payloadReferee, type PayloadReferee } from "../../../src/referee/index.ts";
import type { Comparison } from "../../../src/report/report.ts";
import type { Schema } from "./schemas.ts";
import { WORLD } from "./world.ts";

const REQUEST = "/paths/~1orders/post/requestBody/content/application~1json/schema";
const RESPONSE = "/paths/~1orders/get/responses/200/content/application~1json/schema";

/** A contract with the schema as what is sent or as what is received. */
function contractWith(schema: Schema, direction: "input" | "output"): string {
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
  });
}

export function compareSchemas(
  before: Schema,
  after: Schema,
  direction: "input" | "output",
): Promise<Comparison> {
  return compareContracts({
    before: { files: { "shop.json": contractWith(before, direction) } },
    after: { files: { "shop.json": contractWith(after, direction) } },
    format: "openapi",
    today: "2026-11-22",
  });
}

/**
 * A value that worked before and fails after: sent, accepted before and rejected after; received,
 * possible after and unreadable for a tolerant reader of before. Whoever sends members that the
 * contract does not declare relies on nothing, so the sender's schema is closed.
 */
export async function findWitness(
  before: Schema,
  after: Schema,
  direction: "input" | "output",
): Promise<Json | undefined> {
  const [source, target] = direction === "input" ? [before, after] : [after, before];
  const accepting = await refereeOf(closed(source), direction);
  const reading = await refereeOf(target, direction);
  const pointer = direction === "input" ? REQUEST : RESPONSE;
  const place = { file: "shop.json", pointer };
  return WORLD.find(
    (value) =>
      accepting.accepts(place, value, { direction, tolerant: false }).ok === true &&
      reading.accepts(place, value, { direction, tolerant: direction === "output" }).ok === false,
  );
}

function refereeOf(schema: Schema, direction: "input" | "output"): Promise<PayloadReferee> {
  return payloadReferee(new Map([["shop.json", contractWith(schema, direction)]]), "shop.json");
}

/**
 * The schema without the members it does not declare: at every place of a value that declares
 * members anywhere, others are refused.
 */
function closed(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const inner = withClosedValues(schema);
  return /"properties":/.test(JSON.stringify(ownLevel(schema)))
    ? { ...inner, unevaluatedProperties: false }
    : inner;
}

/** The same place, with the values inside closed; its own members are closed once, from outside. */
function withClosedValues(schema: Schema): Readonly<Record<string, unknown>> {
  if (typeof schema === "boolean") return schema ? {} : { not: {} };
  const result: Record<string, unknown> = { ...schema };
  const { properties, items, additionalProperties, prefixItems } = schema;
  if (isObject(properties)) {
    result["properties"] = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, closed(asSchema(value))]),
    );
  }
  if (items !== undefined) result["items"] = closed(asSchema(items));
  if (isObject(additionalProperties))
    result["additionalProperties"] = closed(asSchema(additionalProperties));
  if (Array.isArray(prefixItems))
    result["prefixItems"] = prefixItems.map((item: unknown) => closed(asSchema(item)));
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[key];
    if (Array.isArray(list))
      result[key] = list.map((item: unknown) => withClosedValues(asSchema(item)));
  }
  return result;
}

/** What is said of the value itself, without what is said of the values inside. */
function ownLevel(schema: Schema): unknown {
  if (typeof schema === "boolean") return schema;
  const lists = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.map((item: unknown) => ownLevel(asSchema(item))) : [];
  });
  return { ...(schema["properties"] === undefined ? {} : { properties: 0 }), lists };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function asSchema(value: unknown): Schema {
  return typeof value === "boolean" ? value : { ...(isObject(value) ? value : {}) };
}
