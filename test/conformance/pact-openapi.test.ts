import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diffContracts } from "../../src/diff/index.ts";
import { pactReader } from "../../src/evidence/pact/reader.ts";
import { readPact } from "../../src/evidence/pact/read-pact.ts";
import { openapiReader } from "../../src/formats/openapi/index.ts";
import type { ReadResult } from "../../src/formats/reader.ts";
import { judgeImpact } from "../../src/impact/judge.ts";
import { checkInteraction } from "../../src/impact/pact/check.ts";
import { replayEvidence } from "../../src/impact/replay-evidence.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";

const REASONS = readFileSync(new URL("pact-openapi.md", import.meta.url), "utf8");

function contractOf(order: string, version = "3.1.0"): string {
  return `openapi: ${version}
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer } }
      responses: { "200": { description: Orders } }
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [sku], properties: { sku: { type: string }, note: { type: string } } }
      responses: { "201": { description: Placed } }
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: The order
          content: { application/json: { schema: { ${order} } } }
`;
}

const PROPERTIES =
  "required: [id, total, status], properties: { id: { type: string }, total: { type: integer }, status: { type: string, enum: [open, paid] } }";
const BEFORE = contractOf(`type: object, ${PROPERTIES}`);

/** The same needs in the forms that pacts are written in. */
const PACTS: Readonly<Record<string, string>> = {
  "v3 with lists as headers": pact("3.0.0", {
    query: { page: ["1"] },
    headers: { "Content-Type": ["application/json"] },
    placed: { body: { sku: "tea" } },
    order: { body: { id: "1", total: 3, status: "paid" } },
  }),
  v2: pact("2.0.0", {
    query: "page=1",
    headers: { "Content-Type": "application/json" },
    placed: { body: { sku: "tea" } },
    order: {
      body: { id: "1", total: 3, status: "paid" },
      matchingRules: { "$.body.total": { match: "type" } },
    },
  }),
  v3: pact("3.0.0", {
    query: { page: ["1"] },
    headers: { "Content-Type": "application/json" },
    placed: { body: { sku: "tea" } },
    order: {
      body: { id: "1", total: 3, status: "paid" },
      matchingRules: { body: { "$.total": { matchers: [{ match: "integer" }] } } },
    },
  }),
  v4: pact("4.0", {
    query: { page: ["1"] },
    headers: { "Content-Type": ["application/json"] },
    placed: { body: wrapped({ sku: "tea" }) },
    order: {
      body: wrapped({ id: "1", total: 3, status: "paid" }),
      matchingRules: { body: { "$.total": { matchers: [{ match: "integer" }] } } },
    },
  }),
};

interface PactParts {
  readonly query: unknown;
  readonly headers: unknown;
  readonly placed: object;
  readonly order: object;
}

function pact(version: string, { query, headers, placed, order }: PactParts): string {
  return JSON.stringify({
    consumer: { name: "web" },
    provider: { name: "orders" },
    interactions: [
      {
        description: "orders",
        request: { method: "GET", path: "/orders", query },
        response: { status: 200 },
      },
      {
        description: "placing",
        request: { method: "POST", path: "/orders", headers, ...placed },
        response: { status: 201 },
      },
      {
        description: "an order",
        request: { method: "GET", path: "/orders/1" },
        response: { status: 200, headers, ...order },
      },
    ],
    metadata: { pactSpecification: { version } },
  });
}

function wrapped(content: object): object {
  return { content, contentType: "application/json", encoded: false };
}

function read(text: string): Promise<ReadResult> {
  return openapiReader.read({ tree: memoryTree({ "a.yaml": text }), entries: ["a.yaml"] });
}

/** What an edit of the contract does to the one consumer, at worst. */
async function verdictOf(text: string, before: string, after: string): Promise<string | undefined> {
  const sides = { before: await read(before), after: await read(after) };
  const changes = diffContracts(sides.before.contract, sides.after.contract, {
    today: "2026-11-22",
  });
  const contract = { name: "orders", contract: sides.before.contract };
  const request = { path: "web.json", text, contract };
  const { usages } = await pactReader.read(request);
  const { replays } = await replayEvidence("pact", request, sides);
  const { impacts } = judgeImpact({
    before: sides.before.contract,
    after: sides.after.contract,
    changes,
    consumers: [],
    usages,
    replays,
  });
  const verdicts = impacts.flat().map(({ verdict }) => verdict);
  return ["breaks", "may-break", "no-use-seen"].find((one) =>
    verdicts.some((found) => found === one),
  );
}

const TYPELESS = contractOf(PROPERTIES);
const NULLABLE = contractOf(`type: [object, "null"], ${PROPERTIES}`);

/** The changes that published comparators were measured by; every one meets what the pact needs. */
const CHANGES: readonly (readonly [string, string, string])[] = [
  ["a response property goes", BEFORE, without("total", BEFORE)],
  ["a response property goes from a schema without a type", TYPELESS, without("total", TYPELESS)],
  ["a response property goes from a schema that may be null", NULLABLE, without("total", NULLABLE)],
  ["an enum value of the example goes", BEFORE, BEFORE.replace("[open, paid]", "[open]")],
  [
    "a request property is required",
    BEFORE,
    BEFORE.replace("required: [sku]", "required: [sku, note]"),
  ],
  [
    "a request property is added and required",
    BEFORE,
    BEFORE.replace(
      "required: [sku], properties: {",
      "required: [sku, shop], properties: { shop: { type: string },",
    ),
  ],
  [
    "a response property of a document of OpenAPI 3.0 goes",
    contractOf(`type: object, ${PROPERTIES}`, "3.0.3"),
    without("total", contractOf(`type: object, ${PROPERTIES}`, "3.0.3")),
  ],
  ["a query parameter goes", BEFORE, BEFORE.replace("name: page", "name: size")],
  [
    "a response property becomes optional",
    BEFORE,
    BEFORE.replace("[id, total, status]", "[id, status]"),
  ],
  [
    "a response property may be null",
    BEFORE,
    BEFORE.replace("total: { type: integer }", 'total: { type: [integer, "null"] }'),
  ],
  ["an operation goes", BEFORE, BEFORE.replace("    post:", "    put:")],
  ["a type changes", BEFORE, BEFORE.replace("total: { type: integer }", "total: { type: string }")],
];

function without(name: string, text: string): string {
  return text.replace(`${name}: { type: integer },`, "").replace(`, ${name}`, "");
}

describe.each(Object.keys(PACTS))("a pact of %s breaks where", (version) => {
  it.each(CHANGES)("%s", async (_, before, after) => {
    expect(after).not.toBe(before);
    expect(await verdictOf(PACTS[version] ?? "", before, after)).toBe("breaks");
  });

  it("nothing but what it does not need changes: then it does not", async () => {
    const after = BEFORE.replace(
      "id: { type: string }, total",
      "id: { type: string }, gift: { type: boolean }, total",
    );
    expect(await verdictOf(PACTS[version] ?? "", BEFORE, after)).not.toBe("breaks");
  });
});

describe("where published comparators answer otherwise", () => {
  async function levels(provider: string, interaction: object): Promise<readonly string[]> {
    const { contract } = await read(provider);
    const names = { consumer: { name: "web" }, provider: { name: "orders" } };
    const [only] = readPact(
      "a.json",
      JSON.stringify({ ...names, interactions: [interaction] }),
    ).http;
    if (only === undefined) throw new Error("There is no interaction.");
    return checkInteraction(contract, only).findings.map(({ level, rule }) => `${level} ${rule}`);
  }

  const get = (path: string) => ({ request: { method: "GET", path }, response: { status: 200 } });

  it.each<[string, string, object, readonly string[]]>([
    ["base path", BEFORE, get("/api/orders"), ["fails route"]],
    ["letter case of paths", BEFORE, get("/Orders"), ["fails route"]],
    [
      "conditional schemas in responses",
      contractOf(
        "type: object, properties: { kind: { type: string }, card: { type: string } }, if: { properties: { kind: { const: card } } }, then: { required: [card] }",
      ),
      {
        ...get("/orders/1"),
        response: {
          status: 200,
          headers: { "Content-Type": "application/json" },
          body: { kind: "card" },
        },
      },
      [],
    ],
  ])("the reason is listed: %s", async (reason, provider, interaction, expected) => {
    expect(REASONS.toLowerCase()).toContain(`## ${reason}`);
    const found = await levels(provider, interaction);
    expect(found.filter((level) => level.startsWith("fails"))).toEqual(expected);
  });

  it("the reason is listed: references that lead nowhere", async () => {
    expect(REASONS.toLowerCase()).toContain("## references that lead nowhere");
    const broken = BEFORE.replace(
      "sku: { type: string }",
      'sku: { $ref: "#/components/schemas/Sku" }',
    );
    await expect(read(broken)).rejects.toMatchObject({ code: "unresolved-reference" });
  });

  it("what cannot be looked into is told, not passed", async () => {
    const provider = BEFORE.replaceAll("application/json", "application/xml");
    const request = {
      method: "POST",
      path: "/orders",
      headers: { "Content-Type": "application/xml" },
      body: "<order/>",
    };
    expect(await levels(provider, { request, response: { status: 201 } })).toEqual([
      "unchecked media-type",
    ]);
  });
});
