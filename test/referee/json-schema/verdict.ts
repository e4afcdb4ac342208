import type { Json } from "../../../src/model/json.ts";
import { payloadReferee, type PayloadTerms } from "../../../src/referee/index.ts";

export const SENT: PayloadTerms = { direction: "input", tolerant: false };
export const RECEIVED: PayloadTerms = { direction: "output", tolerant: false };
export const TOLERANT: PayloadTerms = { direction: "output", tolerant: true };

/** A contract's schemas, in some version of OpenAPI (default: 3.1). */
export interface Case {
  readonly version?: string;
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What the payload referee says of a value under one of the case's schemas. */
export async function verdict(given: Case, value: Json, terms: PayloadTerms, name = "Order") {
  const version = given.version ?? "3.1.0";
  const schemas = given.schemas;
  const document = version.startsWith("2")
    ? { swagger: version, definitions: schemas }
    : { openapi: version, ...given.more, components: { schemas } };
  const referee = await payloadReferee(
    new Map([["shop.json", JSON.stringify(document)]]),
    "shop.json",
  );
  const pointer = version.startsWith("2") ? `/definitions/${name}` : `/components/schemas/${name}`;
  return referee.accepts({ file: "shop.json", pointer }, value, terms);
}

/** A contract with one schema. */
export const order = (schema: unknown, version = "3.1.0"): Case => ({
  version,
  schemas: { Order: schema },
});
