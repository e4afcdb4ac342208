import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { createProtobufReferee } from "../../../src/referee/protobuf/protobuf-referee.ts";

type Files = Readonly<Record<string, string>>;

const PROTO3 = 'syntax = "proto3";\n';
const ORDER = `${PROTO3}package shop;\nimport "shop/line.proto";\nmessage Order { Line line = 1; }\n`;
const LINE = "message Line { string sku = 1; }\n";
const VALUE: JsonObject = { line: { sku: "A1" } };

/** The order is in its package's first file by name; the line, wherever a case puts it. */
function encoded(files: Files, value: JsonObject = VALUE): string {
  const referee = createProtobufReferee(new Map(Object.entries(files)));
  const written = referee.encode("shop.Order", value);
  if (written.ok === undefined) return `undecided: ${written.undecided}`;
  return written.ok ? Buffer.from(written.bytes).toString("hex") : written.error;
}

describe("files of which a message needs something", () => {
  it.each<[string, Files]>([
    [
      "are those that it imports",
      { "shop/order.proto": ORDER, "shop/line.proto": `${PROTO3}package shop;\n${LINE}` },
    ],
    [
      "are those that an import passes on",
      {
        "shop/order.proto": ORDER,
        "shop/line.proto": `${PROTO3}import public "shop/inner.proto";\n`,
        "shop/inner.proto": `${PROTO3}package shop;\n${LINE}`,
      },
    ],
    [
      "are those of its package that nobody imports",
      {
        "shop/order.proto": ORDER.replace(/import.*\n/, ""),
        "shop/rest.proto": `${PROTO3}package shop;\n${LINE}`,
      },
    ],
    [
      "are those that only an import's import has",
      {
        "shop/order.proto": ORDER.replace("Line line", "goods.Line line"),
        "shop/line.proto": `${PROTO3}import "goods/line.proto";\nmessage Other { goods.Line line = 1; }\n`,
        "goods/line.proto": `${PROTO3}package goods;\n${LINE}`,
      },
    ],
    [
      "are found where a comment stands in the declaration",
      {
        "shop/order.proto": ORDER,
        "shop/line.proto": `${PROTO3}package shop;\nmessage /* of an order */ Line { string sku = 1; }\n`,
      },
    ],
    [
      "are found where the message itself is declared behind a comment",
      {
        "shop/order.proto": ORDER.replace("message Order", "message /* placed */ Order"),
        "shop/line.proto": `${PROTO3}package shop;\n${LINE}`,
      },
    ],
    [
      "are found where all stands in one line",
      {
        "shop/order.proto": ORDER.replaceAll("\n", " "),
        "shop/line.proto": `${PROTO3} package shop; message Other {} ${LINE}`,
      },
    ],
  ])("%s", (_name, files) => {
    expect(encoded(files)).toBe("0a040a024131");
  });

  it("are those that extend what it reaches", () => {
    const files: Files = {
      "shop/a_gift.proto":
        'syntax = "proto2";\npackage shop;\nimport "shop/line.proto";\nextend Line { optional string note = 100; }\n',
      "shop/line.proto":
        'syntax = "proto2";\npackage shop;\nmessage Line { optional string sku = 1; extensions 100 to 200; }\n',
      "shop/order.proto":
        'syntax = "proto2";\npackage shop;\nimport "shop/line.proto";\nmessage Order { optional Line line = 1; }\n',
    };
    const value = { line: { sku: "A1", ".shop.note": "for you" } };
    expect(encoded(files, value)).toBe("0a0e0a024131a20607666f7220796f75");
  });

  it("are not those that only declare options, which may be broken or missing", () => {
    const files: Files = {
      "shop/order.proto": ORDER.replace(
        "import",
        'import "shop/options.proto";\nimport "shop/nowhere.proto";\nimport',
      ),
      "shop/line.proto": `${PROTO3}package shop;\n${LINE}`,
      "shop/options.proto": `${PROTO3}package shop.options;\nextend google.protobuf.FieldOptions { oops }\n`,
    };
    expect(encoded(files)).toBe("0a040a024131");
  });
});
