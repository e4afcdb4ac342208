import { describe, expect, it } from "vitest";
import { changesOf, lineOf, linesOf } from "../compare-texts.ts";
import { feltOn, proto3, SOURCE, WIRE } from "./texts.ts";

const MESSAGES =
  "message Request { string id = 1; string tab = 2; } message Response { string x = 1; }";

const service = (methods: string) => proto3(`service Orders { ${methods} } ${MESSAGES}`);
const GET = "rpc Get(Request) returns (Response);";
const PUT = "rpc Put(Request) returns (Response);";

describe("A method", () => {
  it("that goes is unimplemented for its callers, whatever the bytes", async () => {
    expect(await linesOf("protobuf", service(`${GET} ${PUT}`), service(GET))).toEqual([
      "breaking operation-removed shop.v1.Orders/Put",
    ]);
  });

  it("that comes harms nobody", async () => {
    expect(await linesOf("protobuf", service(GET), service(`${GET} ${PUT}`))).toEqual([
      "compatible operation-added shop.v1.Orders/Put",
    ]);
  });

  it.each([
    ["requests", "rpc Get(stream Request) returns (Response);", "req"],
    ["responses", "rpc Get(Request) returns (stream Response);", "res"],
  ])("that streams its %s, or no longer, is another call", async (_, streamed, place) => {
    const line = `breaking streaming-changed shop.v1.Orders/Get ${place}`;
    expect(await linesOf("protobuf", service(GET), service(streamed))).toEqual([line]);
    expect(await linesOf("protobuf", service(streamed), service(GET))).toEqual([line]);
  });

  it("that promised to have no effects may have some", async () => {
    const pure =
      "rpc Get(Request) returns (Response) { option idempotency_level = NO_SIDE_EFFECTS; }";
    expect(await linesOf("protobuf", service(pure), service(GET))).toEqual([
      "dangerous attribute-changed shop.v1.Orders/Get",
    ]);
  });

  it("that takes a message of another name and the same shape differs in code only", async () => {
    const other = proto3(
      `service Orders { rpc Get(Query) returns (Response); } ${MESSAGES.replace("Request", "Query")}`,
    );
    expect(await feltOn(WIRE, service(GET), other)).toEqual([]);
    expect(await feltOn(SOURCE, service(GET), other)).toContain(
      "breaking type-renamed shop.v1.Orders/Get req",
    );
  });
});

describe("A service", () => {
  it("that goes whole is one break on the wire", async () => {
    expect(await feltOn(WIRE, service(`${GET} ${PUT}`), proto3(MESSAGES))).toEqual([
      "breaking operation-group-removed shop.v1.Orders",
    ]);
  });
});

describe("An HTTP route", () => {
  const route = (rule: string) =>
    proto3(
      `import "google/api/annotations.proto"; service Orders { rpc Get(Request) returns (Response) { option (google.api.http) = ${rule}; } } ${MESSAGES}`,
    );
  const verdicts = async (before: string, after: string) =>
    (await changesOf("protobuf", route(before), route(after))).map(lineOf);

  it("that goes breaks who calls it by HTTP", async () => {
    expect(await verdicts('{ get: "/v1/orders/{id}" }', '{ get: "/v2/orders/{id}" }')).toEqual([
      "breaking binding-removed shop.v1.Orders/Get",
      "compatible binding-added shop.v1.Orders/Get",
    ]);
  });

  it("may be one more", async () => {
    expect(
      await verdicts(
        '{ get: "/v1/orders/{id}" }',
        '{ get: "/v1/orders/{id}" additional_bindings { get: "/v1/order/{id}" } }',
      ),
    ).toEqual(["compatible binding-added shop.v1.Orders/Get"]);
  });

  it.each([
    ["request", '{ post: "/v1/orders" body: "*" }', '{ post: "/v1/orders" body: "tab" }'],
    ["response", '{ get: "/v1/orders" }', '{ get: "/v1/orders" response_body: "x" }'],
  ])("that takes another part of the %s as its body has another body", async (_, before, after) => {
    expect(await verdicts(before, after)).toEqual([
      expect.stringContaining("breaking binding-body-changed"),
    ]);
  });
});
