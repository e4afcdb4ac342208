import type { EvidenceRecord, PublishedVersion, RecordedUse } from "../../src/registry/store.ts";

/** A version of a contract of orders. */
export const orders: PublishedVersion = {
  contract: "orders",
  format: "openapi",
  provider: "orders-service",
  version: "2.0.0",
  branch: "main",
  commit: "4f1c",
  publishedAt: "2026-03-01T08:00:00.000Z",
  owners: ["@shop/orders"],
  labels: [],
  reading: { entries: ["openapi.yaml"] },
  texts: new Map([
    ["openapi.yaml", "openapi: 3.1.0"],
    ["schemas/order.yaml", "type: object"],
  ]),
};

/** A use of an element whose value is read. */
export function needs(coordinate: string, more: Partial<RecordedUse> = {}): RecordedUse {
  return { coordinate, mode: "needed", ...more };
}

/** Evidence of the consumer `web` on the contract of the catalog. */
export function evidence(more: Partial<EvidenceRecord> = {}): EvidenceRecord {
  return {
    contract: "catalog",
    consumer: "web",
    kind: "graphql-document",
    file: "src/product.graphql",
    seen: "2026-05-01",
    uses: [needs("Product.name", { operation: "query", item: "GetProduct", line: 3 })],
    dangling: [],
    ...more,
  };
}
