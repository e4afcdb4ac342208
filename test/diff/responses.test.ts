import { describe, expect, it } from "vitest";
import { linesOf } from "./compare-texts.ts";
import { object, operationOf, TEXT, WHOLE, type Schema } from "./openapi-texts.ts";

const ORDERS = object({ sku: TEXT });

function answer(schema: Schema = ORDERS) {
  return { description: "An answer", content: { "application/json": { schema } } };
}

function answers(responses: Readonly<Record<string, unknown>>): string {
  return operationOf({ responses }, { path: "/orders" });
}

const RES = (selector: string) => `GET /orders res.${selector}`;

type Row = readonly [
  what: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  lines: readonly string[],
];

const STATUSES: readonly Row[] = [
  [
    "a success beside others is no longer given",
    { 200: answer(), 201: answer() },
    { 200: answer() },
    [`dangerous response-removed ${RES("201")}`],
  ],
  [
    "the last success is no longer given",
    { 200: answer(), 404: answer() },
    { 404: answer() },
    [`breaking response-removed ${RES("200")}`],
  ],
  [
    "the only success becomes another",
    { 200: answer() },
    { 201: answer() },
    [`breaking response-removed ${RES("200")}`, `compatible response-added ${RES("201")}`],
  ],
  [
    "the only answer, a redirection, becomes a success",
    { 303: { description: "See there" } },
    { 200: answer() },
    [`breaking response-removed ${RES("303")}`, `compatible response-added ${RES("200")}`],
  ],
  [
    "a failure is no longer given",
    { 200: answer(), 404: answer() },
    { 200: answer() },
    [`compatible response-removed ${RES("404")}`],
  ],
  [
    "the answer to everything else goes",
    { 200: answer(), default: answer() },
    { 200: answer() },
    [`dangerous response-removed ${RES("default")}`],
  ],
  [
    "one is added",
    { 200: answer() },
    { 200: answer(), 404: answer() },
    [`compatible response-added ${RES("404")}`],
  ],
  [
    "a failure is compared as a success is: clients read both",
    { 200: answer(), 404: answer(object({ code: TEXT })) },
    { 200: answer(), 404: answer(object({ code: WHOLE })) },
    [`breaking type-changed ${RES("404")}[application/json].code`],
  ],
];

const RANGES: readonly Row[] = [
  [
    "a status becomes its range",
    { 200: answer() },
    { "2XX": answer() },
    [`compatible response-added ${RES("2XX")}`],
  ],
  [
    "a range becomes one of its statuses",
    { "2XX": answer() },
    { 200: answer() },
    [`dangerous response-removed ${RES("2XX")}`],
  ],
  [
    "a range becomes one of its statuses in another shape",
    { "2XX": answer() },
    { 200: answer({ type: "array" }) },
    [
      `dangerous response-removed ${RES("2XX")}`,
      `breaking type-changed ${RES("2XX")}[application/json]`,
    ],
  ],
  [
    "the default becomes a status in another shape",
    { default: answer() },
    { 200: answer({ type: "array" }) },
    [
      `dangerous response-removed ${RES("default")}`,
      `breaking type-changed ${RES("default")}[application/json]`,
    ],
  ],
  [
    "another success is read by the default, which was there before",
    { 200: answer(), default: answer() },
    { 201: answer() },
    [`dangerous response-removed ${RES("200")}`, `dangerous response-removed ${RES("default")}`],
  ],
  [
    "a failure becomes the default",
    { 200: answer(), 404: answer() },
    { 200: answer(), default: answer() },
    [`compatible response-added ${RES("default")}`],
  ],
  [
    "a failure becomes a default of another shape",
    { 200: answer(), 404: answer() },
    { 200: answer(), default: answer({ type: "array" }) },
    [
      `compatible response-added ${RES("default")}`,
      `breaking type-changed ${RES("404")}[application/json]`,
    ],
  ],
  [
    "a status is taken out of the default without a difference",
    { 200: answer(), default: answer() },
    { 200: answer(), 404: answer(), default: answer() },
    [],
  ],
  [
    "a status is taken out of the default in another shape",
    { 200: answer(), default: answer() },
    { 200: answer(), 404: answer({ type: "array" }), default: answer() },
    [`breaking type-changed ${RES("default")}[application/json]`],
  ],
];

describe.each([
  ["by status", STATUSES],
  ["by range", RANGES],
])("Responses %s", (_, rows) => {
  it.each(rows)("%s", async (_what, before, after, lines) => {
    expect(await linesOf("openapi", answers(before), answers(after))).toEqual(lines);
  });
});

describe("Links", () => {
  const linked = (links: Readonly<Record<string, unknown>>) =>
    answers({ 200: { ...answer(), links } });
  const next = { next: { operationId: "getOrder" } };

  it.each([
    ["added", {}, next, "compatible link-added"],
    ["removed", next, {}, "dangerous link-removed"],
    ["led elsewhere", next, { next: { operationId: "getStock" } }, "dangerous link-changed"],
  ])("are %s", async (_, before, after, verdict) => {
    expect(await linesOf("openapi", linked(before), linked(after))).toEqual([
      `${verdict} ${RES("200")}`,
    ]);
  });
});
