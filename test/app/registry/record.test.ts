import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usagesFromRegistry } from "../../../src/app/registry/usages.ts";
import { shelfOf } from "../../../src/app/registry/shelf.ts";
import { openRegistry } from "../../../src/registry/open.ts";
import type { PublishedVersion, RegistryStore } from "../../../src/registry/store.ts";
import { readingToJson } from "../../../src/app/registry/reading.ts";
import { temporaryFolder } from "../../sources/temporary.ts";
import { catalog, deploy, publishGraphql, recordFiles } from "./shop.ts";

const OPENAPI = `openapi: 3.1.0
info: { title: Orders, version: "2" }
paths:
  /orders/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: an order
          content:
            application/json:
              schema:
                type: object
                properties:
                  id: { type: string }
                  status: { type: string, enum: [open, paid] }
`;

function pact(provider: string, consumer = "web"): string {
  return JSON.stringify({
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: [
      {
        description: "get an order",
        request: { method: "get", path: "/orders/order-4711" },
        response: {
          status: 200,
          headers: { "Content-Type": "application/json" },
          body: { id: "order-4711", status: "paid", phone: "+49 555 0199" },
        },
      },
    ],
    metadata: { pactSpecification: { version: "2.0.0" } },
  });
}

const DOCUMENT = "query GetProduct($id: ID!) { product(id: $id) { name } }";

let location: string;
let store: RegistryStore;

beforeEach(async () => {
  location = join(temporaryFolder(), "registry.db");
  store = await openRegistry({ location, create: true });
  await publishGraphql(store, "1.0", catalog());
});
afterEach(() => store.close());

async function publishOrders(provider = "orders-service"): Promise<void> {
  await store.publish({
    contract: "orders",
    format: "openapi",
    provider,
    version: "2.0",
    publishedAt: "2026-01-01T00:00:00.000Z",
    owners: [],
    labels: [],
    reading: { entries: ["orders.yaml"] },
    texts: new Map([["orders.yaml", OPENAPI]]),
  });
}

async function coordinates(contract: string): Promise<readonly string[]> {
  return (await store.activity(contract)).map(({ coordinate }) => coordinate).sort();
}

describe("recording evidence", () => {
  it("of a consumer that is named, against the only contract there is", async () => {
    const answer = await recordFiles(
      store,
      { "product.graphql": DOCUMENT },
      { consumer: "web", version: "3.1", environment: "staging" },
    );
    expect(answer).toMatchObject({ contracts: ["catalog"], consumers: ["web"], added: 1 });
    expect(await coordinates("catalog")).toContain("Product.name");
    expect(await store.evidence({})).toMatchObject([
      {
        consumer: "web",
        environment: "staging",
        kind: "graphql-document",
        file: "product.graphql",
        sightings: [{ version: "3.1", against: "1.0" }],
      },
    ]);
  });

  it("of a pact goes to the contract of the provider that it names, by any of its names", async () => {
    await publishOrders();
    await store.declare([{ service: "orders-service", contacts: [], aliases: ["Orders API"] }]);
    const answer = await recordFiles(store, { "web-orders.json": pact("Orders API") });
    expect(answer).toMatchObject({ contracts: ["orders"], consumers: ["web"], dangling: 1 });
    expect(answer.diagnostics.map(({ code }) => code)).toEqual(["unknown-use"]);
    expect(await coordinates("orders")).toContain(
      'GET /orders/{} res.200[application/json].status="paid"',
    );
  });

  it("keeps no value of a message, neither in the file nor in what was written before", async () => {
    await publishOrders();
    await recordFiles(store, { "web-orders.json": pact("orders-service") });
    const bytes = ["", "-wal"].map((suffix) => readFileSync(`${location}${suffix}`, "latin1"));
    expect(bytes.join("")).toContain("/orders/{}");
    expect(bytes.join("")).not.toMatch(/4711|0199/);
  });

  it("joins the names of one service", async () => {
    await publishOrders();
    await store.declare([{ service: "web", contacts: [], aliases: ["Web BFF"] }]);
    await recordFiles(store, { "a.json": pact("orders-service", "Web BFF") });
    expect((await store.evidence({})).map(({ consumer }) => consumer)).toEqual(["web"]);
  });

  it("of a manifest takes service, team, contacts, and the evidence it names", async () => {
    await publishOrders();
    const manifest = `service: web
team: storefront
contacts: ["#storefront"]
uses:
  - contract: catalog
    evidence: ["../src/*.graphql"]
  - contract: orders
    operations: ["GET /orders/{id}"]
  - contract: loyalty
`;
    const folder = temporaryFolder({
      "consumers/web.yaml": manifest,
      "src/product.graphql": DOCUMENT,
    });
    const answer = await recordFiles(
      store,
      {},
      { folder, files: ["consumers/web.yaml"], version: "3.1" },
    );
    expect(answer).toMatchObject({ contracts: ["catalog", "loyalty", "orders"] });
    expect(answer.diagnostics).toMatchObject([
      {
        code: "unpublished-contract",
        message: "No version of loyalty is published: only that it is used was recorded.",
      },
    ]);
    expect((await store.services()).find(({ service }) => service === "web")).toMatchObject({
      declared: true,
      team: "storefront",
      contacts: ["#storefront"],
    });
    expect(await coordinates("orders")).toEqual(["", "GET /orders/{}"]);
  });

  it("of a catalogue takes owners, also of services that use no known contract", async () => {
    const component = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: checkout }
spec: { type: service, lifecycle: production, owner: group:default/payments }
`;
    const answer = await recordFiles(store, { "catalog-info.yaml": component });
    expect(answer).toMatchObject({ added: 0, declared: ["checkout"], consumers: [] });
    expect((await store.services()).find(({ service }) => service === "checkout")).toMatchObject({
      declared: true,
      team: "payments",
      aliases: ["component:default/checkout"],
    });
  });

  it("does not take away what a manifest has declared when a pact only names the service", async () => {
    await publishOrders();
    await store.declare([{ service: "web", team: "storefront", contacts: [], aliases: [] }]);
    await recordFiles(store, { "a.json": pact("orders-service") });
    expect((await store.services()).find(({ service }) => service === "web")).toMatchObject({
      declared: true,
      team: "storefront",
    });
  });

  it("takes a document for the only contract of its format", async () => {
    await publishOrders();
    const answer = await recordFiles(store, { "product.graphql": DOCUMENT }, { consumer: "web" });
    expect(answer).toMatchObject({ added: 1, contracts: ["catalog"] });
  });

  it("is refused where the file leaves open which of two contracts it is about", async () => {
    await publishGraphql(store, "1.0", catalog(), { contract: "wishes", provider: "wishes" });
    const recording = recordFiles(store, { "product.graphql": DOCUMENT }, { consumer: "web" });
    await expect(recording).rejects.toThrow(
      "product.graphql does not say which contract it is about, and 2 in the registry could be it.",
    );
    expect(await store.evidence({})).toEqual([]);
  });

  it("takes a pact that names the contract for one with its provider", async () => {
    await publishOrders();
    const answer = await recordFiles(store, { "web-orders.json": pact("orders") });
    expect(answer).toMatchObject({ added: 1, contracts: ["orders"] });
  });

  it("does not take it so where another service has that name", async () => {
    await publishOrders();
    await store.declare([{ service: "orders", contacts: [], aliases: [] }]);
    await expect(recordFiles(store, { "web-orders.json": pact("orders") })).rejects.toThrow(
      "shows no use of a contract",
    );
  });

  it("again adds nothing", async () => {
    const files = { "product.graphql": DOCUMENT };
    await recordFiles(store, files, { consumer: "web" });
    expect(await recordFiles(store, files, { consumer: "web" })).toMatchObject({
      added: 0,
      seenAgain: 1,
    });
  });

  it("tells of each file that speaks of no published contract, beside those that do", async () => {
    await publishOrders();
    await publishGraphql(store, "1.0", catalog(), { contract: "other" });
    const files = {
      "web-orders.json": pact("orders"),
      "web-pay.json": pact("payments").replaceAll("order", "bill"),
    };
    const { added, diagnostics } = await recordFiles(store, files);
    expect(added).toBe(1);
    expect(diagnostics.find(({ location }) => location?.file === "web-pay.json")).toEqual({
      code: "no-contract",
      message:
        'The pact is with payments, of which no contract is published: publish it with --service "payments", or declare that as an alias of the service.',
      location: { file: "web-pay.json" },
    });
  });

  it.each([
    [
      "something that is no evidence, where no contract is named either",
      { "notes.txt": "remember the milk" },
      {},
      "notes.txt is no kind of evidence that is known.",
    ],
    [
      "a contract that does not exist",
      { "product.graphql": DOCUMENT },
      { consumer: "web", contracts: ["catalogue"] },
      'The registry has no version of a contract named "catalogue".',
    ],
    [
      "a version that does not exist",
      { "product.graphql": DOCUMENT },
      { consumer: "web", contracts: ["catalog"], against: "1.7" },
      "No version 1.7 of catalog is published.",
    ],
    [
      "something that is no evidence",
      { "notes.txt": "remember the milk" },
      { contracts: ["catalog"] },
      "notes.txt is no kind of evidence that is known.",
    ],
    [
      "a pact with somebody else",
      { "web-payments.json": pact("payments") },
      {},
      "web-payments.json shows no use of a contract that the registry knows.",
    ],
    ["a file without content", { "cut.json": "\n" }, {}, "cut.json is empty."],
    [
      "documents about a contract of another format",
      { "product.graphql": DOCUMENT },
      { consumer: "web", contracts: ["orders"] },
      "product.graphql is about a contract in graphql, not about orders (openapi).",
    ],
    ["a file that is not there", {}, { files: ["gone.json"] }, "There is no file gone.json."],
    ["a folder", { "pacts/a.json": "{}" }, { files: ["pacts"] }, "pacts is a folder."],
  ])("of %s is refused, and nothing is kept", async (_, files, request, message) => {
    await publishOrders();
    await expect(recordFiles(store, files, request)).rejects.toThrow(message);
    expect(await store.evidence({})).toEqual([]);
  });

  it("keeps all files or none", async () => {
    const files = { "product.graphql": DOCUMENT, "notes.txt": "remember the milk" };
    await expect(recordFiles(store, files, { consumer: "web" })).rejects.toThrow("notes.txt");
    expect(await store.evidence({})).toEqual([]);
  });
});

describe("what was recorded", () => {
  it("is what impact is judged by: uses, consumers, versions, the last day", async () => {
    await store.declare([
      { service: "web", contacts: [], aliases: [], profile: "exhaustive-enums" },
    ]);
    for (const version of ["3.1", "3.2"]) {
      await recordFiles(store, { "product.graphql": DOCUMENT }, { consumer: "web", version });
    }
    const shelf = shelfOf(store);
    const [version] = await shelf.versions("catalog");
    const { contract } = (await shelf.read(version!)).result;
    const known = await usagesFromRegistry(store, { name: "catalog", contract });
    expect(known.usages.find(({ coordinate }) => coordinate === "Product.name")).toMatchObject({
      consumer: "web",
      contract: "catalog",
      mode: "needed",
      evidence: { kind: "graphql-document", file: "product.graphql", seen: "2026-06-01" },
    });
    const versions = new Set(known.usages.map(({ consumerVersion }) => consumerVersion));
    expect(versions).toEqual(new Set(["3.1", "3.2"]));
    expect(known.consumers.find(({ service }) => service === "web")).toMatchObject({
      profile: "exhaustive-enums",
    });
  });

  it("resolves again in a later version: what was ahead has arrived", async () => {
    const ahead = "query { product(id: 1) { name brand } }";
    await recordFiles(store, { "product.graphql": ahead }, { consumer: "web" });
    await publishGraphql(store, "1.1", catalog({ brand: "String" }));
    const shelf = shelfOf(store);
    const [after, before] = await shelf.versions("catalog");
    const brand = async (version: NonNullable<typeof after>) => {
      const { contract } = (await shelf.read(version)).result;
      const known = await usagesFromRegistry(store, { name: "catalog", contract });
      return {
        used: known.usages.filter(({ coordinate }) => coordinate === "Product.brand"),
        dangling: known.dangling.map(({ coordinate }) => coordinate),
      };
    };
    expect(await brand(before!)).toEqual({ used: [], dangling: ["Product.brand"] });
    expect(await brand(after!)).toMatchObject({
      used: [{ consumer: "web", mode: "needed" }],
      dangling: [],
    });
  });

  it("of a version that runs holds at any age; what runs without evidence is not known", async () => {
    const text = "query { product(id: 1) { name } }";
    await recordFiles(store, { "product.graphql": text }, { consumer: "web", version: "3.1" });
    const holding = async () => {
      const shelf = shelfOf(store);
      const { contract } = (await shelf.read((await shelf.versions("catalog"))[0]!)).result;
      const { usages } = await usagesFromRegistry(store, { name: "catalog", contract });
      return [...new Set(usages.map(({ evidence }) => evidence.holds))];
    };
    expect(await holding()).toEqual([undefined]);
    await deploy(store, "web", "3.1");
    expect(await holding()).toEqual([true]);
    await deploy(store, "web", "4.0", "staging");
    expect(await holding()).toEqual([false]);
  });

  it("of a client library is bounded by the contract versions that it can speak", async () => {
    await store.publish(labelled("1.0", "sdk:@shop/catalog-sdk@1.0", catalog()));
    await store.publish(labelled("1.1", "sdk:@shop/catalog-sdk@1.1", catalog({ brand: "String" })));
    const mayUse = async (range: string) => {
      const manifest = JSON.stringify({ dependencies: { "@shop/catalog-sdk": range } });
      const consumer = `web ${range}`;
      await recordFiles(store, { "package.json": manifest }, { consumer });
      const uses = await store.uses({ consumer });
      expect(new Set(uses.map(({ evidence }) => evidence.kind))).toEqual(
        new Set(["package-manifest"]),
      );
      return uses.filter(({ mode }) => mode === "may-use").map(({ coordinate }) => coordinate);
    };
    expect(await mayUse("1.0.0")).toContain("Product.name");
    expect(await mayUse("1.0.0")).not.toContain("Product.brand");
    expect(await mayUse("^1.0.0")).toContain("Product.brand");
    expect(await mayUse("7.0.0")).toEqual([]);
  });
});

function labelled(version: string, label: string, text: string): PublishedVersion {
  return {
    contract: "catalog",
    format: "graphql",
    provider: "catalog-service",
    version,
    publishedAt: `2026-01-01T00:00:${version.slice(2)}0.000Z`,
    owners: [],
    labels: [label],
    reading: readingToJson({ entries: ["schema.graphql"] }),
    texts: new Map([["schema.graphql", text]]),
  };
}
