import { operation, secured, servedAt, shop, swagger, type DocumentPair } from "./shop.ts";

const key = { type: "apiKey", in: "header", name: "X-Key" };
const token = { type: "http", scheme: "bearer" };
const flow = (scopes: object, name = "clientCredentials") => ({
  type: "oauth2",
  flows: { [name]: { tokenUrl: "https://login.shop.example/token", scopes } },
});
const SCOPES = { read: "", write: "" };
const ORDERS = { get: { responses: { 204: { description: "Done" } } } };
const SHOP = "https://shop.example";
const region = (values?: readonly string[]) => ({
  url: "https://{region}.shop.example",
  variables: { region: { default: "eu", ...(values === undefined ? {} : { enum: values }) } },
});

/** What callers present, and where they call. */
export const ACCESS: readonly DocumentPair[] = [
  [
    "nobody has to present anything, and may",
    secured([], { key }),
    secured([{ key: [] }, {}], { key }),
    [],
  ],
  [
    "what may be presented must be",
    secured([{ key: [] }, {}], { key }),
    secured([{ key: [] }], { key }),
    ["breaking security-tightened"],
  ],
  [
    "one of two ways goes",
    secured([{ key: [] }, { token: [] }], { key, token }),
    secured([{ key: [] }], { key, token }),
    ["breaking security-tightened"],
  ],
  [
    "both are demanded where either was",
    secured([{ key: [] }, { token: [] }], { key, token }),
    secured([{ key: [], token: [] }], { key, token }),
    ["breaking security-tightened"],
  ],
  [
    "a scheme has another name",
    secured([{ key: [] }], { key }),
    secured([{ apiKey: [] }], { apiKey: key }),
    ["compatible declaration-added", "compatible declaration-removed"],
  ],
  [
    "a scheme is spelt in another case",
    secured([{ token: [] }], { token }),
    secured([{ token: [] }], { token: { ...token, scheme: "Bearer" } }),
    [],
  ],
  [
    "a key has another name",
    secured([{ key: [] }], { key }),
    secured([{ key: [] }], { key: { ...key, name: "X-Shop" } }),
    ["breaking security-tightened", "compatible attribute-changed"],
  ],
  [
    "a key stands in another place",
    secured([{ key: [] }], { key }),
    secured([{ key: [] }], { key: { ...key, in: "query" } }),
    ["breaking security-tightened", "compatible attribute-changed", "compatible attribute-changed"],
  ],
  [
    "a token comes from elsewhere, told once",
    secured([{ token: [] }], { token }),
    secured([{ token: [] }], { token: flow({}) }),
    ["breaking security-tightened", "compatible attribute-changed"],
  ],
  [
    "a scope is no longer demanded",
    secured([{ login: ["read", "write"] }], { login: flow(SCOPES) }),
    secured([{ login: ["read"] }], { login: flow(SCOPES) }),
    ["compatible security-loosened"],
  ],
  [
    "another scope is demanded",
    secured([{ login: ["read"] }], { login: flow(SCOPES) }),
    secured([{ login: ["write"] }], { login: flow(SCOPES) }),
    ["breaking security-tightened"],
  ],
  [
    "one of two schemes that look alike goes",
    secured([{ shop: [] }, { stock: [] }], { shop: flow({}), stock: flow({}) }),
    secured([{ shop: [] }], { shop: flow({}), stock: flow({}) }),
    ["breaking security-tightened"],
  ],
  [
    "a role is demanded",
    secured([{ token: [] }], { token }),
    secured([{ token: ["admin"] }], { token }),
    ["breaking security-tightened"],
  ],
  [
    "what held for all is said of one",
    operation({}, { security: [{ key: [] }], components: { securitySchemes: { key } } }),
    secured([{ key: [] }], { key }),
    [],
  ],
  ["no server is the root", operation({}), servedAt("/"), []],
  [
    "a server is encrypted",
    servedAt("http://shop.example"),
    servedAt(SHOP),
    ["breaking server-removed", "compatible server-added"],
  ],
  ["a server ends in a slash", servedAt(`${SHOP}/v1/`), servedAt(`${SHOP}/v1`), []],
  ["a server has the port it has anyway", servedAt(SHOP), servedAt(`${SHOP}:443`), []],
  [
    "a server has another port",
    servedAt(SHOP),
    servedAt(`${SHOP}:8443`),
    ["breaking server-removed", "compatible server-added"],
  ],
  ["a host is spelt in another case", servedAt("https://Shop.Example"), servedAt(SHOP), []],
  [
    "servers stand in another order",
    servedAt(SHOP, "https://eu.shop.example"),
    servedAt("https://eu.shop.example", SHOP),
    [],
  ],
  [
    "the base path moved to the server",
    shop({ "/v1/orders": ORDERS }, { servers: [{ url: SHOP }] }),
    shop({ "/orders": ORDERS }, { servers: [{ url: `${SHOP}/v1` }] }),
    ["compatible operation-moved"],
  ],
  ["a server says its host", servedAt("/v1"), servedAt(`${SHOP}/v1`), ["compatible server-added"]],
  [
    "a server no longer says its host",
    servedAt(`${SHOP}/v1`),
    servedAt("/v1"),
    ["dangerous server-removed"],
  ],
  [
    "one more value of a variable",
    servedAt(region(["eu"])),
    servedAt(region(["eu", "us"])),
    ["compatible server-added"],
  ],
  [
    "a variable has another of its values by default",
    servedAt(region(["eu", "us"])),
    servedAt({
      url: "https://{region}.shop.example",
      variables: { region: { default: "us", enum: ["eu", "us"] } },
    }),
    ["dangerous default-changed"],
  ],
  [
    "a variable with one value is written out",
    servedAt(region(["eu"])),
    servedAt("https://eu.shop.example"),
    [],
  ],
  [
    "a scheme of the address goes",
    swagger({}, { host: "shop.example", schemes: ["http", "https"] }),
    swagger({}, { host: "shop.example", schemes: ["https"] }),
    ["breaking server-removed"],
  ],
];
