import { describe, expect, it } from "vitest";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import { codesOf, fieldOf, readProto } from "./read-proto.ts";

const ORDER =
  'syntax = "proto3"; package shop.v1; import "shop/v1/money.proto"; message Order { Money total = 1; }';
const MONEY = 'syntax = "proto3"; package shop.v1; message Money { string currency = 1; }';

describe("imports", () => {
  it.each([
    ["from the root", "shop/v1/order.proto", "shop/v1/money.proto", undefined],
    ["from an include path", "order.proto", "third_party/shop/v1/money.proto", ["./third_party/"]],
    ["as the end of a path", "api/shop/v1/order.proto", "api/shop/v1/money.proto", undefined],
  ])("are found %s", async (_, order, money, includePaths) => {
    const result = await readProto(
      { [order]: ORDER, [money]: MONEY },
      { entries: [order], ...(includePaths === undefined ? {} : { includePaths }) },
    );
    expect(result.diagnostics).toEqual([]);
    expect([...result.texts.keys()]).toEqual([order, money]);
    expect(fieldOf(result, "shop.v1.Order", "total").shape).toMatchObject({
      kind: "ref",
      to: "shop.v1.Money",
    });
  });

  it("prefers the nearest of several files that end alike", async () => {
    const other = MONEY.replace("currency", "code");
    const files = {
      "a/shop/v1/money.proto": other,
      "b/shop/v1/money.proto": MONEY,
      "b/shop/v1/order.proto": ORDER,
    };
    const result = await readProto(files, { entries: ["b/shop/v1/order.proto"] });
    expect([...result.texts.keys()]).toEqual(["b/shop/v1/order.proto", "b/shop/v1/money.proto"]);
  });

  it("may be found in another branch of the tree, nearest first", async () => {
    const files = {
      "a/shop/v1/money.proto": MONEY.replace("currency", "code"),
      "b/libs/shop/v1/money.proto": MONEY,
      "b/orders/order.proto": ORDER,
    };
    const result = await readProto(files, { entries: ["b/orders/order.proto"] });
    expect([...result.texts.keys()]).toContain("b/libs/shop/v1/money.proto");
    expect(codesOf(result)).toEqual([]);
  });

  it("may be written from the importing file", async () => {
    const files = {
      "api/orders/order.proto":
        'syntax = "proto3"; import "../money.proto"; message Order { Money total = 1; }',
      "api/money.proto": 'syntax = "proto3"; message Money {}',
    };
    const result = await readProto(files, { entries: ["api/orders/order.proto"] });
    expect(codesOf(result)).toEqual([]);
  });

  it.each(["../../etc/passwd", "/etc/passwd", "a/../../b.proto", String.raw`..\\b.proto`])(
    "never leave the tree: %s",
    async (path) => {
      const text = `syntax = "proto3"; import "${path}"; message A {}`;
      await expect(readProto({ "shop/a.proto": text })).rejects.toMatchObject({
        code: "outside-root",
        place: { file: "shop/a.proto", line: 1, column: 20 },
      });
    },
  );

  it("leave types opaque where they are missing", async () => {
    const result = await readProto({ "shop/v1/order.proto": ORDER });
    expect(result.diagnostics).toEqual([
      {
        code: "missing-import",
        message: 'The import "shop/v1/money.proto" is not in the contract\'s folder.',
        location: { file: "shop/v1/order.proto", line: 1, column: 37 },
      },
    ]);
    const { shape, presence } = fieldOf(result, "shop.v1.Order", "total");
    expect(shape).toMatchObject({ kind: "shape", nominal: "Money" });
    expect(shape).not.toHaveProperty("types");
    expect(presence).toBe("explicit");
  });

  it("must all be there where the settings say so", async () => {
    const settings = { strictImports: true };
    await expect(readProto({ "shop/v1/order.proto": ORDER }, { settings })).rejects.toMatchObject({
      code: "unresolved-reference",
      place: { file: "shop/v1/order.proto", line: 1, column: 37 },
    });
  });

  it.each([
    "google/protobuf/timestamp.proto",
    "google/protobuf/descriptor.proto",
    "google/api/annotations.proto",
    "buf/validate/validate.proto",
  ])("are known without being there: %s", async (path) => {
    const text = `syntax = "proto3"; import "${path}"; message A {}`;
    const result = await readProto({ "a.proto": text }, { settings: { strictImports: true } });
    expect(result.diagnostics).toEqual([]);
  });

  it.each([
    [{ "a.proto": 'import "a.proto";' }, "a.proto → a.proto", "a.proto"],
    [
      {
        "a.proto": 'import "b.proto";',
        "b.proto": 'import "c.proto";',
        "c.proto": '\nimport "b.proto";',
      },
      "b.proto → c.proto → b.proto",
      "c.proto",
    ],
  ])("in a circle are refused: %j", async (files, circle, file) => {
    await expect(readProto(files)).rejects.toMatchObject({
      code: "unresolved-reference",
      message: `The files import each other in a circle: ${circle}.`,
      place: { file },
    });
  });

  it("may form a chain of thousands", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [
        `f${at}.proto`,
        at === 2999 ? "message Last {}" : `import public "f${at + 1}.proto";`,
      ]),
    );
    const result = await readProto(files, { entries: ["f0.proto"] });
    expect(result.contract.types.has("Last")).toBe(true);
  });
});

describe("entries", () => {
  it("must exist", async () => {
    const read = protobufReader.read({ tree: memoryTree({}), entries: ["order.proto"] });
    await expect(read).rejects.toMatchObject({
      code: "source-unreadable",
      place: { file: "order.proto" },
    });
  });

  it.each(["", "\n\n", "// Only a comment.\n"])("must declare something: %j", async (text) => {
    await expect(readProto({ "a.proto": text })).rejects.toMatchObject({ code: "not-a-contract" });
  });

  it("may be empty beside others", async () => {
    const result = await readProto({ "a.proto": "", "b.proto": "message B {}" });
    expect(codesOf(result)).toEqual(["empty-file"]);
  });
});

/** Where `target` resolves to from a field in message `shop.v1.Order`. */
async function resolved(type: string, files: Readonly<Record<string, string>>): Promise<unknown> {
  const imports = Object.keys(files).map((path) => `import "${path}";`);
  const main = `syntax = "proto3"; package shop.v1; ${imports.join(" ")}
    message Order { message Line { ${type} target = 1; message Note {} } message Tag {} enum v1 { X = 0; } }
    message Tag {} message Catalog { message Line {} }`;
  const result = await readProto({ "main.proto": main, ...files }, { entries: ["main.proto"] });
  const { shape } = fieldOf(result, "shop.v1.Order.Line", "target");
  return shape.kind === "ref" ? shape.to : codesOf(result);
}

describe("names", () => {
  const files = {
    "a.proto": 'syntax = "proto3"; package shop; message Tag {} message Price { message Unit {} }',
    "b.proto": 'syntax = "proto3"; package other.shop; message Thing {}',
  };
  it.each([
    ["the innermost scope wins", "Note", "shop.v1.Order.Line.Note"],
    ["then the scope around it", "Tag", "shop.v1.Order.Tag"],
    ["a message means itself", "Line", "shop.v1.Order.Line"],
    ["the outer package is seen", "Price", "shop.Price"],
    ["the rest of a name must be there exactly", "Price.Unit", "shop.Price.Unit"],
    ["a package of the same name", "shop.Tag", "shop.Tag"],
    ["a leading dot is absolute", ".shop.v1.Tag", "shop.v1.Tag"],
    ["a sibling's nested types are not searched", "Catalog.Line", "shop.v1.Catalog.Line"],
  ])("%s: %s", async (_, type, target) => {
    expect(await resolved(type, files)).toBe(target);
  });

  it("stop at the first part that is found, even where an outer one would fit", async () => {
    expect(await resolved("v1.Tag", files)).toEqual(["unresolved-type"]);
  });

  it("are hidden behind a plain import and seen through a public one", async () => {
    const read = (modifier: string) =>
      readProto({
        "order.proto":
          'syntax = "proto3"; package shop; import "api.proto"; message Order { Money total = 1; }',
        "api.proto": `syntax = "proto3"; package shop; import ${modifier} "money.proto";`,
        "money.proto": 'syntax = "proto3"; package shop; message Money {}',
      });
    expect(codesOf(await read("public"))).toEqual([]);
    const hidden = await read("");
    expect(hidden.diagnostics).toMatchObject([
      { code: "not-imported", message: 'shop.Money is used without an import of "money.proto".' },
    ]);
    expect(fieldOf(hidden, "shop.Order", "total").shape).toMatchObject({ to: "shop.Money" });
  });

  it("that nobody declares are reported once in each file", async () => {
    const result = await readProto({
      "a.proto": 'syntax = "proto3"; message A { Nothing a = 1; repeated Nothing b = 2; }',
    });
    expect(result.diagnostics).toEqual([
      {
        code: "unresolved-type",
        message: 'The type "Nothing" is not declared anywhere.',
        location: { file: "a.proto", line: 1, column: 32 },
      },
    ]);
    const strict = readProto(
      { "a.proto": "message A { optional Nothing a = 1; }" },
      { settings: { strictImports: true } },
    );
    await expect(strict).rejects.toMatchObject({ code: "unresolved-reference" });
  });

  it("have packages of at most a hundred parts", async () => {
    const read = readProto({ "a.proto": `package ${"a.".repeat(20_000)}b; message M {}` });
    await expect(read).rejects.toMatchObject({
      code: "too-deep",
      place: { file: "a.proto", line: 1 },
    });
  });

  it("declared twice keep their first declaration", async () => {
    const result = await readProto({
      "a.proto": 'syntax = "proto3"; message A { string a = 1; } service S {}',
      "b.proto": 'syntax = "proto3"; message A { string b = 1; } service S {}',
    });
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      "A is declared twice, first in a.proto.",
      "S is declared twice.",
    ]);
    expect(result.contract.types.get("A")?.file).toBe("a.proto");
  });
});
