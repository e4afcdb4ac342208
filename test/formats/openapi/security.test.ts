import { describe, expect, it } from "vitest";
import { documentOf, operationOf, read } from "./read-openapi.ts";

const SCHEMES = `components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, deprecated: true, x-sunset: "2027-05-01"}
    cookie: {type: apiKey, in: cookie, name: Session}
    bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
    mutual: {type: mutualTLS}
    oidc: {type: openIdConnect, openIdConnectUrl: 'https://id.example/.well-known'}
    oauth: {$ref: schemes.yaml#/oauth}
`;
const FILES = `oauth:
  type: oauth2
  flows:
    clientCredentials: {tokenUrl: 'https://id.example/token', scopes: {write: w, read: r}}
`;

function shop(operation: string, root = ""): Readonly<Record<string, string>> {
  const text = `${root}paths:\n  /orders:\n    get: {${operation}responses: {}}\n${SCHEMES}`;
  return { "shop.yaml": documentOf("3.1", text), "schemes.yaml": FILES };
}

describe("security", () => {
  it.each([
    ["security: [{key: []}], ", [[["apiKey header x-key", []]]]],
    ["security: [{cookie: []}], ", [[["apiKey cookie Session", []]]]],
    ["security: [{bearer: []}], ", [[["http bearer", []]]]],
    ["security: [{mutual: []}], ", [[["mutualTLS", []]]]],
    ["security: [{oidc: [b, a]}], ", [[["openIdConnect", ["a", "b"]]]]],
    ["security: [{oauth: [write, read, write]}], ", [[["oauth2", ["read", "write"]]]]],
    [
      "security: [{key: [], bearer: []}, {}], ",
      [
        [
          ["apiKey header x-key", []],
          ["http bearer", []],
        ],
        [],
      ],
    ],
    ["security: [], ", []],
  ])("of %s says what travels", async (operation, alternatives) => {
    const result = await read(shop(operation));
    const found = operationOf(result).security?.map(({ requirements }) =>
      requirements.map(({ credential, scopes }) => [credential, scopes]),
    );
    expect(found).toEqual(alternatives);
    expect(result.diagnostics).toEqual([]);
  });

  it("of the document holds where an operation has none of its own", async () => {
    const required = (operation: string): Promise<number | undefined> =>
      read(shop(operation, "security: [{key: []}]\n")).then(
        (result) => operationOf(result).security?.length,
      );
    expect(await required("")).toBe(1);
    expect(await required("security: [], ")).toBe(0);
  });

  it("notes a scheme that is not declared", async () => {
    const result = await read(shop("security: [{gone: []}], "));
    expect(operationOf(result).security?.[0]?.requirements).toEqual([
      { scheme: "gone", credential: "undeclared gone", scopes: [] },
    ]);
    expect(result.diagnostics).toMatchObject([{ code: "undeclared-security-scheme" }]);
  });

  it("schemes are declarations with facts of their own", async () => {
    const { contract } = await read(shop(""));
    expect(contract.declarations.get("#securitySchemes.key")).toMatchObject({
      kind: "security-scheme",
      reachable: true,
      deprecation: { deprecated: true, sunset: "2027-05-01" },
      attributes: { type: "apiKey", in: "header", name: "x-key" },
    });
    expect(contract.declarations.get("#securitySchemes.bearer")?.attributes).toEqual({
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
    });
    expect(contract.declarations.get("#securitySchemes.oauth")).toMatchObject({
      origin: { file: "schemes.yaml", pointer: "/oauth" },
      attributes: {
        "clientCredentials.tokenUrl": "https://id.example/token",
        "clientCredentials.scopes": ["read", "write"],
      },
    });
  });

  it("flows of 2.0 are said in the words of 3.x", async () => {
    const { contract } = await read(
      documentOf(
        "2.0",
        `paths: {}
securityDefinitions:
  oauth: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {b: x, a: y}}
`,
      ),
    );
    expect(contract.declarations.get("#securitySchemes.oauth")?.attributes).toEqual({
      type: "oauth2",
      "authorizationCode.authorizationUrl": "https://a",
      "authorizationCode.tokenUrl": "https://t",
      "authorizationCode.scopes": ["a", "b"],
    });
  });
});

describe("servers", () => {
  const one = "paths:\n  /orders:\n    get: {responses: {}}\n";

  it.each([
    ["3.1", one, ["/"]],
    ["3.1", `servers: []\n${one}`, ["/"]],
    ["3.1", `servers: [{url: /v1/}]\n${one}`, ["/v1"]],
    [
      "3.1",
      `servers: [{url: 'https://{env}.shop.example:{port}/{x}', variables: {env: {default: eu}, port: {default: 8443}}}]\n${one}`,
      ["https://eu.shop.example:8443/{x}"],
    ],
    [
      "3.1",
      `servers: [{url: /a}]\npaths:\n  /orders:\n    servers: [{url: /b}]\n    get: {responses: {}}\n`,
      ["/b"],
    ],
    [
      "3.1",
      `servers: [{url: /a}]\npaths:\n  /orders:\n    servers: [{url: /b}]\n    get: {servers: [{url: /c}, {url: /d}], responses: {}}\n`,
      ["/c", "/d"],
    ],
    ["2.0", one, ["/"]],
    ["2.0", `basePath: /v1/\n${one}`, ["/v1"]],
    ["2.0", `host: shop.example\n${one}`, ["//shop.example"]],
    [
      "2.0",
      `host: shop.example\nbasePath: /v1\nschemes: [https, http]\n${one}`,
      ["https://shop.example/v1", "http://shop.example/v1"],
    ],
    [
      "2.0",
      "host: shop.example\nschemes: [https]\npaths:\n  /orders:\n    get: {schemes: [wss], responses: {}}\n",
      ["wss://shop.example"],
    ],
  ])("in %s, %s", async (version, text, servers) => {
    expect(operationOf(await read(documentOf(version, text))).servers).toEqual(servers);
  });
});
