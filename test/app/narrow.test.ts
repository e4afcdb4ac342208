import { describe, expect, it } from "vitest";
import type { ContractConfig } from "../../src/app/config/config.ts";
import type { FoundContract } from "../../src/app/config/discover.ts";
import { narrowed } from "../../src/app/narrow.ts";
import { diffContracts } from "../../src/diff/index.ts";
import { protobufReader } from "../../src/formats/protobuf/index.ts";
import type { SourceTree } from "../../src/model/source-tree.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";

type Files = Readonly<Record<string, string>>;

const CONFIG: ContractConfig = {
  paths: ["shop"],
  exclude: [],
  together: false,
  include: [],
  policy: DEFAULT_POLICY,
  severities: new Map(),
  place: { file: "contract-drift.yaml" },
};

function proto(name: string, imports: readonly string[], body: string): string {
  const lines = imports.map((path) => `import "${path}";`);
  return ['syntax = "proto3";', `package ${name};`, ...lines, body, ""].join("\n");
}

/** Orders use lines, a service uses orders; prices are apart, and so are many other files. */
function shop(changes: Readonly<Record<string, string | undefined>> = {}): Files {
  const many = Array.from({ length: 120 }, (_, index): [string, string] => [
    `shop/other/f${index}.proto`,
    proto("shop.other", ["shop/price.proto"], `message F${index} { shop.Price price = 1; }`),
  ]);
  const files: Record<string, string | undefined> = {
    ...Object.fromEntries(many),
    "shop/price.proto": proto("shop", [], "message Price { int64 cents = 1; }"),
    "shop/line.proto": proto("shop.lines", [], "message Line { string sku = 1; string id = 2; }"),
    "shop/order.proto": proto(
      "shop",
      ["shop/line.proto"],
      "message Order { repeated shop.lines.Line lines = 1; }",
    ),
    "shop/orders.proto": proto(
      "shop",
      ["shop/order.proto"],
      "message Ask { string id = 1; }\nservice Orders { rpc Get(Ask) returns (Order); }",
    ),
    "shop/lonely.proto": proto("shop.lonely", [], "message Lonely { string id = 1; }"),
    "shop/lonely2.proto": proto("shop.lonely", [], "message Lonely2 { string id = 1; }"),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) =>
      text === undefined ? [] : [[path, text] as const],
    ),
  );
}

function searchable(files: Files): SourceTree {
  return {
    ...memoryTree(files),
    linesWith: async (words, folder) =>
      Promise.resolve(
        new Map(
          Object.entries(files)
            .filter(([path]) => path.startsWith(folder))
            .map(([path, text]): [string, readonly string[]] => [
              path,
              text.split("\n").filter((line) => words.some((word) => line.includes(word))),
            ]),
        ),
      ),
  };
}

function found(files: Files): FoundContract {
  return { name: "shop", entries: Object.keys(files).sort(), includePaths: [], config: CONFIG };
}

async function narrow(
  before: Files,
  after: Files,
  trees = [searchable(before), searchable(after)],
) {
  const [earlier = searchable(before), later = searchable(after)] = trees;
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = new Set([...paths].filter((path) => before[path] !== after[path]));
  const both = { before: found(before), after: found(after) };
  return narrowed(both, changed, { before: earlier, after: later });
}

const LINE = "shop/line.proto";

describe("of many files, a check reads", () => {
  it("what changed and all that leads to it", async () => {
    const after = shop({ [LINE]: proto("shop.lines", [], "message Line { int64 sku = 1; }") });
    const { before: was, after: is } = await narrow(shop(), after);
    expect(is.entries).toEqual([LINE, "shop/order.proto", "shop/orders.proto"]);
    expect(was.entries).toEqual(is.entries);
  });

  it("what a changed file imports on either side", async () => {
    const after = shop({
      "shop/lonely.proto": proto("shop.lonely", ["shop/price.proto"], "message Lonely {}"),
    });
    const { before: was } = await narrow(shop(), after);
    expect(was.entries).toEqual(["shop/lonely.proto", "shop/price.proto"]);
  });

  it("another file of a package whose file is gone", async () => {
    const { before: was, after: is } = await narrow(
      shop(),
      shop({ "shop/lonely.proto": undefined }),
    );
    expect(was.entries).toEqual(["shop/lonely.proto", "shop/lonely2.proto"]);
    expect(is.entries).toEqual(["shop/lonely2.proto"]);
  });

  it("everything where an import goes on in the next line", async () => {
    const after = shop({
      "shop/lonely.proto": 'syntax = "proto3";\nimport\n  "shop/line.proto";\n',
    });
    const { after: is } = await narrow(shop(), after);
    expect(is.entries).toHaveLength(Object.keys(after).length);
  });

  it("everything where the tree cannot search", async () => {
    const after = shop({ "shop/lonely.proto": undefined });
    const { after: is } = await narrow(shop(), after, [memoryTree(shop()), memoryTree(after)]);
    expect(is.entries).toHaveLength(Object.keys(after).length);
  });

  it("everything of a few files", async () => {
    const few = { "shop/a.proto": proto("shop", [], ""), "shop/b.proto": proto("shop", [], "") };
    const after = { ...few, "shop/a.proto": proto("shop", [], "message A {}") };
    expect((await narrow(few, after)).after.entries).toEqual(["shop/a.proto", "shop/b.proto"]);
  });
});

async function changesOf(before: Files, after: Files, both: Awaited<ReturnType<typeof narrow>>) {
  const read = async (files: Files, { entries }: FoundContract) =>
    (await protobufReader.read({ tree: memoryTree(files), entries })).contract;
  return diffContracts(await read(before, both.before), await read(after, both.after), {
    today: "2026-11-22",
    surfaces: ["wire", "json", "source"],
  });
}

describe("what is found in the files that are read is what is found in all of them", () => {
  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    [
      "a field of a message that only a service elsewhere delivers",
      {
        [LINE]: proto("shop.lines", [], "message Line { int64 sku = 1; string id = 2; }"),
      },
    ],
    ["a file that goes", { "shop/lonely.proto": undefined }],
    ["a package that goes", { "shop/lonely.proto": undefined, "shop/lonely2.proto": undefined }],
    [
      "a file that comes",
      { "shop/gift.proto": proto("shop", [LINE], "message Gift { shop.lines.Line line = 1; }") },
    ],
    [
      "a message that moves",
      {
        [LINE]: proto("shop.lines", [], ""),
        "shop/moved.proto": proto(
          "shop.lines",
          [],
          "message Line { string sku = 1; string id = 2; }",
        ),
        "shop/order.proto": proto(
          "shop",
          ["shop/moved.proto"],
          "message Order { repeated shop.lines.Line lines = 1; }",
        ),
      },
    ],
    [
      "a new import",
      {
        "shop/lonely.proto": proto(
          "shop.lonely",
          ["shop/price.proto"],
          "message Lonely { shop.Price price = 2; }",
        ),
      },
    ],
  ])("%s", async (_, changes) => {
    const before = shop();
    const after = shop(changes);
    const whole = { before: found(before), after: found(after) };
    const expected = await changesOf(before, after, whole);
    expect(expected).not.toEqual([]);
    expect(await changesOf(before, after, await narrow(before, after))).toEqual(expected);
  });
});
