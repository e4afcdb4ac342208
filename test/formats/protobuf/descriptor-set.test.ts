import { describe, expect, it } from "vitest";
import { create, fromJson, fromJsonString, toBinary, toJsonString } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_descriptor,
} from "@bufbuild/protobuf/wkt";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import type { ReadResult } from "../../../src/formats/reader.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { codesOf, fieldOf, fieldsOf, fixture, readProto, valuesOf } from "./read-proto.ts";

function readImage(text: string, path = "image.json"): Promise<ReadResult> {
  return readProto({ [path]: text }, { entries: [path] });
}

/** Everything but positions, which descriptors need not have. */
function withoutOrigins({ contract }: ReadResult): unknown {
  const { types, declarations, ...rest } = contract;
  return JSON.parse(
    JSON.stringify({ ...rest, types: [...types], declarations: [...declarations] }, (key, value) =>
      key === "origin" ? undefined : value,
    ),
  );
}

describe("a descriptor set in JSON", () => {
  it("gives the same contract as the text it was built from", async () => {
    const image = await readImage(fixture("descriptor-set/image.json"));
    const text = await readProto({ "stock.proto": fixture("descriptor-set/stock.proto") });
    expect(image.diagnostics).toEqual([]);
    expect(withoutOrigins(image)).toEqual(withoutOrigins(text));
  });

  it("has the positions of its source info", async () => {
    const image = await readImage(fixture("descriptor-set/image.json"));
    const text = await readProto({ "stock.proto": fixture("descriptor-set/stock.proto") });
    const originOf = (result: ReadResult) => fieldOf(result, "shop.stock.v1.Item", "sku").origin;
    expect(originOf(image)).toEqual({ file: "stock.proto", line: 11, column: 3 });
    expect(originOf(text)).toEqual(originOf(image));
    const { origin } = fieldOf(image, "shop.stock.v1.Item", "count");
    expect(image.locate(origin)).toEqual({ file: "stock.proto", line: 1, column: 1 });
  });

  it("may be proto2 or an edition", async () => {
    const field = { name: "code", number: 1, label: "LABEL_REQUIRED", type: "TYPE_INT32" };
    const options = { features: { fieldPresence: "IMPLICIT" } };
    const file = [
      {
        name: "a.proto",
        messageType: [
          {
            name: "A",
            field: [field, { name: "g", number: 2, type: "TYPE_GROUP", typeName: ".A.G" }],
            nestedType: [{ name: "G" }],
            extensionRange: [{ start: 100, end: 200 }],
          },
        ],
        extension: [
          {
            name: "e",
            number: 100,
            type: "TYPE_INT64",
            extendee: ".A",
            defaultValue: "9223372036854775807",
          },
        ],
      },
      {
        name: "b.proto",
        syntax: "editions",
        edition: "EDITION_2023",
        dependency: ["a.proto"],
        messageType: [{ name: "B", field: [{ ...field, label: "LABEL_OPTIONAL", options }] }],
      },
    ];
    const result = await readImage(JSON.stringify({ file }));
    expect(codesOf(result)).toEqual([]);
    expect(result.contract.dialect).toBe("Protobuf edition 2023, proto2");
    expect(fieldsOf(result, "A")).toMatchObject([
      { name: "code", required: true },
      { name: "g", attributes: { encoding: "group" } },
      { name: "[e]", kind: "extension", default: 9_223_372_036_854_775_807n },
    ]);
    expect(fieldOf(result, "B", "code")).toMatchObject({ presence: "implicit", required: false });
  });

  it("keeps names such as __proto__", async () => {
    const text =
      '{"file":[{"name":"a.proto","enumType":[{"name":"__proto__","value":[{"name":"__proto__","number":0,"options":{"[x]":{"__proto__":1}}}]}]}]}';
    const result = await readImage(text);
    expect(valuesOf(result, "__proto__")[0]?.value).toBe("__proto__");
    const option = valuesOf(result, "__proto__")[0]?.attributes?.["(x)"];
    expect(Object.keys(option ?? {})).toEqual(["__proto__"]);
  });
});

describe("what is no descriptor set", () => {
  const nested = `${'{"name":"M","nestedType":['.repeat(20_000)}${"]}".repeat(20_000)}`;
  const option = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  it.each([
    ["{", "syntax", "image.json"],
    ['{"openapi":"3.1.0"}', "not-a-contract", "image.json"],
    ['{"file":{}}', "not-a-contract", "image.json"],
    ['{"file":[]}', "not-a-contract", "image.json"],
    ["\u0000\u0001", "not-a-contract", "image.json"],
    ["\nshop", "not-a-contract", "image.binpb"],
    ['{"file":[{"name":"a","syntax":"proto4"}]}', "unsupported-version", "image.json"],
    ['{"file":[{"name":"a","edition":"EDITION_1999"}]}', "unsupported-version", "image.json"],
    ['{"file":[{"name":"a","edition":1999}]}', "unsupported-version", "image.json"],
    [`{"file":[{"name":"a","messageType":[${nested}]}]}`, "too-deep", "image.json"],
    [`{"file":[{"name":"a","options":{"[x]":${option}}}]}`, "too-deep", "image.json"],
  ])("%.60j is refused as %s", async (text, code, path) => {
    await expect(readImage(text, path)).rejects.toMatchObject({ code });
  });

  it.each([
    '{"file":[{"name":1,"messageType":[{"field":"x"}]}]}',
    '{"file":[{"messageType":[{"name":"A","field":[{"number":"7","type":7}]}],"enumType":[null]}]}',
    '{"file":[null,{"name":"a","service":[{"method":[{}]}],"dependency":[1,{}],"sourceCodeInfo":[]}]}',
  ])("may have members of the wrong type: %s", async (text) => {
    const result = await readImage(text);
    expect(result.contract.format).toBe("protobuf");
  });
});

/** The fixture as a message, without the options of files that it does not hold. */
const IMAGE = fromJsonString(FileDescriptorSetSchema, fixture("descriptor-set/image.json"), {
  ignoreUnknownFields: true,
});

function imageBytes(): Uint8Array {
  return toBinary(FileDescriptorSetSchema, IMAGE);
}

describe("a descriptor set in bytes", () => {
  it("gives the same contract as the set in JSON", async () => {
    const tree = memoryTree({ "image.binpb": imageBytes() });
    const image = await protobufReader.read({ tree, entries: ["image.binpb"] });
    const json = await readImage(toJsonString(FileDescriptorSetSchema, IMAGE));
    expect(withoutOrigins(image)).toEqual(withoutOrigins(json));
    expect(fieldsOf(image, "shop.stock.v1.Item").length).toBeGreaterThan(1);
    // What referees start from is text all the same.
    expect(image.texts.get("image.binpb")).toMatch(/^\{"file":\[/);
  });

  it("keeps options that it declares itself", async () => {
    const extension = fromJson(FileDescriptorProtoSchema, {
      name: "warehouse.proto",
      package: "shop.stock.v1",
      dependency: ["google/protobuf/descriptor.proto"],
      extension: [
        {
          name: "shelf",
          number: 50_001,
          label: "LABEL_OPTIONAL",
          type: "TYPE_STRING",
          extendee: ".google.protobuf.FieldOptions",
        },
      ],
    });
    const item = fromJson(FileDescriptorProtoSchema, {
      name: "item.proto",
      package: "shop.stock.v1",
      dependency: ["warehouse.proto"],
      messageType: [
        { name: "Item", field: [{ name: "sku", number: 1, type: "TYPE_STRING", options: {} }] },
      ],
    });
    const shelf = { no: 50_001, wireType: 2, data: new TextEncoder().encode("\u0002A7") };
    const options = item.messageType[0]?.field[0]?.options;
    if (options !== undefined) options.$unknown = [shelf];
    const file = [file_google_protobuf_descriptor.proto, extension, item];
    const bytes = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
    const tree = memoryTree({ "image.pb": bytes });
    const image = await protobufReader.read({ tree, entries: ["image.pb"] });
    expect(fieldOf(image, "shop.stock.v1.Item", "sku").attributes).toMatchObject({
      "(shop.stock.v1.shelf)": "A7",
    });
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["noise", new Uint8Array([0xff, 0xfe, 0, 1, 2, 3])],
    ["a set that is cut off", imageBytes().subarray(0, 100)],
    ["messages without end", new Uint8Array(5000).fill(0x0a)],
  ])("is refused where it is %s", async (_, bytes) => {
    const tree = memoryTree({ "image.binpb": bytes });
    const reading = protobufReader.read({ tree, entries: ["image.binpb"] });
    await expect(reading).rejects.toMatchObject({
      code: "not-a-contract",
      place: { file: "image.binpb" },
    });
  });

  it("may be JSON under a name of bytes", async () => {
    const image = await readImage(fixture("descriptor-set/image.json"), "image.pb");
    expect(image.contract.operations.length).toBeGreaterThan(0);
  });
});
