import { describe, expect, it } from "vitest";
import { protobufReferee } from "../../../src/referee/index.ts";

const SHOP = `
  syntax = "proto3";
  package shop.v1;
  import "google/api/annotations.proto";
  service Orders {
    rpc Get(Query) returns (stream Orders.Page) {
      option (google.api.http) = {
        get: "/v1/{name=orders/*}"
        additional_bindings { post: "/v1/orders:search" body: "*" response_body: "page" }
        additional_bindings { custom: { kind: "HEAD" path: "/v1/orders" } }
      };
    }
    rpc Put(stream Query) returns (google.protobuf.Empty) {
      option (google.api.http).put = "/v1/orders";
      option (google.api.http).body = "order";
    }
  }
  message Query { string name = 1; }
`;

async function method(name: string, more: Readonly<Record<string, string>> = {}) {
  const referee = await protobufReferee(new Map([["shop.proto", SHOP], ...Object.entries(more)]));
  return referee.method("shop.v1.Orders", name);
}

describe("an RPC", () => {
  it("has its messages, its streams and its routes", async () => {
    expect(await method("Get")).toEqual({
      ok: true,
      method: {
        request: "shop.v1.Query",
        response: "Orders.Page",
        requestStream: false,
        responseStream: true,
        routes: [
          { verb: "GET", path: "/v1/{name=orders/*}" },
          { verb: "POST", path: "/v1/orders:search", body: "*", responseBody: "page" },
          { verb: "HEAD", path: "/v1/orders" },
        ],
      },
    });
    expect(await method("Put")).toMatchObject({
      method: { requestStream: true, routes: [{ verb: "PUT", path: "/v1/orders", body: "order" }] },
    });
  });

  it("that nobody declares is none", async () => {
    expect(await method("Delete")).toEqual({ ok: true, method: undefined });
    expect(await method("constructor")).toEqual({ ok: true, method: undefined });
    const referee = await protobufReferee(new Map([["shop.proto", SHOP]]));
    expect(referee.method("shop.v2.Orders", "Get")).toEqual({ ok: true, method: undefined });
  });

  it("may be declared in a file that cannot be parsed", async () => {
    const broken = 'syntax = "proto3"; package shop.v1; service Stock {';
    const referee = await protobufReferee(new Map([["stock.proto", broken]]));
    expect(referee.method("shop.v1.Stock", "Get").ok).toBeUndefined();
    expect(await method("Get", { "stock.proto": broken })).toMatchObject({ ok: true });
    const elsewhere = { "stock.proto": broken.replace("shop.v1", "stock.v1") };
    expect(await method("Delete", elsewhere)).toEqual({ ok: true, method: undefined });
  });
});
