import { describe, expect, it } from "vitest";
import { changesOf, linesOf, onlyChange, severityOn } from "./compare-texts.ts";
import {
  documentOf,
  object,
  TEXT,
  WHOLE,
  type Schema,
  type SchemaObject,
} from "./openapi-texts.ts";

const DONE = { responses: { 204: { description: "Done" } } };

function paths(items: Readonly<Record<string, unknown>>): string {
  return documentOf({ paths: items });
}

describe("Operations", () => {
  it("that come harm nobody, and that go break their callers", async () => {
    const one = paths({ "/orders": { get: DONE } });
    const two = paths({ "/orders": { get: DONE, post: DONE } });
    expect(await linesOf("openapi", one, two)).toEqual(["compatible operation-added POST /orders"]);
    expect(await linesOf("openapi", two, one)).toEqual(["breaking operation-removed POST /orders"]);
  });

  it("of a path that goes whole are one change", async () => {
    const before = paths({ "/orders": { get: DONE, post: DONE }, "/stock": { get: DONE } });
    const change = await onlyChange("openapi", before, paths({ "/stock": { get: DONE } }));
    expect(change).toMatchObject({
      rule: "operation-group-removed",
      element: "/orders",
      severity: "breaking",
      reachTotal: 2,
    });
  });

  it("of a path that goes whole are told one by one where one was announced to go", async () => {
    const before = paths({
      "/orders": { get: { ...DONE, deprecated: true }, post: DONE },
      "/stock": { get: DONE },
    });
    expect(await linesOf("openapi", before, paths({ "/stock": { get: DONE } }))).toEqual([
      "breaking operation-removed GET /orders",
      "breaking operation-removed POST /orders",
    ]);
  });

  it("are named after their operationId in client code only", async () => {
    const named = (operationId: string) => paths({ "/orders": { get: { ...DONE, operationId } } });
    const change = await onlyChange("openapi", named("listOrders"), named("getOrders"));
    expect(change.severity).toBe("compatible");
    expect(severityOn(change, "wire")).toBe("compatible");
    expect(severityOn(change, "source")).toBe("breaking");
  });

  it("may be described in other words", async () => {
    const described = (summary: string) =>
      paths({ "/orders": { get: { ...DONE, summary, description: summary } } });
    expect(await changesOf("openapi", described("One"), described("Another"))).toEqual([]);
  });
});

const webhook = (schema: Schema, answer: Schema = {}) =>
  documentOf({
    rest: {
      webhooks: {
        stockLow: {
          post: {
            requestBody: { required: true, content: { "application/json": { schema } } },
            responses: {
              200: { description: "Taken", content: { "application/json": { schema: answer } } },
            },
          },
        },
      },
    },
  });

const callback = (schema: Schema) =>
  paths({
    "/orders": {
      post: {
        ...DONE,
        callbacks: {
          paid: {
            "{$request.body#/url}": {
              post: {
                requestBody: { required: true, content: { "application/json": { schema } } },
                responses: { 200: { description: "Taken" } },
              },
            },
          },
        },
      },
    },
  });

describe.each([
  ["webhooks", webhook],
  ["callbacks", callback],
])("Messages that the provider sends: %s", (_, document) => {
  const full = object({ sku: TEXT }, ["sku"]);

  it("are read by consumers, so a member that is missing breaks them", async () => {
    const change = await onlyChange("openapi", document(full), document(object({})));
    expect(change).toMatchObject({
      severity: "breaking",
      direction: "output",
      rule: "field-removed",
    });
  });

  it("may have more members, required or not", async () => {
    const change = await onlyChange("openapi", document(object({})), document(full));
    expect(change).toMatchObject({
      severity: "compatible",
      direction: "output",
      rule: "field-added",
    });
  });

  it("are answered by consumers", async () => {
    const change = await onlyChange("openapi", webhook({}, object({})), webhook({}, full));
    expect(change).toMatchObject({ severity: "breaking", direction: "input", rule: "field-added" });
  });

  it("go, and consumers wait for them: no message fails", async () => {
    const none = document === webhook ? documentOf({}) : paths({ "/orders": { post: DONE } });
    expect(await onlyChange("openapi", document(full), none)).toMatchObject({
      rule: "operation-removed",
      severity: "dangerous",
    });
    expect(await onlyChange("openapi", none, document(full))).toMatchObject({
      rule: "operation-added",
      severity: "compatible",
    });
  });
});

describe("Servers", () => {
  const PATHS = { "/orders": { get: DONE } };
  const served = (...urls: readonly string[]) =>
    documentOf({
      paths: PATHS,
      rest: { servers: urls.map((url) => ({ url })) },
    });
  const verdicts = async (before: string, after: string) =>
    (await changesOf("openapi", before, after))
      .filter((change) => change.rule.startsWith("server-"))
      .map((change) => `${change.severity} ${change.rule} ${change.details.name}`);

  it("that go leave clients with an address nobody names", async () => {
    const before = served("https://shop.example/v1", "https://eu.shop.example/v1");
    expect(await verdicts(before, served("https://shop.example/v1"))).toEqual([
      "breaking server-removed https://eu.shop.example/v1",
    ]);
  });

  it("may be named where none was, and what was named may not be left open", async () => {
    const before = documentOf({ paths: PATHS });
    expect(await verdicts(before, served("https://shop.example"))).toEqual([
      "compatible server-added https://shop.example",
    ]);
    expect(await verdicts(served("https://shop.example"), before)).toEqual([
      "dangerous server-removed https://shop.example",
    ]);
  });

  it("are every value of a variable that lists some", async () => {
    const regions = (...values: readonly string[]) =>
      documentOf({
        paths: PATHS,
        rest: {
          servers: [
            {
              url: "https://{region}.shop.example/",
              variables: { region: { default: "eu", enum: values } },
            },
          ],
        },
      });
    expect(await verdicts(regions("eu", "us"), regions("eu"))).toEqual([
      "breaking server-removed https://us.shop.example",
    ]);
    expect(await verdicts(regions("eu"), regions("us", "eu"))).toEqual([
      "compatible server-added https://us.shop.example",
    ]);
    expect(await verdicts(regions("eu"), served("https://eu.shop.example"))).toEqual([]);
  });

  it("have other defaults where a variable takes any value", async () => {
    const region = (value: string) =>
      documentOf({
        paths: PATHS,
        rest: {
          servers: [
            { url: "https://{region}.shop.example", variables: { region: { default: value } } },
          ],
        },
      });
    expect(await linesOf("openapi", region("eu"), region("us"))).toEqual([
      "dangerous default-changed servers",
    ]);
  });

  it("may give a part of their path to the paths, which moves operations and breaks nobody", async () => {
    const at = (url: string, path: string, schema: SchemaObject) =>
      documentOf({
        paths: {
          [path]: {
            get: {
              parameters: [{ name: "page", in: "query", schema }],
              responses: { 204: { description: "Done" } },
            },
          },
        },
        rest: { servers: [{ url }] },
      });
    const before = at("https://shop.example/v1", "/orders", TEXT);
    expect(
      await linesOf("openapi", before, at("https://shop.example", "/v1/orders", TEXT)),
    ).toEqual(["compatible operation-moved GET /orders"]);
    expect(
      await linesOf("openapi", before, at("https://shop.example", "/v1/orders", WHOLE)),
    ).toContain("breaking type-narrowed GET /orders query.page");
    expect(
      await linesOf("openapi", before, at("https://shop.example", "/v2/orders", TEXT)),
    ).toContain("breaking operation-removed GET /orders");
  });

  it("may come, and end with a slash", async () => {
    const after = served("https://shop.example/v1/", "https://eu.shop.example/v1");
    expect(await verdicts(served("https://shop.example/v1"), after)).toEqual([
      "compatible server-added https://eu.shop.example/v1",
    ]);
  });
});
