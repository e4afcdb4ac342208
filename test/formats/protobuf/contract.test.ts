import { describe, expect, it } from "vitest";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { fieldOf, fixture, readProto, readShop, valuesOf } from "./read-proto.ts";

const SHOP = {
  "shop/v1/orders.proto": fixture("shop/before/shop/v1/orders.proto"),
  "shop/v1/catalog.proto": fixture("shop/before/shop/v1/catalog.proto"),
};

describe("the shop", () => {
  it("is read without a diagnostic, with its types in the order of the text", async () => {
    const { contract, diagnostics } = await readProto(SHOP, { entries: ["shop/v1/orders.proto"] });
    expect(diagnostics).toEqual([]);
    expect(contract.dialect).toBe("Protobuf proto3");
    expect([...contract.types.keys()]).toEqual([
      "shop.v1.Order",
      "shop.v1.Order.Line",
      "shop.v1.Order.Card",
      "shop.v1.Order.Status",
      "shop.v1.PlaceOrderRequest",
      "shop.v1.GetOrderRequest",
      "shop.v1.ListOrdersRequest",
      "shop.v1.ListOrdersResponse",
      "shop.v1.OrderShipped",
      "shop.v1.Product",
      "shop.v1.Money",
      "shop.v1.Availability",
    ]);
  });

  it("has an operation for each RPC", async () => {
    const { contract } = await readProto(SHOP);
    const place = contract.operations[0];
    expect(contract.operations.map(({ coordinate }) => coordinate)).toEqual([
      "shop.v1.Orders/PlaceOrder",
      "shop.v1.Orders/GetOrder",
      "shop.v1.Orders/ListOrders",
      "shop.v1.Orders/WatchOrders",
    ]);
    expect(place).toMatchObject({
      kind: "operation",
      match: "shop.v1.Orders/PlaceOrder",
      group: "shop.v1.Orders",
      initiator: "consumer",
      messages: [
        {
          kind: "request",
          direction: "input",
          selector: "",
          streamed: false,
          parameters: [],
          body: {
            required: true,
            contents: [{ mediaType: "", shape: { kind: "ref", to: "shop.v1.PlaceOrderRequest" } }],
          },
        },
        {
          kind: "response",
          direction: "output",
          body: { contents: [{ shape: { kind: "ref", to: "shop.v1.Order" } }] },
        },
      ],
    });
    const watch = contract.operations[3];
    expect(watch?.messages.map(({ streamed }) => streamed)).toEqual([false, true]);
  });

  it("has the routes of google.api.http as bindings, without the names of variables", async () => {
    const { contract } = await readProto(SHOP);
    const [placed, got] = contract.operations;
    expect(placed?.bindings).toMatchObject([{ match: "POST /v1/orders", body: "order" }]);
    expect(placed?.attributes).toBeUndefined();
    expect(got?.bindings?.map(({ match }) => match)).toEqual([
      "GET /v1/orders/{}",
      "GET /v1/customers/{}/orders/{}",
    ]);
    expect(got?.attributes).toEqual({ idempotency_level: "NO_SIDE_EFFECTS" });
  });

  it("declares its files, package and services", async () => {
    const { contract } = await readProto(SHOP);
    expect([...contract.declarations.values()]).toMatchObject([
      {
        kind: "file",
        coordinate: "shop/v1/orders.proto",
        attributes: {
          syntax: "proto3",
          package: "shop.v1",
          go_package: "example.com/shop/v1;shopv1",
        },
      },
      { kind: "package", coordinate: "shop.v1", origin: { line: 3, column: 1 } },
      { kind: "service", coordinate: "shop.v1.Orders", reachable: true },
      { kind: "file", attributes: { java_multiple_files: true } },
    ]);
  });

  it("says what is deprecated, since when and until when", async () => {
    const result = await readProto(SHOP);
    expect(fieldOf(result, "shop.v1.Product", "in_stock").deprecation).toEqual({
      deprecated: true,
      reason: "use availability. Will be removed on 2027-03-31.",
      replacement: "availability",
      sunset: "2027-03-31",
    });
    expect(result.contract.operations[2]?.deprecation).toMatchObject({
      deprecated: true,
      replacement: "WatchOrders",
    });
    expect(result.contract.operations[0]?.deprecation).toBeUndefined();
  });

  it("locates what it has read", async () => {
    const result = await readProto(SHOP);
    const { origin } = fieldOf(result, "shop.v1.Product", "in_stock");
    expect(result.locate(origin)).toEqual({ file: "shop/v1/catalog.proto", line: 19, column: 3 });
  });

  it("reads the same contract whatever the order of reading", async () => {
    const files = { ...SHOP };
    const slow = {
      ...memoryTree(files),
      read: async (path: string) => {
        if (path.endsWith("orders.proto")) await new Promise((done) => setTimeout(done, 20));
        return memoryTree(files).read(path);
      },
    };
    const entries = Object.keys(files);
    const result = await protobufReader.read({ tree: slow, entries });
    expect(result.contract).toEqual((await readProto(files)).contract);
  });
});

describe("semantics", () => {
  it("are those of Protobuf, with roots on request", async () => {
    const { contract } = await readShop("message A {}");
    expect(contract.semantics).toEqual({
      surfaces: ["wire", "json", "source"],
      promised: ["wire", "json", "promise"],
      identity: { wire: "structural", json: "structural", source: "nominal" },
      fieldKey: { wire: "number", json: "json-name", source: "name" },
      unknownInput: { wire: "ignored", json: "rejected", source: "rejected" },
      selection: "whole",
      unknownAlternatives: "skipped",
      defaults: "both",
      notation: { list: "repeated {}", nullable: "{}", nonNull: "{}" },
      unreached: "both",
    });
    const { contract: other } = await readProto({ "a.proto": "message A {}" }, { roots: "output" });
    expect(other.semantics.unreached).toBe("output");
  });
});

describe("enums", () => {
  it("list their values by name, with numbers and aliases", async () => {
    const result = await readShop(
      "enum Status { option allow_alias = true; NEW = 0; PAID = 1; SETTLED = 1 [deprecated = true]; }",
    );
    expect(valuesOf(result, "shop.v1.Status")).toMatchObject([
      { kind: "enum-value", coordinate: "shop.v1.Status.NEW", value: "NEW", number: 0 },
      { value: "PAID", number: 1 },
      { value: "SETTLED", number: 1, alias: true, deprecation: { deprecated: true } },
    ]);
    expect(valuesOf(result, "shop.v1.Status")[1]).not.toHaveProperty("alias");
    expect(result.contract.types.get("shop.v1.Status")?.attributes).toBeUndefined();
  });
});

describe("deprecation", () => {
  it("is read on every kind of declaration", async () => {
    const { contract } = await readProto({
      "a.proto": `syntax = "proto3"; package shop; option deprecated = true;
        message M { option deprecated = true; string a = 1 [deprecated = true]; }
        enum E { option deprecated = true; A = 0 [deprecated = true]; }
        service S { option deprecated = true; rpc R(M) returns (M) { option deprecated = true; } }`,
    });
    const deprecation = { deprecated: true };
    expect(contract.declarations.get("a.proto")).toMatchObject({ deprecation });
    expect(contract.declarations.get("shop.S")).toMatchObject({ deprecation });
    expect(contract.types.get("shop.M")).toMatchObject({
      deprecation,
      shape: { object: { fields: [{ deprecation }] } },
    });
    expect(contract.types.get("shop.E")).toMatchObject({
      deprecation,
      shape: { values: { items: [{ deprecation }] } },
    });
    expect(contract.operations[0]).toMatchObject({ deprecation });
  });

  it.each([
    ["// Deprecated: use total.\nint32 a = 1;", {}],
    [
      "// Deprecated: will be removed on 2027-01-01.\nint32 a = 1;",
      { deprecated: false, sunset: "2027-01-01" },
    ],
    [
      "// The old sum.\n//\n// Deprecated: use total.\nint32 a = 1 [deprecated = true];",
      { reason: "use total." },
    ],
    ["int32 a = 1 [deprecated = true]; // Deprecated since 2026-01-01", { since: "2026-01-01" }],
    ["// Gone on 2026-02-30, deprecated.\nint32 a = 1 [deprecated = false];", {}],
  ])("in comments: %s", async (text, expected) => {
    const result = await readShop(`message M {\n${text}\n}`);
    const { deprecation } = fieldOf(result, "shop.v1.M", "a");
    expect(deprecation ?? {}).toMatchObject(expected);
    expect(deprecation === undefined).toBe(Object.keys(expected).length === 0);
  });

  it("finds dates with the pattern of the settings", async () => {
    const settings = { sunsetPattern: String.raw`EOL (?<date>\d{4}-\d{2}-\d{2})` };
    const files = {
      "a.proto": "message M {\n// EOL 2027-05-06\noptional int32 a = 1 [deprecated = true];\n}",
    };
    const result = await readProto(files, { settings });
    expect(fieldOf(result, "M", "a").deprecation).toEqual({
      deprecated: true,
      sunset: "2027-05-06",
    });
  });
});

describe("stability", () => {
  it.each([
    ["shop.v1alpha1", "alpha"],
    ["shop.v1beta2.stock", "beta"],
    ["shop.v2p1beta1", "beta"],
    ["shop.v1", undefined],
    ["shop.alphabet", undefined],
  ])("of %s is %s", async (name, stability) => {
    const { contract } = await readProto({
      "a.proto": `syntax = "proto3"; package ${name}; message M {} service S { rpc R(M) returns (M); }`,
    });
    expect(contract.types.get(`${name}.M`)?.stability).toBe(stability);
    expect(contract.declarations.get(`${name}.S`)?.stability).toBe(stability);
    expect(contract.operations[0]?.stability).toBe(stability);
  });
});

describe("detection", () => {
  it.each([
    ["shop.proto", "message A {}", true],
    ["shop.txt", '// About.\nsyntax = "proto3";', true],
    ["image.json", '{"file":[{"name":"a.proto"}]}', true],
    ["openapi.json", '{"openapi":"3.1.0"}', false],
    ["schema.graphql", "type Query { a: Int }", false],
    ["shop.proto", "\0\0", false],
  ])("%s with %j: %s", (path, text, expected) => {
    expect(protobufReader.detect(path, text)).toBe(expected);
  });
});
