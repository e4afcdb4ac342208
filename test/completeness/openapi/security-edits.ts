import { silent, type Claim } from "../claim.ts";
import { edits, FOR_PEOPLE, placing, shop, type ObjectEdit } from "./object-edit.ts";

type Facts = Readonly<Record<string, unknown>>;

/** A document whose operation demands one scheme. */
const scheme = (base: Facts) => (facts: Facts) =>
  shop({
    operation: { security: [{ main: [] }] },
    top: { components: { securitySchemes: { main: { ...base, ...facts } } } },
  });

const key = scheme({ type: "apiKey", in: "header", name: "X-Key" });
const http = scheme({ type: "http", scheme: "bearer" });
const SCOPES = { read: "Read" };
const TOKEN = "https://login.shop.example/token";
const OTHER = "https://id.shop.example/token";
const TIGHTENED: Claim = "breaking security-tightened";
const LOOK: Claim = "dangerous attribute-changed";

const SCHEME: readonly ObjectEdit[] = [
  ...edits("Security Scheme", "type", scheme({ scheme: "bearer" }), [
    "changed",
    "http",
    "mutualTLS",
    TIGHTENED,
  ]),
  ...edits("Security Scheme", "description", http, [
    "changed",
    "One",
    "Another",
    silent(FOR_PEOPLE),
  ]),
  ...edits("Security Scheme", "name", key, ["changed", "X-Key", "X-Shop-Key", TIGHTENED]),
  ...edits("Security Scheme", "in", key, ["changed", "header", "query", TIGHTENED]),
  ...edits("Security Scheme", "scheme", http, ["changed", "bearer", "basic", TIGHTENED]),
  ...edits("Security Scheme", "bearerFormat", http, ["changed", "JWT", "PASETO", LOOK]),
  ...edits("Security Scheme", "flows", scheme({ type: "oauth2" }), [
    "one replaced",
    { clientCredentials: { tokenUrl: TOKEN, scopes: SCOPES } },
    { password: { tokenUrl: TOKEN, scopes: SCOPES } },
    LOOK,
  ]),
  ...edits("Security Scheme", "openIdConnectUrl", scheme({ type: "openIdConnect" }), [
    "changed",
    TOKEN,
    OTHER,
    LOOK,
  ]),
  ...edits(
    "Security Scheme",
    "oauth2MetadataUrl",
    scheme({ type: "oauth2", flows: { clientCredentials: { tokenUrl: TOKEN, scopes: SCOPES } } }),
    ["changed", TOKEN, OTHER, LOOK],
  ),
  ...edits("Security Scheme", "deprecated", http, [
    "added",
    undefined,
    true,
    "compatible deprecation-added",
  ]),
];

const FLOWS: Readonly<Record<string, Facts>> = {
  implicit: { authorizationUrl: TOKEN, scopes: SCOPES },
  password: { tokenUrl: TOKEN, scopes: SCOPES },
  clientCredentials: { tokenUrl: TOKEN, scopes: SCOPES },
  authorizationCode: { authorizationUrl: TOKEN, tokenUrl: TOKEN, scopes: SCOPES },
  deviceAuthorization: { deviceAuthorizationUrl: TOKEN, tokenUrl: TOKEN, scopes: SCOPES },
};

const flowsBeside = (name: string) => (facts: Facts) => {
  const first = name === "password" ? "clientCredentials" : "password";
  return scheme({ type: "oauth2" })({ flows: { [first]: FLOWS[first], ...facts } });
};

const FLOW: readonly ObjectEdit[] = [
  ...Object.entries(FLOWS).flatMap(([name, value]) =>
    edits(
      "OAuth Flows",
      name,
      flowsBeside(name),
      ["removed beside others", value, undefined, LOOK],
      ["added beside others", undefined, value, "compatible attribute-changed"],
    ),
  ),
  ...["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"].flatMap((field) =>
    edits(
      "OAuth Flow",
      field,
      (facts) =>
        scheme({ type: "oauth2" })({
          flows: { authorizationCode: { ...FLOWS["authorizationCode"], ...facts } },
        }),
      ["changed", TOKEN, OTHER, LOOK],
    ),
  ),
  ...edits(
    "OAuth Flow",
    "scopes",
    (facts) => scheme({ type: "oauth2" })({ flows: { password: { tokenUrl: TOKEN, ...facts } } }),
    [
      "an unused one removed",
      { read: "", write: "" },
      { read: "" },
      "compatible attribute-changed",
    ],
    ["one added", { read: "" }, { read: "", write: "" }, "compatible attribute-changed"],
    ["described otherwise", { read: "One" }, { read: "Another" }, silent(FOR_PEOPLE)],
  ),
  ...edits(
    "Security Requirement",
    "{name}",
    (facts) =>
      shop({
        operation: { security: [{ main: facts["{name}"] }] },
        top: {
          components: {
            securitySchemes: { main: { type: "oauth2", flows: { password: FLOWS["password"] } } },
          },
        },
      }),
    ["a scope demanded", [], ["read"], TIGHTENED],
    ["a scope no longer demanded", ["read"], [], "compatible security-loosened"],
  ),
];

const [CARD, CASH] = ["card", "cash"].map((name) => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { const: name } },
}));

const paying = (facts: Facts) =>
  placing(
    {
      requestBody: {
        content: {
          "application/json": {
            schema: {
              oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
              ...facts,
            },
          },
        },
      },
    },
    { components: { schemas: { Card: CARD, Cash: CASH } } },
  );

const dispatched = (facts: Facts) => paying({ discriminator: { propertyName: "kind", ...facts } });
const TO_CARD = { card: "#/components/schemas/Card" };
const TO_BOTH = { ...TO_CARD, cash: "#/components/schemas/Cash" };
const DISCRIMINATOR: readonly ObjectEdit[] = [
  ...edits("Discriminator", "propertyName", dispatched, [
    "changed",
    "kind",
    "type",
    "breaking discriminator-changed",
  ]),
  {
    object: "Discriminator",
    field: "propertyName",
    edit: "added",
    before: paying({}),
    after: dispatched({}),
    claim: "dangerous discriminator-added",
  },
  {
    object: "Discriminator",
    field: "propertyName",
    edit: "removed",
    before: dispatched({}),
    after: paying({}),
    claim: "compatible discriminator-removed",
  },
  ...edits(
    "Discriminator",
    "mapping",
    dispatched,
    [
      "retargeted",
      TO_BOTH,
      { card: TO_BOTH.cash, cash: TO_BOTH.card },
      "dangerous discriminator-mapping-changed",
    ],
    ["an entry added", TO_CARD, TO_BOTH, "compatible discriminator-mapping-added"],
    ["an entry removed", TO_BOTH, TO_CARD, "dangerous discriminator-mapping-removed"],
  ),
  ...edits("Discriminator", "defaultMapping", dispatched, [
    "added",
    undefined,
    "#/components/schemas/Card",
    "compatible attribute-changed",
  ]),
];

const inXml = (facts: Facts) =>
  placing({
    requestBody: {
      content: {
        "application/xml": {
          schema: {
            type: "object",
            properties: {
              tags: {
                type: "array",
                items: { type: "string" },
                ...(Object.keys(facts).length === 0 ? {} : { xml: facts }),
              },
            },
          },
        },
      },
    },
  });

const WRITTEN: Claim = "dangerous xml-changed";

const XML: readonly ObjectEdit[] = [
  ...(
    [
      ["name", "label"],
      ["namespace", "https://shop.example/ns"],
      ["attribute", true],
      ["wrapped", true],
      ["nodeType", "attribute"],
    ] as const
  ).flatMap(([field, value]) => edits("XML", field, inXml, ["added", undefined, value, WRITTEN])),
  ...edits("XML", "name", inXml, [
    "the default, written out",
    undefined,
    "tags",
    silent("A member has the name of its property."),
  ]),
  ...edits("XML", "prefix", inXml, [
    "added",
    undefined,
    "s",
    silent("The writer's choice: readers go by the namespace (Namespaces in XML, 4)."),
  ]),
];

/** Edits of what callers present, of discriminators and of XML names. */
export const SECURITY_EDITS: readonly ObjectEdit[] = [...SCHEME, ...FLOW, ...DISCRIMINATOR, ...XML];
