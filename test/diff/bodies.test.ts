import { describe, expect, it } from "vitest";
import { linesOf } from "./compare-texts.ts";
import { object, operationOf, TEXT, WHOLE, type Schema } from "./openapi-texts.ts";

type Content = Readonly<Record<string, unknown>>;

const ORDER = object({ sku: TEXT });
const JSON_MEDIA = "application/json";

function content(...mediaTypes: readonly string[]): Content {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: ORDER }]));
}

function request(body?: Readonly<Record<string, unknown>>): string {
  return operationOf(body === undefined ? {} : { requestBody: body }, {
    path: "/orders",
    method: "post",
  });
}

function response(media?: Content): string {
  return operationOf(
    {
      responses: {
        200: { description: "Orders", ...(media === undefined ? {} : { content: media }) },
      },
    },
    { path: "/orders" },
  );
}

const REQ = "POST /orders req";
const RES = "GET /orders res.200";

describe("A request body", () => {
  const optional = { content: content(JSON_MEDIA) };
  const required = { required: true, ...optional };

  it.each([
    ["is added as optional", undefined, optional, `compatible body-added ${REQ}`],
    ["is added as required", undefined, required, `breaking body-added ${REQ}`],
    ["is dropped where it could be sent", optional, undefined, `dangerous body-removed ${REQ}`],
    ["is lost where it had to be sent", required, undefined, `breaking body-removed ${REQ}`],
    ["becomes required", optional, required, `breaking body-became-required ${REQ}`],
    ["becomes optional", required, optional, `compatible body-became-optional ${REQ}`],
  ])("%s", async (_, before, after, line) => {
    expect(await linesOf("openapi", request(before), request(after))).toEqual([line]);
  });
});

describe("A response body", () => {
  it("that goes is missed, and that comes is not", async () => {
    const full = response(content(JSON_MEDIA));
    expect(await linesOf("openapi", full, response())).toEqual([`breaking body-removed ${RES}`]);
    expect(await linesOf("openapi", response(), full)).toEqual([`compatible body-added ${RES}`]);
  });
});

describe("Media types", () => {
  const sent = (...mediaTypes: readonly string[]) => request({ content: content(...mediaTypes) });
  const received = (...mediaTypes: readonly string[]) => response(content(...mediaTypes));
  const XML = "application/xml";

  it.each([
    ["one is added", [JSON_MEDIA], [JSON_MEDIA, XML], "compatible media-type-added"],
    ["one is removed", [JSON_MEDIA, XML], [JSON_MEDIA], "breaking media-type-removed"],
  ])("%s, in either direction", async (_, before, after, verdict) => {
    expect(await linesOf("openapi", sent(...before), sent(...after))).toEqual([
      `${verdict} ${REQ}`,
    ]);
    expect(await linesOf("openapi", received(...before), received(...after))).toEqual([
      `${verdict} ${RES}`,
    ]);
  });

  it("that senders use may become a range, and readers meet others then", async () => {
    const asked = await linesOf("openapi", sent(JSON_MEDIA), sent("application/*"));
    expect(asked.filter((line) => !line.startsWith("compatible"))).toEqual([]);
    const answered = await linesOf("openapi", received(JSON_MEDIA), received("application/*"));
    expect(answered).toContain(`breaking media-type-removed ${RES}`);
  });

  it("that senders may choose from a range are fewer where one is left", async () => {
    const asked = await linesOf("openapi", sent("application/*"), sent(JSON_MEDIA));
    expect(asked).toContain(`breaking media-type-removed ${REQ}`);
    const answered = await linesOf("openapi", received("application/*"), received(JSON_MEDIA));
    expect(answered.filter((line) => !line.startsWith("compatible"))).toEqual([]);
  });

  it.each([
    [
      "demanded of senders",
      sent(JSON_MEDIA),
      sent("application/json;v=2"),
      `breaking media-type-removed ${REQ}`,
    ],
    [
      "no longer told to readers",
      received("application/json;v=1"),
      received(JSON_MEDIA),
      `dangerous media-type-removed ${RES}`,
    ],
  ])("whose parameters are %s are others", async (_, before, after, line) => {
    expect(await linesOf("openapi", before, after)).toContain(line);
  });

  it.each([
    ["no longer demanded of senders", sent("application/json;v=1"), sent(JSON_MEDIA)],
    ["told to readers", received(JSON_MEDIA), received("application/json;v=1")],
  ])("whose parameters are %s are read as before", async (_, before, after) => {
    const lines = await linesOf("openapi", before, after);
    expect(lines.filter((line) => !line.startsWith("compatible"))).toEqual([]);
  });

  it("compare what they describe with what is left of a range", async () => {
    const described = (mediaType: string, schema: Schema) =>
      request({ content: { [mediaType]: { schema } } });
    expect(
      await linesOf(
        "openapi",
        described("application/*", object({ sku: TEXT })),
        described(JSON_MEDIA, object({ sku: WHOLE })),
      ),
    ).toEqual([
      `breaking media-type-removed ${REQ}`,
      `breaking type-changed ${REQ}[application/*].sku`,
    ]);
  });

  it.each([
    ["letters", "Application/JSON"],
    ["parameters", "application/json; charset=utf-8"],
  ])("are the same in other %s", async (_, spelling) => {
    expect(await linesOf("openapi", sent(spelling), sent(JSON_MEDIA))).toEqual([]);
  });
});

describe("Forms", () => {
  const form = (schema: Schema, encoding?: unknown) =>
    request({
      content: {
        "multipart/form-data": { schema, ...(encoding === undefined ? {} : { encoding }) },
      },
    });
  const file = object({ file: TEXT });

  it("write numbers as text, so a number may become text", async () => {
    expect(await linesOf("openapi", form(object({ n: WHOLE })), form(object({ n: TEXT })))).toEqual(
      [`compatible type-widened ${REQ}[multipart/form-data].n`],
    );
  });

  const types = (contentType: string) => ({ file: { contentType } });
  const ENCODED = `encoding-changed ${REQ}[multipart/form-data]`;

  it.each([
    ["one media type less", types("image/png, image/jpeg"), types("image/png"), ["breaking"]],
    ["one media type more", types("image/png"), types("image/png, image/jpeg"), ["compatible"]],
    ["a range of media types", types("image/png"), types("image/*"), ["compatible"]],
    ["the media type that is assumed anyway", undefined, types("text/plain"), []],
    [
      "a header that must be there",
      {},
      { file: { headers: { "X-Sum": { required: true, schema: TEXT } } } },
      ["breaking"],
    ],
    [
      "a header that may be there",
      {},
      { file: { headers: { "X-Sum": { schema: TEXT } } } },
      ["compatible"],
    ],
    ["another style of one text", undefined, { file: { style: "deepObject", explode: true } }, []],
  ])("are written under %s", async (_, before, after, severities) => {
    expect(await linesOf("openapi", form(file, before), form(file, after))).toEqual(
      severities.map((severity) => `${severity} ${ENCODED}`),
    );
  });

  it("are written in another style where they hold lists, alternatives included", async () => {
    const lists = object({ file: { anyOf: [TEXT, { type: "array", items: TEXT }] } });
    const styled = { file: { style: "deepObject", explode: true } };
    expect(await linesOf("openapi", form(lists), form(lists, styled))).toEqual([
      `breaking ${ENCODED}`,
    ]);
  });
});
