import { silent } from "../claim.ts";
import { DONE, edits, FOR_PEOPLE, shop, type ObjectEdit } from "./object-edit.ts";

type Facts = Readonly<Record<string, unknown>>;

const top = (facts: Facts) => shop({ top: facts });
const info = (facts: Facts) => top({ info: { title: "Shop", version: "1.0.0", ...facts } });
const REUSED = "A part for reuse is in no message by itself; its uses tell.";
const KEY = { type: "apiKey", in: "header", name: "X-Key" };
const URL_A = "https://shop.example/a";
const URL_B = "https://shop.example/b";

const DOCUMENT: readonly ObjectEdit[] = [
  ...edits("OpenAPI", "openapi", top, [
    "another version of the same text",
    "3.1.0",
    "3.1.1",
    silent("The same text in another version says the same."),
  ]),
  ...edits("OpenAPI", "$self", top, [
    "added",
    undefined,
    URL_A,
    silent("Where references start from; what they lead to is compared."),
  ]),
  ...edits("OpenAPI", "info", top, [
    "a version for people",
    { title: "Shop", version: "1.0.0" },
    { title: "Shop", version: "2.0.0" },
    "compatible attribute-changed",
  ]),
  ...edits("OpenAPI", "jsonSchemaDialect", top, [
    "the default, written out",
    undefined,
    "https://spec.openapis.org/oas/3.1/dialect/base",
    silent("The default dialect."),
  ]),
  ...edits("OpenAPI", "externalDocs", top, [
    "added",
    undefined,
    { url: URL_A },
    silent(FOR_PEOPLE),
  ]),
  ...edits("OpenAPI", "x-", (facts) => top({ "x-team": facts["x-"] }), [
    "changed",
    "a",
    "b",
    silent("Extensions of the whole document belong to no element."),
  ]),
  ...edits(
    "OpenAPI",
    "paths",
    (facts) =>
      top({ paths: { "/orders": { get: { responses: DONE } }, ...Object(facts["paths"]) } }),
    ["one added", {}, { "/stock": { get: { responses: DONE } } }, "compatible operation-added"],
    ["one removed", { "/stock": { get: { responses: DONE } } }, {}, "breaking operation-removed"],
  ),
  ...edits(
    "OpenAPI",
    "webhooks",
    top,
    ["one added", undefined, { low: { post: { responses: DONE } } }, "compatible operation-added"],
    [
      "one removed",
      { low: { post: { responses: DONE } } },
      undefined,
      "dangerous operation-removed",
    ],
  ),
  ...edits(
    "OpenAPI",
    "servers",
    top,
    ["one added", [{ url: URL_A }], [{ url: URL_A }, { url: URL_B }], "compatible server-added"],
    ["one removed", [{ url: URL_A }, { url: URL_B }], [{ url: URL_A }], "breaking server-removed"],
  ),
  ...edits(
    "OpenAPI",
    "security",
    (facts) => top({ ...facts, components: { securitySchemes: { key: KEY } } }),
    ["added", undefined, [{ key: [] }], "breaking security-tightened"],
    ["removed", [{ key: [] }], undefined, "compatible security-loosened"],
  ),
  ...edits(
    "OpenAPI",
    "tags",
    top,
    ["one added", undefined, [{ name: "a" }], "compatible declaration-added"],
    ["one removed", [{ name: "a" }], undefined, "compatible declaration-removed"],
  ),
  ...edits("OpenAPI", "components", top, [
    "an empty one added",
    undefined,
    {},
    silent("There is nothing in it."),
  ]),
];

const INFO: readonly ObjectEdit[] = [
  ...["title", "summary", "description", "termsOfService"].flatMap((field) =>
    edits("Info", field, info, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ),
  ...edits("Info", "contact", info, ["added", undefined, { name: "Team" }, silent(FOR_PEOPLE)]),
  ...edits("Info", "license", info, ["added", undefined, { name: "MIT" }, silent(FOR_PEOPLE)]),
  ...edits("Info", "version", info, ["changed", "1", "2", "compatible attribute-changed"]),
];

const server = (facts: Facts) => top({ servers: [{ url: URL_A, ...facts }] });
const variable = (facts: Facts) =>
  top({
    servers: [
      { url: "https://{region}.shop.example", variables: { region: { default: "eu", ...facts } } },
    ],
  });

const SERVERS: readonly ObjectEdit[] = [
  ...edits("Server", "url", server, ["changed", URL_A, URL_B, "breaking server-removed"]),
  ...edits("Server", "description", server, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits("Server", "name", server, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ...edits(
    "Server",
    "variables",
    (facts) => top({ servers: [{ url: "https://{r}.shop.example", ...facts }] }),
    [
      "another default",
      { r: { default: "eu" } },
      { r: { default: "us" } },
      "dangerous default-changed",
    ],
  ),
  ...edits(
    "Server Variable",
    "enum",
    variable,
    ["a value removed", ["eu", "us"], ["eu"], "breaking server-removed"],
    ["a value added", ["eu"], ["eu", "us"], "compatible server-added"],
  ),
  ...edits("Server Variable", "default", variable, [
    "changed",
    "eu",
    "us",
    "dangerous default-changed",
  ]),
  ...edits("Server Variable", "description", variable, [
    "changed",
    "One",
    "Another",
    silent(FOR_PEOPLE),
  ]),
];

const components = (section: string, value: unknown) =>
  top({ components: { [section]: { Shared: value } } });

const REUSABLE: Readonly<Record<string, unknown>> = {
  responses: { description: "An answer" },
  parameters: { name: "page", in: "query", schema: { type: "string" } },
  examples: { value: 1 },
  requestBodies: { content: { "application/json": {} } },
  headers: { schema: { type: "string" } },
  links: { operationId: "list" },
  callbacks: { "{$url}": {} },
  pathItems: { get: { responses: DONE } },
  mediaTypes: { schema: { type: "string" } },
};

const COMPONENTS: readonly ObjectEdit[] = [
  ...Object.entries(REUSABLE).flatMap(([section, value]) =>
    [true, false].map((comes) => ({
      object: "Components",
      field: section,
      edit: comes ? "one added" : "one removed",
      before: comes ? top({ components: {} }) : components(section, value),
      after: comes ? components(section, value) : top({ components: {} }),
      claim: silent(REUSED),
    })),
  ),
  ...edits(
    "Components",
    "schemas",
    (facts) => top({ components: facts }),
    ["one added", {}, { Order: {} }, "compatible type-added"],
    ["one removed", { Order: {} }, {}, "compatible type-removed"],
  ),
  ...edits(
    "Components",
    "securitySchemes",
    (facts) => top({ components: facts }),
    ["one added", {}, { key: KEY }, "compatible declaration-added"],
    ["one removed", { key: KEY }, {}, "compatible declaration-removed"],
  ),
];

const tag = (facts: Facts) => top({ tags: [{ name: "a", ...facts }, { name: "b" }] });

const TAGS: readonly ObjectEdit[] = [
  ...edits("Tag", "name", tag, ["changed", "a", "c", "compatible declaration-removed"]),
  ...["summary", "description"].flatMap((field) =>
    edits("Tag", field, tag, ["changed", "One", "Another", silent(FOR_PEOPLE)]),
  ),
  ...edits("Tag", "externalDocs", tag, ["added", undefined, { url: URL_A }, silent(FOR_PEOPLE)]),
  ...edits("Tag", "parent", tag, ["added", undefined, "b", "compatible attribute-changed"]),
  ...edits("Tag", "kind", tag, ["added", undefined, "nav", "compatible attribute-changed"]),
];

/** Edits of what stands at the top of a document. */
export const DOCUMENT_EDITS: readonly ObjectEdit[] = [
  ...DOCUMENT,
  ...INFO,
  ...SERVERS,
  ...COMPONENTS,
  ...TAGS,
];
