import { describe, expect, it } from "vitest";
import { keptComparisons } from "../../../src/app/kept/kept-comparisons.ts";
import type { Trees } from "../../../src/app/kept/kept-comparisons.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import type { Cache } from "../../../src/sources/cache-folder.ts";

type Files = Readonly<Record<string, string>>;

const BEFORE: Files = { "orders.yaml": "$ref: order.yaml", "order.yaml": "total: number" };
const AFTER: Files = { ...BEFORE, "order.yaml": "total: string" };
const TERMS = { policy: new Map([["field-removed", "off"]]), includes: [9007199254740993n] };

interface Run {
  readonly before?: Files;
  readonly after?: Files;
  readonly terms?: unknown;
  readonly build?: string;
  readonly depends?: boolean;
  readonly ref?: string;
}

/** A cache in memory, and how often something had to be compared. */
function shop() {
  const texts = new Map<string, string>();
  const cache: Cache = { get: (key) => texts.get(key), put: (key, text) => texts.set(key, text) };
  let compared = 0;
  const ask = async (run: Run = {}) => {
    const { before = BEFORE, after = AFTER, terms = TERMS, build = "1", ref = "main" } = run;
    return keptComparisons(
      cache,
      build,
    )({
      terms,
      trees: { before: memoryTree(before), after: memoryTree(after) },
      sides: { base: { ref } },
      compare: async (trees) => {
        compared++;
        return { compared: await comparisonOf(trees, ref), depends: run.depends ?? false };
      },
    });
  };
  return { texts, ask, count: () => compared };
}

/** What stands for a comparison: it reads two files on each side, and looks for a third. */
async function comparisonOf({ before, after }: Trees, ref: string) {
  const found: string[] = [];
  for (const tree of [before, after]) {
    for (const path of ["orders.yaml", "order.yaml", "line.yaml"])
      found.push((await tree.read(path)) ?? "nothing");
    found.push(String((await tree.list("types")).length));
  }
  const diagnostics = [{ code: "found", message: found.join(", ") }];
  return {
    comparison: {
      contract: "orders",
      format: "openapi",
      state: "compared",
      base: { ref },
      verdict: "breaking",
      diagnostics,
      changes: [],
    },
    coverage: { known: 0, covered: 0, uncovered: [] },
  } as const;
}

describe("a comparison that is kept", () => {
  it("is not made again for the same files and terms, whatever the sides are called", async () => {
    const { ask, count } = shop();
    const first = await ask();
    const again = await ask({ ref: "v2" });
    expect(count()).toBe(1);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first).replace('"ref":"main"', '"ref":"v2"'));
  });

  it.each<[string, Run]>([
    [
      "a file that a side refers to is another",
      { after: { ...AFTER, "order.yaml": "total: int" } },
    ],
    ["the same on the before side", { before: { ...BEFORE, "order.yaml": "total: int" } }],
    ["a file has come that was looked for", { after: { ...AFTER, "line.yaml": "{}" } }],
    ["a file has gone", { before: { "orders.yaml": "$ref: order.yaml" } }],
    ["there are other files to choose from", { after: { ...AFTER, "types/order.yaml": "{}" } }],
    ["the sides are exchanged", { before: AFTER, after: BEFORE }],
    ["the terms are others", { terms: { ...TERMS, policy: new Map() } }],
    ["a number of them is another", { terms: { ...TERMS, includes: [9007199254740992n] } }],
    ["the program is another", { build: "2" }],
  ])("is made anew where %s", async (_, other) => {
    const { ask, count } = shop();
    await ask();
    const anew = await ask(other);
    expect(count()).toBe(2);
    const { ask: askFirst } = shop();
    expect(anew).toEqual(await askFirst(other));
    // Both are known from now on.
    await ask();
    await ask(other);
    expect(count()).toBe(2);
  });

  it("is never taken where it depends on more than files and terms", async () => {
    const { ask, count, texts } = shop();
    await ask({ depends: true });
    await ask({ depends: true });
    expect([count(), texts.size]).toEqual([2, 0]);
  });

  it.each<[string, (text: string, others: readonly string[]) => string]>([
    ["cut off", (text) => text.slice(0, text.length / 2)],
    ["empty", () => ""],
    ["no JSON", () => "contract-drift"],
    ["something else", () => '{"key":1}'],
    ["what belongs elsewhere", (text, others) => others.find((one) => one !== text) ?? ""],
    ["no comparison", (text) => text.replace('"changes":[]', '"changes":{}')],
  ])("is made anew where what was kept is %s", async (_, damaged) => {
    const { ask, count, texts } = shop();
    const whole = await ask();
    await ask({ after: BEFORE });
    const kept = new Map(texts);
    for (const [key, text] of kept) {
      const others = [...kept.values()].filter((one) => one.includes('"key"'));
      texts.set(key, damaged(text, others));
    }
    expect(await ask()).toEqual(whole);
    expect(count()).toBe(3);
  });
});
