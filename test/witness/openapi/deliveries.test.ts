import { describe, expect, it } from "vitest";
import { ofRule, witnessesBetween } from "./pairs.ts";

const KEY = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}";
const OK = 'responses: {"200": {description: ok}}';

/** A shop that tells its consumers of low stock: the operation as it stands below its method. */
function hook(operation: string): string {
  return `
openapi: 3.1.0
info: {title: Shop, version: "1"}
${KEY}
webhooks:
  stockLow:
    post: {${operation}}
`;
}

const body = (schema: string, media = "application/json"): string =>
  `requestBody: {required: true, content: {${media}: {schema: ${schema}}}}`;
const header = (schema: string, required = true): string =>
  `parameters: [{name: X-Sign, in: header, required: ${String(required)}, schema: ${schema}}]`;

type Case = readonly [
  what: string,
  rule: string,
  before: string,
  after: string,
  expected: Readonly<Record<string, unknown>>,
];

const SKU = "{type: object, required: [sku], properties: {sku: {type: string}}}";

/** The kind of the message, what it holds, and who confirmed it. */
const DELIVERIES: readonly Case[] = [
  [
    "lacks a member that was promised",
    "field-became-optional",
    `${body(SKU)}, ${OK}`,
    `${body("{type: object, properties: {sku: {type: string}}}")}, ${OK}`,
    { kind: "request", payload: { method: "POST", body: {} }, confirmedBy: "ajv" },
  ],
  [
    "lacks a header that was promised",
    "parameter-removed",
    `${header("{type: string}")}, ${OK}`,
    OK,
    { kind: "request", confirmedBy: "http-replay", detail: expect.stringContaining("X-Sign") },
  ],
  [
    "may lack a header",
    "parameter-became-optional",
    `${header("{type: string}")}, ${OK}`,
    `${header("{type: string}", false)}, ${OK}`,
    { kind: "request", confirmedBy: "http-replay" },
  ],
  [
    "has another header value",
    "type-widened",
    `${header("{type: integer}")}, ${OK}`,
    `${header("{type: string}")}, ${OK}`,
    { kind: "request", confirmedBy: "http-replay" },
  ],
  [
    "is in another media type",
    "media-type-removed",
    `${body(SKU)}, ${OK}`,
    `${body(SKU, "application/xml")}, ${OK}`,
    {
      kind: "request",
      payload: { headers: { "content-type": "application/xml" } },
      confirmedBy: "http-replay",
    },
  ],
  [
    "has no body any more",
    "body-removed",
    `${body(SKU)}, ${OK}`,
    OK,
    { kind: "request", confirmedBy: "http-replay" },
  ],
  [
    "comes without the credentials",
    "security-loosened",
    `security: [{key: []}], ${OK}`,
    OK,
    { kind: "request", confirmedBy: "http-replay" },
  ],
  [
    "is answered by a status that is not expected any more",
    "response-removed",
    OK,
    'responses: {"202": {description: later}}',
    { kind: "response", payload: { status: 200 }, confirmedBy: "http-replay" },
  ],
  [
    "is answered without what has to be there now",
    "field-became-required",
    `responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {sku: {type: string}}}}}}}`,
    `responses: {"200": {description: ok, content: {application/json: {schema: ${SKU}}}}}`,
    { kind: "response", payload: { body: {} }, confirmedBy: "ajv" },
  ],
];

describe("what the provider sends by itself", () => {
  it.each(DELIVERIES)("is shown where it %s", async (...[, rule, before, after, expected]) => {
    const found = await witnessesBetween(hook(before), hook(after));
    expect(ofRule(found, rule)).toMatchObject({
      operation: "webhook stockLow POST",
      ...expected,
    });
  });

  it("breaks nobody with more credentials than before", async () => {
    const found = await witnessesBetween(hook(OK), hook(`security: [{key: []}], ${OK}`));
    expect(found).toEqual([]);
  });

  it("breaks nobody where it no longer comes: there is no message", async () => {
    const none = hook(OK).replace("webhooks", "x-webhooks");
    expect(await witnessesBetween(hook(OK), none)).toEqual([]);
  });
});
