import { compareContracts } from "../../../src/app/compare-contracts.ts";
import type { Json } from "../../../src/model/json.ts";
import { payloadReferee, type PayloadReferee } from "../../../src/referee/index.ts";
import type { Comparison } from "../../../src/report/report.ts";
import { closedContract } from "./closed.ts";
import { described, type Described } from "./contracts.ts";
import type { Schema } from "./schemas.ts";
import { written, writtenAll } from "./versions.ts";
import { WORLD } from "./world.ts";

const REQUEST = "/paths/~1orders/post/requestBody/content/application~1json/schema";
const RESPONSE = "/paths/~1orders/get/responses/200/content/application~1json/schema";

/** A contract with the schema as what is sent or as what is received. */
function contractWith(
  { schema, components, version }: Described,
  direction: "input" | "output",
): string {
  const content = { "application/json": { schema: written(schema, version) } };
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
    openapi: version,
    info: { title: "shop", version: "1" },
    paths: { "/orders": operation },
    components: { schemas: writtenAll(components, version) },
  });
}

export function compareSchemas(
  before: Described | Schema,
  after: Described | Schema,
  direction: "input" | "output",
): Promise<Comparison> {
  const textOf = (side: Described | Schema) => contractWith(described(side), direction);
  return compareContracts({
    before: { files: { "shop.json": textOf(before) } },
    after: { files: { "shop.json": textOf(after) } },
    format: "openapi",
    today: "2026-11-22",
    witness: "none",
  });
}

/**
 * A value that worked before and fails after: sent, accepted before and rejected after; received,
 * possible after and unreadable for a tolerant reader of before. Whoever sends members that the
 * contract does not declare, or marks for the other direction, relies on nothing: the sender's
 * schema is closed and leaves them out.
 */
export async function findWitness(
  before: Described | Schema,
  after: Described | Schema,
  direction: "input" | "output",
): Promise<Json | undefined> {
  const [source, target] = direction === "input" ? [before, after] : [after, before];
  const sending = await refereeOf(described(source), direction);
  const reading = await refereeOf(described(target), direction);
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
  const { version, schema, components } = described(source);
  const open = { schema: written(schema, version), components: writtenAll(components, version) };
  const declaring = await refereeOf({ ...closedContract(open, direction), version }, direction);
  return failing.find((value) => declaring.accepts(place, value, exactly).ok === true);
}

function refereeOf(side: Described, direction: "input" | "output"): Promise<PayloadReferee> {
  return payloadReferee(new Map([["shop.json", contractWith(side, direction)]]), "shop.json");
}
