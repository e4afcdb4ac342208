import { describe, expect, it } from "vitest";
import { openapiReader } from "../../../src/formats/openapi/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

async function endOf(operation: object): Promise<unknown> {
  const document = {
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: { "/orders": { get: operation } },
    components: {
      headers: {
        Sunset: { schema: { type: "string", const: "Sun, 30 Jun 2030 23:59:59 GMT" } },
      },
    },
  };
  const tree = memoryTree(new Map([["orders.json", JSON.stringify(document)]]));
  const { contract } = await openapiReader.read({ tree, entries: ["orders.json"] });
  return contract.operations[0]?.deprecation;
}

function answering(headers: object, more: object = {}): object {
  return { ...more, responses: { "200": { description: "OK", headers } } };
}

const stated = (value: unknown): object => ({ schema: { const: value } });
const shown = (example: unknown): object => ({ example, schema: { type: "string" } });

describe("headers that announce an operation's end", () => {
  it.each([
    ["seconds", stated("@1688169599"), { deprecated: true, since: "2023-06-30" }],
    [
      "an HTTP date",
      stated("Sun, 11 Nov 2018 23:59:59 GMT"),
      { deprecated: true, since: "2018-11-11" },
    ],
    ["true", stated(true), { deprecated: true }],
    ["false", stated("false"), undefined],
    ["one allowed value", { schema: { enum: ["@0"] } }, { deprecated: true, since: "1970-01-01" }],
    ["several allowed values", { schema: { enum: ["@0", "@1"] } }, undefined],
    ["an example", shown("@1688169599"), undefined],
  ])("Deprecation: %s", async (_, header, expected) => {
    expect(await endOf(answering({ Deprecation: header }))).toEqual(expected);
  });

  it("Sunset gives the date, also without a mark and through a reference", async () => {
    const header = { $ref: "#/components/headers/Sunset" };
    expect(await endOf(answering({ sunset: header }))).toEqual({
      deprecated: false,
      sunset: "2030-06-30",
    });
  });

  it("examples count where the operation is marked", async () => {
    const headers = {
      Sunset: shown("Sun, 30 Jun 2030 23:59:59 GMT"),
      Deprecation: shown("@1688169599"),
    };
    expect(await endOf(answering(headers, { deprecated: true }))).toEqual({
      deprecated: true,
      since: "2023-06-30",
      sunset: "2030-06-30",
    });
  });

  it("say nothing where the operation says it itself", async () => {
    const headers = { Sunset: stated("Sun, 30 Jun 2030 23:59:59 GMT") };
    expect(await endOf(answering(headers, { deprecated: true, "x-sunset": "2029-01-01" }))).toEqual(
      {
        deprecated: true,
        sunset: "2029-01-01",
      },
    );
  });
});
