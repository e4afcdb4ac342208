import { describe, expect, it } from "vitest";
import { linesOf, onlyChange } from "./compare-texts.ts";
import { documentOf, operationOf, TEXT, WHOLE } from "./openapi-texts.ts";

const LIST = { type: "array", items: TEXT };
const DONE = { 204: { description: "Done" } };

/** An operation with one parameter, a query parameter unless it says otherwise; none without. */
function withParameter(parameter?: Readonly<Record<string, unknown>>): string {
  return operationOf(
    parameter === undefined
      ? {}
      : { parameters: [{ name: "page", in: "query", schema: TEXT, ...parameter }] },
  );
}

const PAGE = "GET /orders/{} query.page";

type Row = readonly [
  what: string,
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
  lines: readonly string[],
];

const EXISTENCE: readonly Row[] = [
  ["an optional one is added", undefined, {}, [`compatible parameter-added ${PAGE}`]],
  ["a required one is added", undefined, { required: true }, [`breaking parameter-added ${PAGE}`]],
  ["one is removed, and silently ignored", {}, undefined, [`dangerous parameter-removed ${PAGE}`]],
  ["one becomes required", {}, { required: true }, [`breaking parameter-became-required ${PAGE}`]],
  [
    "one becomes optional",
    { required: true },
    {},
    [`compatible parameter-became-optional ${PAGE}`],
  ],
  [
    "one moves to a header",
    {},
    { in: "header" },
    [
      `dangerous parameter-removed ${PAGE}`,
      "compatible parameter-added GET /orders/{} header.page",
    ],
  ],
  [
    "a header is written in other letters",
    { in: "header", name: "X-Trace" },
    { in: "header", name: "x-trace" },
    [],
  ],
  [
    "a required cookie is added",
    undefined,
    { in: "cookie", required: true },
    ["breaking parameter-added GET /orders/{} cookie.page"],
  ],
  [
    "its value is deprecated, and so is it",
    {},
    { schema: { type: "string", deprecated: true } },
    [`compatible deprecation-added ${PAGE}`],
  ],
  ["its text changes", { description: "a" }, { description: "b", example: "x" }, []],
];

const VALUES: readonly Row[] = [
  ["text becomes numbers", {}, { schema: WHOLE }, [`breaking type-narrowed ${PAGE}`]],
  [
    "numbers become text, as which they are written anyway",
    { schema: WHOLE },
    {},
    [`compatible type-widened ${PAGE}`],
  ],
  [
    "items are limited",
    { schema: LIST },
    { schema: { type: "array", items: { type: "string", maxLength: 3 } } },
    [`breaking constraint-tightened ${PAGE}`],
  ],
  [
    "a default changes",
    { schema: { type: "string", default: "1" } },
    { schema: { type: "string", default: "2" } },
    [`dangerous default-changed ${PAGE}`],
  ],
  [
    "null, for which some text was sent, is no longer known",
    { schema: { type: ["string", "null"] } },
    {},
    [`dangerous null-forbidden ${PAGE}`],
  ],
  [
    "null is no longer known, and its text is no number",
    { schema: { type: ["integer", "null"] } },
    { schema: WHOLE },
    [`breaking null-forbidden ${PAGE}`],
  ],
  ["a list becomes one value", { schema: LIST }, {}, [`breaking type-narrowed ${PAGE}`]],
];

const CHANGED = `breaking parameter-serialization-changed ${PAGE}`;

const SERIALIZATION: readonly Row[] = [
  ["the style of a list", { schema: LIST }, { schema: LIST, style: "pipeDelimited" }, [CHANGED]],
  ["the explosion of a list", { schema: LIST }, { schema: LIST, explode: false }, [CHANGED]],
  ["the explosion of one value", {}, { explode: false }, []],
  [
    "the style of one value of several types",
    { schema: { oneOf: [WHOLE, TEXT] } },
    { schema: { oneOf: [WHOLE, TEXT] }, style: "deepObject" },
    [`dangerous inert-keyword-changed ${PAGE}`],
  ],
  [
    "the style of a value that is one of several lists",
    { schema: { anyOf: [TEXT, LIST] } },
    { schema: { anyOf: [TEXT, LIST] }, style: "pipeDelimited" },
    [CHANGED],
  ],
  [
    "the style of what may be anything",
    { schema: {} },
    { schema: {}, style: "deepObject" },
    [`dangerous parameter-serialization-changed ${PAGE}`],
  ],
  [
    "the style of a list whose items are pairs of their own in both",
    { schema: LIST },
    { schema: LIST, style: "spaceDelimited", explode: true },
    [`dangerous inert-keyword-changed ${PAGE}`],
  ],
  [
    "the style of an object",
    { schema: { type: "object", properties: { from: TEXT } }, style: "deepObject" },
    { schema: { type: "object", properties: { from: TEXT } } },
    [CHANGED],
  ],
  [
    "reserved characters of numbers, which have none",
    { schema: WHOLE, allowReserved: true },
    { schema: WHOLE },
    [],
  ],
  ["the default style, written out", {}, { style: "form", explode: true }, []],
  [
    "reserved characters allowed",
    {},
    { allowReserved: true },
    [`compatible parameter-serialization-loosened ${PAGE}`],
  ],
  [
    "empty values allowed",
    {},
    { allowEmptyValue: true },
    [`compatible parameter-serialization-loosened ${PAGE}`],
  ],
  ["empty values no longer allowed", { allowEmptyValue: true }, {}, [CHANGED]],
  [
    "a document instead of a value",
    {},
    { schema: undefined, content: { "application/json": { schema: TEXT } } },
    [CHANGED],
  ],
  [
    "another media type of the document",
    { schema: undefined, content: { "application/json": { schema: TEXT } } },
    { schema: undefined, content: { "text/plain": { schema: TEXT } } },
    [CHANGED],
  ],
  [
    "the schema of the document",
    { schema: undefined, content: { "application/json": { schema: TEXT } } },
    { schema: undefined, content: { "application/json": { schema: WHOLE } } },
    [`breaking type-changed ${PAGE}`],
  ],
];

describe.each([
  ["its existence", EXISTENCE],
  ["its values", VALUES],
  ["how it is written", SERIALIZATION],
])("A parameter: %s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, lines) => {
    expect(await linesOf("openapi", withParameter(before), withParameter(after))).toEqual(lines);
  });
});

describe("Path parameters", () => {
  it("are known by position, so their names are nobody's business", async () => {
    const path = (name: string) =>
      documentOf({
        paths: {
          [`/orders/{${name}}`]: {
            get: {
              parameters: [{ name, in: "path", required: true, schema: TEXT }],
              responses: DONE,
            },
          },
        },
      });
    expect(await linesOf("openapi", path("id"), path("orderId"))).toEqual([]);
  });

  it("are the same on the path and on the operation", async () => {
    const parameters = [{ name: "page", in: "query", schema: TEXT }];
    const onPath = documentOf({ paths: { "/orders": { parameters, get: { responses: DONE } } } });
    const onOperation = documentOf({
      paths: { "/orders": { get: { parameters, responses: DONE } } },
    });
    expect(await linesOf("openapi", onPath, onOperation)).toEqual([]);
  });
});

describe("A header of a response", () => {
  const HEADER = "GET /orders/{} res.200.header.x-rate";
  const withHeader = (header?: Readonly<Record<string, unknown>>) =>
    operationOf({
      responses: {
        200: {
          description: "The order",
          ...(header === undefined ? {} : { headers: { "X-Rate": { schema: TEXT, ...header } } }),
        },
      },
    });

  it.each<Row>([
    ["that is added harms nobody", undefined, {}, [`compatible parameter-added ${HEADER}`]],
    [
      "that was optional is no longer sent",
      {},
      undefined,
      [`dangerous parameter-removed ${HEADER}`],
    ],
    [
      "that was promised is missing",
      { required: true },
      undefined,
      [`breaking parameter-removed ${HEADER}`],
    ],
    ["becomes optional", { required: true }, {}, [`breaking parameter-became-optional ${HEADER}`]],
    [
      "becomes required",
      {},
      { required: true },
      [`compatible parameter-became-required ${HEADER}`],
    ],
    ["widens, which breaks readers", { schema: WHOLE }, {}, [`breaking type-widened ${HEADER}`]],
  ])("%s", async (_, before, after, lines) => {
    expect(await linesOf("openapi", withHeader(before), withHeader(after))).toEqual(lines);
  });

  it("is called a header once", async () => {
    const change = await onlyChange("openapi", withHeader(), withHeader({}));
    expect(change.message).toBe("optional header X-Rate was added");
  });
});
