import { describe, expect, it } from "vitest";
import { linesOf } from "./compare-texts.ts";
import { documentOf, object, ref, TEXT, type Schema } from "./openapi-texts.ts";

const ITEM = object({ sku: TEXT });
const LISTED = { type: "string", enum: ["new", "used"] };
const EITHER = { anyOf: [TEXT, ref("Item")] };
const NULL = { type: "null" };

/** A shop that receives and sends one member, as a document of a version has it. */
function shop([version, note]: readonly [version: string, note: Schema]): string {
  const content = { "application/json": { schema: object({ note }) } };
  const responses = { 200: { description: "The order", content } };
  return documentOf({
    version,
    schemas: { Item: ITEM },
    paths: { "/orders": { post: { requestBody: { content }, responses } } },
  });
}

const both = (before: Schema, after: Schema) =>
  linesOf("openapi", shop(["3.0.3", before]), shop(["3.0.3", after]));

/** What is told of what is sent and of what is received. */
const ALLOWED = ["compatible null-allowed", "dangerous null-allowed"];
const FORBIDDEN = ["dangerous null-forbidden", "compatible null-forbidden"];

describe("nullable where OpenAPI 3.0 gives it no effect", () => {
  it.each([
    ["a reference in allOf", { allOf: [ref("Item")] }],
    ["alternatives", EITHER],
    ["a list of values without null", LISTED],
  ])("is not decided beside %s", async (_, schema) => {
    const nullable = { ...schema, nullable: true };
    expect((await both(schema, nullable)).map(withoutPlace)).toEqual(ALLOWED);
    expect((await both(nullable, schema)).map(withoutPlace)).toEqual(FORBIDDEN);
    expect(await both(nullable, nullable)).toEqual([]);
  });

  it.each([
    [{ allOf: [ref("Item")] }, { anyOf: [ref("Item"), NULL] }],
    [EITHER, { anyOf: [...EITHER.anyOf, NULL] }],
    [LISTED, { type: ["string", "null"], enum: ["new", "used", null] }],
  ])("is not decided where 3.1 says it with effect: %j", async (before, after) => {
    const lines = await linesOf(
      "openapi",
      shop(["3.0.3", { ...before, nullable: true }]),
      shop(["3.1.0", after]),
    );
    expect(lines.map(withoutPlace)).toEqual(ALLOWED);
  });

  it("is no matter where null is accepted by itself", async () => {
    const free = { nullable: true, enum: ["new", null] };
    expect(await both(free, { enum: ["new", null] })).toEqual([]);
    const inside = { anyOf: [TEXT, { type: "string", nullable: true }] };
    expect(await both(inside, { ...inside, nullable: true })).toEqual([]);
  });

  it("hides nothing else that changes", async () => {
    const after = { allOf: [ref("Item")], properties: { sku: { maxLength: 3 } }, nullable: true };
    expect((await both({ allOf: [ref("Item")], nullable: true }, after)).map(withoutPlace)).toEqual(
      expect.arrayContaining(["breaking constraint-tightened"]),
    );
  });
});

function withoutPlace(line: string): string {
  return line.split(" ").slice(0, 2).join(" ");
}
