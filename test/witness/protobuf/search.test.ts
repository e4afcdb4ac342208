import { describe, expect, it } from "vitest";
import { file, witnessesBetween } from "./shop.ts";

const ORDER = file(
  "message Order { int64 count = 1; Status status = 2; } enum Status { OPEN = 0; PAID = 1; }",
);
const NARROWED = file(
  "message Order { int32 count = 1; Status status = 2; } enum Status { OPEN = 0; }",
);

describe("a search", () => {
  it("has nothing to do for equal contracts", async () => {
    expect(await witnessesBetween(ORDER, ORDER)).toEqual([]);
  });

  it("finds the same every time", async () => {
    expect(await witnessesBetween(ORDER, NARROWED)).toEqual(
      await witnessesBetween(ORDER, NARROWED),
    );
  });

  it("gives up after as many messages in each form and direction as it may try", async () => {
    const [, few] = await witnessesBetween(ORDER, NARROWED, 2);
    expect(few?.witness).toEqual({
      status: "not-found",
      why: "each of 4 messages was read as it was written",
    });
    const [, more] = await witnessesBetween(ORDER, NARROWED, 4);
    expect(more?.witness.status).toBe("confirmed");
  });

  it("says who writes what, and what the other reads", async () => {
    const found = await witnessesBetween(ORDER, NARROWED);
    expect(found.map(({ witness }) => witness)).toEqual([
      {
        status: "confirmed",
        kind: "json",
        direction: "input",
        payload: {
          writtenBy: "before",
          type: "shop.v1.Order",
          readBy: "after",
          json: { status: "PAID" },
        },
        confirmedBy: "protobuf",
        detail: 'refused: cannot decode enum shop.v1.Status from JSON: "PAID"',
      },
      {
        status: "confirmed",
        kind: "bytes",
        direction: "input",
        payload: {
          writtenBy: "before",
          type: "shop.v1.Order",
          readBy: "after",
          hex: "088080808008",
          written: { count: "2147483648" },
          read: { count: -2147483648 },
        },
        confirmedBy: "protobuf",
        detail: 'count: written "2147483648", read -2147483648',
      },
    ]);
  });

  it("blames no field for what its message fails for anyway", async () => {
    const before = file("message Order { optional string id = 1; }", "proto2");
    const after = file(
      "message Order { optional string id = 1; required Extra extra = 2; } message Extra { }",
      "proto2",
    );
    const found = await witnessesBetween(before, after);
    expect(found.map(({ change }) => change.element)).toEqual(["shop.v1.Order.extra#2"]);
    expect(found[0]?.witness.status).toBe("confirmed");
  });

  it("says so where no message carries an enum", async () => {
    const [one] = await witnessesBetween(
      file("enum Status { OPEN = 0; PAID = 1; }"),
      file("enum Status { OPEN = 0; }"),
    );
    expect(one?.witness).toEqual({
      status: "not-found",
      why: "no message carries shop.v1.Status.PAID",
    });
  });

  it("reads descriptor sets", async () => {
    const set = (type: string): string => {
      const field = { name: "count", number: 1, type, label: "LABEL_OPTIONAL" };
      const messageType = [{ name: "Order", field: [field] }];
      return JSON.stringify({
        file: [{ name: "shop.proto", package: "shop.v1", syntax: "proto3", messageType }],
      });
    };
    const [one] = await witnessesBetween(set("TYPE_STRING"), set("TYPE_INT32"));
    expect(one?.witness).toMatchObject({ status: "confirmed", confirmedBy: "protobuf" });
  });

  it("takes hostile names for names", async () => {
    const before = file("message Order { int64 constructor = 1; int64 toString = 2; }");
    const after = file("message Order { int32 constructor = 1; int32 toString = 2; }");
    const found = await witnessesBetween(before, after);
    expect(found.map(({ witness }) => witness.status)).toEqual(["confirmed", "confirmed"]);
  });
});
