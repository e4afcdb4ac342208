import { describe, expect, it } from "vitest";
import { essence, file, witnessesBetween } from "./shop.ts";

const QUERY = "message Query { string name = 1; Query order = 2; }";

type Row = readonly [name: string, before: string, after: string, expected: readonly string[]];

describe("calls", () => {
  it.each<Row>([
    [
      "of an RPC that is gone",
      "service Orders { rpc Get(Query) returns (Query); rpc Put(Query) returns (Query); }",
      "service Orders { rpc Get(Query) returns (Query); }",
      ['operation-removed: {"path":"/shop.v1.Orders/Put"}, after declares no such RPC'],
    ],
    [
      "of a service that is gone",
      "service Orders { rpc Get(Query) returns (Query); rpc Put(Query) returns (Query); }",
      "",
      ['operation-group-removed: {"path":"/shop.v1.Orders/Get"}, after declares no such RPC'],
    ],
    [
      "of an RPC that streams its answer now",
      "service Orders { rpc Get(Query) returns (Query); }",
      "service Orders { rpc Get(Query) returns (stream Query); }",
      [
        'streaming-changed: {"path":"/shop.v1.Orders/Get","requestStream":false,"responseStream":false}, the response was one message and is a stream',
      ],
    ],
    [
      "by a route that is gone",
      'service Orders { rpc Get(Query) returns (Query) { option (google.api.http) = { get: "/v1/{name=orders/*}" additional_bindings { get: "/v1/orders/{name}/all" } }; } }',
      'service Orders { rpc Get(Query) returns (Query) { option (google.api.http) = { get: "/v1/{name=orders/*}" }; } }',
      ['binding-removed: {"method":"GET","path":"/v1/orders/a/all"}, after has no route for it'],
    ],
    [
      "by a route with another body",
      'service Orders { rpc Put(Query) returns (Query) { option (google.api.http) = { put: "/v1/orders" body: "*" }; } }',
      'service Orders { rpc Put(Query) returns (Query) { option (google.api.http) = { put: "/v1/orders" body: "order" }; } }',
      [
        'binding-body-changed: {"method":"PUT","path":"/v1/orders"}, the request body was * and is order',
      ],
    ],
    [
      "with a message that comes with Protobuf",
      'import "google/protobuf/wrappers.proto"; service Orders { rpc Put(google.protobuf.StringValue) returns (Query); }',
      "service Orders { rpc Put(Query) returns (Query); }",
      [
        'type-changed: before writes "a", refused: cannot decode message shop.v1.Query from JSON: "a"',
      ],
    ],
  ])("%s", async (_, before, after, expected) => {
    const found = await witnessesBetween(file(`${QUERY} ${before}`), file(`${QUERY} ${after}`));
    expect(found.map(essence)).toEqual(expected);
  });

  it("are confirmed by the texts alone: what cannot be parsed is no proof", async () => {
    const service = "service Orders { rpc Get(Query) returns (Query); }";
    // A name that protobufjs refuses and our own reader takes.
    const odd = "message Odd { oneof paid { group Card = 1 { } } }";
    const [gone] = await witnessesBetween(
      file(`${QUERY} ${service}`, "proto2"),
      file(`${QUERY} ${odd}`, "proto2"),
    );
    expect(gone?.change.rule).toBe("operation-removed");
    expect(gone?.witness.status).toBe("undecidable");
  });
});
