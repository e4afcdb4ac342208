import { describe, expect, it } from "vitest";
import { askImpact } from "../../src/app/impact.ts";
import { checkRepository } from "../../src/app/repository.ts";
import { copiesAmong, embeddedCopy } from "../../src/app/vendored.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import { writeFiles } from "../sources/temporary.ts";
import { commit, temporaryRepository } from "../sources/temporary-git.ts";

function orders(properties: string): string {
  return `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          content:
            application/json:
              schema: { type: object, properties: { ${properties} } }
`;
}

const ID = "id: { type: string }";
const NOTE = "note: { type: string }";
const TOTAL = "total: { type: integer }";

const CONFIG = `contracts:
  - path: orders.yaml
    name: orders
`;

function manifest(service: string): string {
  return `service: ${service}\nuses:\n  - contract: orders\n    evidence: [../${service}/*]\n`;
}

async function check(folder: string) {
  const report = await checkRepository({
    folder,
    against: ["HEAD"],
    today: "2026-11-22",
    override: {},
    version: "0.0.0",
    environment: {},
  });
  const [comparison] = report.comparisons;
  if (comparison === undefined) throw new Error("Nothing was compared.");
  return comparison;
}

describe("copies in a repository", () => {
  it("are placed among the versions of the contract, and say who breaks", async () => {
    const { folder } = temporaryRepository({
      "contract-drift.yaml": CONFIG,
      "orders.yaml": orders(ID),
    });
    commit(folder, { "orders.yaml": orders(`${ID}, ${NOTE}`) });
    commit(folder, { "orders.yaml": orders(`${ID}, ${NOTE}, ${TOTAL}`) });
    commit(folder, {
      "consumers/web.yaml": manifest("web"),
      "web/api.yaml": orders(ID),
      "consumers/mobile.yaml": manifest("mobile"),
      "mobile/api.yaml": orders(`${ID}, ${NOTE}`),
      "consumers/billing.yaml": manifest("billing"),
      "billing/part.yaml": orders(NOTE),
    });
    writeFiles(folder, { "orders.yaml": orders(`${ID}, ${TOTAL}`) });
    const { changes, diagnostics } = await check(folder);
    expect(changes.map(({ element }) => element)).toEqual([
      "GET /orders res.200[application/json].note",
    ]);
    expect(changes[0]?.impact.map(({ consumer, verdict }) => [consumer, verdict])).toEqual([
      // A part that somebody chose to keep is needed; a version may be there for any of it.
      ["billing", "breaks"],
      ["mobile", "may-break"],
      ["web", "no-use-seen"],
    ]);
    expect(diagnostics.map(({ message }) => message.replace(/is \w{7} of [-\d]+/, "is …"))).toEqual(
      ["The copy of orders is …, 1 version behind.", "The copy of orders is …, 2 versions behind."],
    );
  });
});

describe("an element in copies", () => {
  it("is needed by whoever chose to keep it", async () => {
    const { folder } = temporaryRepository({
      "contract-drift.yaml": CONFIG,
      "orders.yaml": orders(`${ID}, ${NOTE}`),
      "consumers/web.yaml": manifest("web"),
      "web/api.yaml": orders(`${ID}, ${NOTE}`),
      "consumers/billing.yaml": manifest("billing"),
      "billing/part.yaml": orders(NOTE),
    });
    const { impact } = await askImpact({
      folder,
      contract: "orders",
      coordinate: "GET /orders res.200[application/json].note",
      today: "2026-11-22",
    });
    expect(impact.map(({ consumer, verdict }) => [consumer, verdict])).toEqual([
      ["billing", "breaks"],
      ["web", "may-break"],
    ]);
  });
});

describe("copies among files of evidence", () => {
  const STOCK =
    'syntax = "proto3"; package shop.v1; import "item.proto"; message Stock { Item item = 1; }';
  const ITEM = 'syntax = "proto3"; package shop.v1; message Item { string sku = 1; }';

  it("of Protobuf and GraphQL are one copy together", async () => {
    const tree = memoryTree({
      "web/stock.proto": STOCK,
      "web/item.proto": ITEM,
      "web/notes.md": "",
    });
    const { copies, others } = await copiesAmong(tree, await tree.list(), "protobuf");
    expect(copies.map(({ copy }) => [...copy.contract.types.keys()])).toEqual([
      ["shop.v1.Item", "shop.v1.Stock"],
    ]);
    expect(others).toEqual(["web/notes.md"]);
  });

  it("of OpenAPI are one for each document that no other refers to", async () => {
    const tree = memoryTree({
      "a.yaml": orders(ID),
      "b.yaml": orders("id: { $ref: './part.yaml' }"),
      "part.yaml": "type: string\n",
      "queries.graphql": "query Q { order { id } }",
    });
    const { copies, others } = await copiesAmong(tree, await tree.list(), "openapi");
    expect(copies.map(({ path }) => path)).toEqual(["a.yaml", "b.yaml"]);
    expect(others).toEqual(["queries.graphql"]);
  });

  it("leave documents of operations to their own reader", async () => {
    const tree = memoryTree({
      "schema.graphql": "type Query { order: Order } type Order { id: ID }",
      "page.graphql": "query Page { order { id } }",
    });
    const { copies, others } = await copiesAmong(tree, await tree.list(), "graphql");
    expect(copies.map(({ path }) => path)).toEqual(["schema.graphql"]);
    expect(others).toEqual(["page.graphql"]);
  });
});

it("a descriptor set that is none leaves a word, and the evidence around it holds", async () => {
  expect(await embeddedCopy("web.json", new Uint8Array([255, 1, 2]))).toMatchObject({
    code: "descriptors-unreadable",
    location: { file: "web.json" },
  });
});
