import { describe, expect, it } from "vitest";
import type { ContractConfig } from "../../../src/app/config/config.ts";
import type { FoundContract } from "../../../src/app/config/discover.ts";
import { keptNarrowing } from "../../../src/app/kept/kept-narrowing.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { DEFAULT_POLICY } from "../../../src/policy/policy.ts";
import type { Cache } from "../../../src/sources/cache-folder.ts";

const CONFIG: ContractConfig = {
  paths: ["shop"],
  exclude: [],
  together: false,
  include: [],
  policy: DEFAULT_POLICY,
  severities: new Map(),
  place: { file: "contract-drift.yaml" },
};

const ENTRIES = ["shop/line.proto", "shop/order.proto", "shop/price.proto"];

interface Run {
  readonly files?: Readonly<Record<string, string>>;
  readonly changed?: readonly string[];
  readonly commit?: string;
  readonly entries?: readonly string[];
  readonly build?: string;
}

/** A cache in memory, and how often something had to be searched for. */
function shop() {
  const texts = new Map<string, string>();
  const cache: Cache = { get: (key) => texts.get(key), put: (key, text) => texts.set(key, text) };
  let searches = 0;
  const ask = async (run: Run = {}) => {
    const { entries = ENTRIES, commit = "3f2a1bc", build = "1" } = run;
    const files = run.files ?? { "shop/order.proto": "message Order {}", "README.md": "Orders" };
    const changed = new Set(run.changed ?? ["README.md", "shop/order.proto"]);
    const side: FoundContract = { name: "shop", entries, includePaths: ["shop"], config: CONFIG };
    const needed = { ...side, entries: entries.slice(0, 2) };
    return keptNarrowing(
      cache,
      build,
    )({
      both: { before: side, after: { ...side, entries: [...entries, "shop/new.proto"] } },
      commit,
      changed,
      after: memoryTree(files),
      search: async () => {
        searches++;
        return Promise.resolve({ before: needed, after: needed });
      },
    });
  };
  return { texts, ask, count: () => searches };
}

describe("searches that are made once", () => {
  it("give the same files again, with all else that is known of the contract", async () => {
    const { ask, count } = shop();
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(first.before.entries).toEqual(["shop/line.proto", "shop/order.proto"]);
    expect(count()).toBe(1);
  });

  it.each<[string, Run]>([
    ["a changed file says something else", { files: { "shop/order.proto": "message Other {}" } }],
    ["a changed file is gone", { files: {} }],
    ["another file has changed", { changed: ["shop/price.proto"] }],
    ["the base is another commit", { commit: "0b1c2d3" }],
    ["the contract has other files", { entries: ["shop/line.proto", "shop/order.proto"] }],
    ["the program is another one", { build: "2" }],
  ])("are made again where %s", async (_name, run) => {
    const { ask, count } = shop();
    await ask();
    await ask(run);
    expect(count()).toBe(2);
  });

  it("do not depend on files that are no Protobuf", async () => {
    const { ask, count } = shop();
    await ask();
    await ask({ files: { "shop/order.proto": "message Order {}", "README.md": "Shop" } });
    await ask({ changed: ["shop/order.proto", "docs/orders.md"] });
    expect(count()).toBe(1);
  });

  it.each(["", "{", "[]", '{"shop/order.proto":1}'])(
    "are made again where what was kept is spoilt: %j",
    async (spoilt) => {
      const { ask, count, texts } = shop();
      const found = await ask();
      for (const key of texts.keys()) texts.set(key, spoilt);
      expect(await ask()).toEqual(found);
      expect(count()).toBe(2);
    },
  );
});
