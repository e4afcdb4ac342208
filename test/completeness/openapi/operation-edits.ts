import { silent, type Claim } from "../claim.ts";
import { DONE, edits, FOR_PEOPLE, shop, type ObjectEdit } from "./object-edit.ts";

type Facts = Readonly<Record<string, unknown>>;

const TEXT = { type: "string" };
const path = (facts: Facts) => shop({ path: facts });
const operation = (facts: Facts) => shop({ operation: facts });
const METHODS = ["put", "post", "delete", "options", "head", "patch", "trace", "query"];
const PAGE = { name: "page", in: "query", schema: TEXT };

const PATH_ITEM: readonly ObjectEdit[] = [
  {
    object: "Path Item",
    field: "$ref",
    edit: "the same item by reference",
    before: shop(),
    after: shop({
      top: {
        paths: { "/orders": { $ref: "#/components/pathItems/Orders" } },
        components: { pathItems: { Orders: { get: { responses: DONE } } } },
      },
    }),
    claim: silent("The same item."),
  },
  ...["summary", "description"].flatMap((field) =>
    edits("Path Item", field, path, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ),
  ...METHODS.flatMap((method) =>
    edits(
      "Path Item",
      method,
      path,
      ["added", undefined, { responses: DONE }, "compatible operation-added"],
      ["removed", { responses: DONE }, undefined, "breaking operation-removed"],
    ),
  ),
  ...edits(
    "Path Item",
    "get",
    (facts) => shop({ top: { paths: { "/orders": { post: { responses: DONE }, ...facts } } } }),
    ["added", undefined, { responses: DONE }, "compatible operation-added"],
    ["removed", { responses: DONE }, undefined, "breaking operation-removed"],
  ),
  ...edits(
    "Path Item",
    "additionalOperations",
    path,
    ["added", undefined, { COPY: { responses: DONE } }, "compatible operation-added"],
    ["removed", { COPY: { responses: DONE } }, undefined, "breaking operation-removed"],
  ),
  ...edits("Path Item", "servers", path, [
    "others than those of the document",
    [{ url: "https://shop.example" }],
    [{ url: "https://eu.shop.example" }],
    "breaking server-removed",
  ]),
  ...edits(
    "Path Item",
    "parameters",
    path,
    ["one added", undefined, [PAGE], "compatible parameter-added"],
    ["one removed", [PAGE], undefined, "dangerous parameter-removed"],
  ),
  ...edits(
    "Paths",
    "/{path}",
    (facts) =>
      shop({ top: { paths: { [String(facts["/{path}"])]: { get: { responses: DONE } } } } }),
    ["renamed", "/orders", "/purchases", "breaking operation-removed"],
  ),
];

const BODY = { content: { "application/json": { schema: { type: "object" } } } };

const OPERATION: readonly ObjectEdit[] = [
  ...["summary", "description"].flatMap((field) =>
    edits("Operation", field, operation, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ),
  ...edits("Operation", "externalDocs", operation, [
    "added",
    undefined,
    { url: "https://shop.example" },
    silent(FOR_PEOPLE),
  ]),
  ...edits("Operation", "tags", operation, [
    "changed",
    ["a"],
    ["b"],
    "compatible attribute-changed",
  ]),
  ...edits(
    "Operation",
    "operationId",
    operation,
    ["changed", "list", "find", "compatible attribute-changed"],
    ["removed", "list", undefined, "compatible attribute-changed"],
  ),
  ...edits(
    "Operation",
    "parameters",
    operation,
    ["an optional one added", undefined, [PAGE], "compatible parameter-added"],
    ["a required one added", undefined, [{ ...PAGE, required: true }], "breaking parameter-added"],
    ["one removed", [PAGE], undefined, "dangerous parameter-removed"],
  ),
  ...edits(
    "Operation",
    "requestBody",
    operation,
    ["an optional one added", undefined, BODY, "compatible body-added"],
    ["a required one added", undefined, { ...BODY, required: true }, "breaking body-added"],
    ["an optional one removed", BODY, undefined, "dangerous body-removed"],
    ["a required one removed", { ...BODY, required: true }, undefined, "breaking body-removed"],
  ),
  ...edits(
    "Operation",
    "responses",
    operation,
    ["one added", DONE, { ...DONE, 404: { description: "None" } }, "compatible response-added"],
    [
      "the last success removed",
      DONE,
      { 404: { description: "None" } },
      "breaking response-removed",
    ],
  ),
  ...edits(
    "Operation",
    "callbacks",
    operation,
    ["one added", undefined, { paid: call("{$request.query.url}") }, "compatible operation-added"],
    [
      "one removed",
      { paid: call("{$request.query.url}") },
      undefined,
      "dangerous operation-removed",
    ],
  ),
  ...edits(
    "Operation",
    "deprecated",
    operation,
    ["added", undefined, true, "compatible deprecation-added"],
    ["removed", true, undefined, "compatible deprecation-removed"],
    ["said of nothing", undefined, false, silent("The default.")],
  ),
  ...edits(
    "Operation",
    "x-sunset",
    (facts) => operation({ deprecated: true, ...facts }),
    ["added", undefined, "2027-01-01", "compatible sunset-added"],
    ["removed", "2027-01-01", undefined, "breaking sunset-removed"],
    ["brought forward", "2027-01-01", "2026-12-01", "breaking sunset-shortened"],
    ["postponed", "2027-01-01", "2027-02-01", "compatible sunset-extended"],
    ["no date", "2027-01-01", "some day", "breaking sunset-unreadable"],
  ),
  ...edits("Operation", "x-", (facts) => operation({ "x-team": facts["x-"] }), [
    "changed",
    "a",
    "b",
    "compatible attribute-changed",
  ]),
  ...edits(
    "Operation",
    "security",
    (facts) =>
      shop({
        operation: facts,
        top: {
          components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
        },
      }),
    ["added", undefined, [{ key: [] }], "breaking security-tightened"],
    ["removed", [{ key: [] }], undefined, "compatible security-loosened"],
  ),
  ...edits("Operation", "servers", operation, [
    "others than those of the document",
    [{ url: "https://shop.example" }],
    [{ url: "https://eu.shop.example" }],
    "breaking server-removed",
  ]),
  ...edits(
    "Callback",
    "{expression}",
    (facts) => operation({ callbacks: { paid: call(String(facts["{expression}"])) } }),
    ["changed", "{$request.query.url}", "{$request.query.uri}", "dangerous operation-removed"],
  ),
];

function call(expression: string) {
  return { [expression]: { post: { responses: DONE } } };
}

const LIST = { type: "array", items: TEXT };
const parameter = (facts: Facts) => operation({ parameters: [{ ...PAGE, ...facts }] });
const listed = (facts: Facts) => parameter({ schema: LIST, ...facts });
const CHANGED: Claim = "breaking parameter-serialization-changed";
const LOOSENED: Claim = "compatible parameter-serialization-loosened";

const PARAMETER: readonly ObjectEdit[] = [
  ...edits("Parameter", "name", parameter, ["changed", "page", "p", "dangerous parameter-removed"]),
  ...edits("Parameter", "in", parameter, [
    "changed",
    "query",
    "header",
    "dangerous parameter-removed",
  ]),
  ...edits("Parameter", "description", parameter, [
    "changed",
    "One",
    "Another",
    silent(FOR_PEOPLE),
  ]),
  ...edits("Parameter", "example", parameter, ["changed", "1", "2", silent(FOR_PEOPLE)]),
  ...edits("Parameter", "examples", parameter, [
    "added",
    undefined,
    { a: { value: 1 } },
    silent(FOR_PEOPLE),
  ]),
  ...edits(
    "Parameter",
    "required",
    parameter,
    ["added", undefined, true, "breaking parameter-became-required"],
    ["removed", true, undefined, "compatible parameter-became-optional"],
    ["said of nothing", undefined, false, silent("The default.")],
  ),
  ...edits(
    "Parameter",
    "deprecated",
    parameter,
    ["added", undefined, true, "compatible deprecation-added"],
    ["removed", true, undefined, "compatible deprecation-removed"],
  ),
  ...edits(
    "Parameter",
    "allowEmptyValue",
    parameter,
    ["added", undefined, true, LOOSENED],
    ["removed", true, undefined, CHANGED],
  ),
  ...edits(
    "Parameter",
    "allowReserved",
    parameter,
    ["added", undefined, true, LOOSENED],
    ["removed", true, undefined, CHANGED],
  ),
  ...edits(
    "Parameter",
    "style",
    listed,
    ["changed", "form", "pipeDelimited", CHANGED],
    ["the default, written out", undefined, "form", silent("The default.")],
  ),
  ...edits(
    "Parameter",
    "explode",
    listed,
    ["changed", true, false, CHANGED],
    ["the default, written out", undefined, true, silent("The default.")],
  ),
  ...edits("Parameter", "schema", parameter, [
    "another type",
    TEXT,
    { type: "object" },
    "breaking type-changed",
  ]),
  ...edits(
    "Parameter",
    "content",
    (facts) => parameter({ schema: undefined, ...facts }),
    [
      "another media type",
      { "application/json": { schema: TEXT } },
      { "text/plain": { schema: TEXT } },
      CHANGED,
    ],
    [
      "another schema",
      { "application/json": { schema: TEXT } },
      { "application/json": { schema: LIST } },
      "breaking type-changed",
    ],
  ),
];

/** Edits of paths, operations and their parameters. */
export const OPERATION_EDITS: readonly ObjectEdit[] = [...PATH_ITEM, ...OPERATION, ...PARAMETER];
