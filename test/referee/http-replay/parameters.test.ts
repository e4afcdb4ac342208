import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { httpReferee, type HttpRequest } from "../../../src/referee/index.ts";

const TEXT = { type: "string" };
const LIST = { type: "array", items: { type: "string" } };
const MAP = {
  type: "object",
  properties: { size: { type: "integer" }, color: { type: "string" } },
};

/** What a server with this one parameter reads from a request. */
async function read(
  parameter: object,
  request: Partial<HttpRequest>,
  path = "/stock",
): Promise<Json> {
  const document = {
    openapi: "3.1.0",
    paths: {
      [path]: { get: { parameters: [parameter], responses: { 200: { description: "" } } } },
    },
  };
  const texts = new Map([["shop.json", JSON.stringify(document)]]);
  const referee = await httpReferee(texts, "shop.json");
  const answer = referee.request({ method: "GET", path: "/stock", ...request });
  if (answer.ok === undefined) return `undecided: ${answer.undecided}`;
  if (!answer.ok) return `${answer.fault}: ${answer.errors.join("; ")}`;
  return [...answer.parameters.values()][0] ?? null;
}

type Row = readonly [style: string, explode: boolean, schema: object, text: string, value: Json];

describe("query parameters", () => {
  it.each<Row>([
    ["form", true, TEXT, "f=blue", "blue"],
    ["form", false, TEXT, "f=blue%20ish", "blue ish"],
    ["form", true, TEXT, "f=", ""],
    ["form", true, LIST, "f=blue&f=red", ["blue", "red"]],
    ["form", false, LIST, "f=blue,red", ["blue", "red"]],
    ["form", false, LIST, "f=a%2Cb,c", ["a,b", "c"]],
    ["form", true, MAP, "size=5&color=red&other=1", { size: "5", color: "red" }],
    ["form", false, MAP, "f=size,5,color,red", { size: "5", color: "red" }],
    ["spaceDelimited", false, LIST, "f=blue%20red", ["blue", "red"]],
    ["spaceDelimited", true, LIST, "f=blue&f=red", ["blue", "red"]],
    ["spaceDelimited", false, MAP, "f=size%205%20color%20red", { size: "5", color: "red" }],
    ["pipeDelimited", false, LIST, "f=blue|red", ["blue", "red"]],
    ["pipeDelimited", false, LIST, "f=blue%7Cred", ["blue", "red"]],
    ["pipeDelimited", true, LIST, "f=blue&f=red", ["blue", "red"]],
    ["pipeDelimited", false, MAP, "f=size|5|color|red", { size: "5", color: "red" }],
    ["deepObject", true, MAP, "f[size]=5&f%5Bcolor%5D=red", { size: "5", color: "red" }],
  ])("%s, explode %s, %o: %s", async (...row) => {
    const [style, explode, schema, text, value] = row;
    const parameter = { name: "f", in: "query", style, explode, schema };
    expect(await read(parameter, { path: `/stock?${text}` })).toEqual(value);
  });

  it.each<readonly [name: string, parameter: object, text: string, value: Json]>([
    [
      "a scalar is not given twice",
      { schema: TEXT },
      "f=a&f=b",
      "parameter-invalid: the query parameter f is given 2 times",
    ],
    ["text becomes the declared type", { schema: { type: "integer" } }, "f=5", "5"],
    [
      "text that is not of the declared type is refused",
      { schema: { type: "integer" } },
      "f=five",
      "parameter-invalid: the query parameter f: the value must be integer",
    ],
    [
      "items are checked",
      { schema: { type: "array", items: { type: "boolean" } } },
      "f=true&f=1",
      "parameter-invalid: the query parameter f: /1 must be boolean",
    ],
    [
      "bounds are checked",
      { schema: { type: "integer", maximum: 9 } },
      "f=10",
      "parameter-invalid: the query parameter f: the value must be <= 9",
    ],
    ["numbers in an enum are numbers", { schema: { enum: [1, 2] } }, "f=2", "2"],
    [
      "one of several types is enough",
      { schema: { type: ["integer", "string"] } },
      "f=five",
      "five",
    ],
    ["a list or a text", { explode: false, schema: { oneOf: [LIST, TEXT] } }, "f=a,b", ["a", "b"]],
    [
      "a required one must be there",
      { required: true, schema: TEXT },
      "",
      "parameter-missing: the query parameter f is missing",
    ],
    ["an optional one may be missing", { schema: TEXT }, "", null],
    [
      "an empty value may be allowed",
      { allowEmptyValue: true, schema: { type: "integer" } },
      "f=",
      "",
    ],
    ["a plus is a space", { schema: TEXT }, "f=a+b", "a b"],
    [
      "but not where reserved characters stand for themselves",
      { allowReserved: true, schema: TEXT },
      "f=a+b/c?d",
      "a+b/c?d",
    ],
    [
      "content is a document of its own",
      { content: { "application/json": { schema: MAP } } },
      'f={"size":5}',
      { size: 5 },
    ],
    [
      "content is checked",
      { content: { "application/json": { schema: MAP } } },
      'f={"size":"x"}',
      "parameter-invalid: the query parameter f: /size must be integer",
    ],

    [
      "nested deep objects",
      { style: "deepObject", schema: { type: "object" } },
      "f[a][b]=1&f[c]=2&f[c]=3",
      { a: { b: "1" }, c: ["2", "3"] },
    ],
    ["unknown parameters are let through", { schema: TEXT }, "g=1", null],
    [
      "__proto__ is a name",
      { style: "deepObject", schema: { type: "object" } },
      "f[__proto__]=1",
      JSON.parse('{"__proto__":"1"}') as Json,
    ],
  ])("%s", async (_, parameter, text, value) => {
    const found = await read({ name: "f", in: "query", ...parameter }, { path: `/stock?${text}` });
    expect(found).toEqual(value);
  });
});

describe("content of parameters", () => {
  it("must be well formed", async () => {
    const parameter = { name: "f", in: "query", content: { "application/json": {} } };
    const found = await read(parameter, { path: "/stock?f={" });
    expect(found).toMatch(/^parameter-invalid: the query parameter f is no JSON/);
  });
});

describe("path parameters", () => {
  it.each<Row>([
    ["simple", false, TEXT, "blue%2Fred", "blue/red"],
    ["simple", false, LIST, "blue,red", ["blue", "red"]],
    ["simple", true, LIST, "blue,red", ["blue", "red"]],
    ["simple", false, MAP, "size,5,color,red", { size: "5", color: "red" }],
    ["simple", true, MAP, "size=5,color=red", { size: "5", color: "red" }],
    ["label", false, TEXT, ".blue", "blue"],
    ["label", false, LIST, ".blue,red", ["blue", "red"]],
    ["label", true, LIST, ".blue.red", ["blue", "red"]],
    ["label", false, MAP, ".size,5,color,red", { size: "5", color: "red" }],
    ["label", true, MAP, ".size=5.color=red", { size: "5", color: "red" }],
    [
      "label",
      false,
      TEXT,
      "blue",
      "parameter-invalid: the path parameter f does not begin with a dot",
    ],
    ["matrix", false, TEXT, ";f=blue", "blue"],
    ["matrix", false, LIST, ";f=blue,red", ["blue", "red"]],
    ["matrix", true, LIST, ";f=blue;f=red", ["blue", "red"]],
    ["matrix", false, MAP, ";f=size,5,color,red", { size: "5", color: "red" }],
    ["matrix", true, MAP, ";size=5;color=red", { size: "5", color: "red" }],
    ["matrix", false, TEXT, ";g=blue", "parameter-invalid: the path parameter f does not name f"],
  ])("%s, explode %s, %o: %s", async (...row) => {
    const [style, explode, schema, text, value] = row;
    const parameter = { name: "f", in: "path", required: true, style, explode, schema };
    expect(await read(parameter, { path: `/stock/${text}` }, "/stock/{f}")).toEqual(value);
  });
});

describe("headers and cookies", () => {
  it.each<readonly [place: string, explode: boolean, schema: object, text: string, value: Json]>([
    ["header", false, TEXT, " blue ", "blue"],
    ["header", false, LIST, "blue, red", ["blue", "red"]],
    ["header", true, LIST, "blue,red", ["blue", "red"]],
    ["header", false, MAP, "size,5,color,red", { size: "5", color: "red" }],
    ["header", true, MAP, "size=5,color=red", { size: "5", color: "red" }],
    ["cookie", true, TEXT, "blue", "blue"],
    ["cookie", false, LIST, "blue,red", ["blue", "red"]],
    ["cookie", true, LIST, "blue&f=red", ["blue", "red"]],
    ["cookie", false, MAP, "size,5,color,red", { size: "5", color: "red" }],
  ])("%s, explode %s, %o: %s", async (...row) => {
    const [place, explode, schema, text, value] = row;
    const parameter = { name: "f", in: place, explode, schema };
    const given =
      place === "header" ? { headers: { F: text } } : { headers: { Cookie: `g=1; f=${text}` } };
    expect(await read(parameter, given)).toEqual(value);
  });

  it("takes cookies by name as well", async () => {
    const parameter = { name: "f", in: "cookie", explode: false, schema: LIST };
    expect(await read(parameter, { cookies: { f: "blue,red" } })).toEqual(["blue", "red"]);
  });

  it("leaves headers to OpenAPI that it describes elsewhere", async () => {
    const parameter = { name: "Authorization", in: "header", required: true, schema: TEXT };
    expect(await read(parameter, {})).toBe(null);
  });
});

describe("version 2.0", () => {
  it.each<readonly [format: string, text: string, value: Json]>([
    ["csv", "f=a,b", ["a", "b"]],
    ["ssv", "f=a%20b", ["a", "b"]],
    ["tsv", "f=a%09b", ["a", "b"]],
    ["pipes", "f=a|b", ["a", "b"]],
    ["multi", "f=a&f=b", ["a", "b"]],
  ])("collectionFormat %s", async (collectionFormat, text, value) => {
    const parameter = { name: "f", in: "query", type: "array", items: TEXT, collectionFormat };
    const document = { swagger: "2.0", paths: { "/stock": { get: { parameters: [parameter] } } } };
    const texts = new Map([["shop.json", JSON.stringify(document)]]);
    const answer = (await httpReferee(texts, "shop.json")).request({
      method: "GET",
      path: `/stock?${text}`,
    });
    expect(answer.ok === true && answer.parameters.get("query.f")).toEqual(value);
  });
});
