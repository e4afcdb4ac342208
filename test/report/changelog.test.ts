import { describe, expect, it } from "vitest";
import { compareContracts } from "../../src/app/compare-contracts.ts";
import { buildReport } from "../../src/report/build.ts";
import { changelogOf, nextVersion } from "../../src/report/changelog.ts";
import { renderChangelog } from "../../src/report/markdown/changelog.ts";

const TODAY = "2026-11-22";

async function changelog(before: string, after: string, ref = "v1.4.2") {
  const comparison = await compareContracts({
    before: { files: { "catalog.graphql": before } },
    after: { files: { "catalog.graphql": after } },
    name: "catalog",
    today: TODAY,
  });
  const comparisons = [{ ...comparison, base: { ref }, head: { ref: "HEAD" } }];
  const coverage = { known: 0, covered: 0, uncovered: [] };
  return changelogOf(buildReport({ version: "0", today: TODAY, comparisons, coverage }));
}

const FIELD = `type Query { product: String }`;
const gone = '@deprecated(reason: "Use `product`. Removal on 2026-06-01.")';
const ahead = '@deprecated(reason: "Use `product`. Removal on 2027-06-01.")';

describe("release notes", () => {
  it.each([
    ["nothing", FIELD, FIELD, "none", undefined],
    [
      "other words",
      `type Query { product: String offer: Int ${ahead} }`,
      `type Query { product: String offer: Int ${ahead.replace("Use", "Take")} }`,
      "patch",
      "v1.4.3",
    ],
    ["an addition", FIELD, `type Query { product: String offer: Int }`, "minor", "v1.5.0"],
    [
      "a deprecation",
      `type Query { product: String offer: Int }`,
      `type Query { product: String offer: Int ${ahead} }`,
      "minor",
      "v1.5.0",
    ],
    ["a removal", `type Query { product: String offer: Int }`, FIELD, "major", "v2.0.0"],
    [
      "a removal as announced",
      `type Query { product: String offer: Int ${gone} }`,
      FIELD,
      "major",
      "v2.0.0",
    ],
  ])("of %s suggest a step", async (_, before, after, ...expected) => {
    const notes = await changelog(before, after);
    expect([notes.bump, notes.suggested]).toEqual(expected);
  });

  it("part what was announced from what was not", async () => {
    const notes = await changelog(
      `type Query { product: String old: Int ${gone} early: Int ${ahead} known: Int }`,
      `type Query { product: String known: Int ${ahead} fresh: Int }`,
    );
    const [catalog] = notes.contracts;
    const elements = Object.entries(catalog?.sections ?? {}).map(([section, list]) => [
      section,
      list.map(({ element }) => element),
    ]);
    expect(Object.fromEntries(elements)).toMatchObject({
      breaking: ["Query.early"],
      removed: ["Query.old"],
      deprecated: ["Query.known"],
      added: ["Query.fresh"],
    });
    const text = renderChangelog(notes);
    expect(text).toContain("## v1.4.2 → HEAD");
    expect(text).toContain("Suggested version step: **major** (`v2.0.0`): 1 thing breaking.");
    expect(text.indexOf("### Breaking")).toBeLessThan(text.indexOf("### Removed as announced"));
    expect(text).toContain("- `Query.old`: ");
    expect(text).toContain("use `product` instead");
  });

  it.each([
    ["v1.4.2", "major", "v2.0.0"],
    ["orders/1.4.2", "minor", "orders/1.5.0"],
    ["0.4.2", "major", "0.5.0"],
    ["0.4.2", "patch", "0.4.3"],
    ["main", "major", undefined],
    ["v1.4.2", "none", undefined],
  ] as const)("after %s a %s step gives %s", (ref, bump, next) => {
    expect(nextVersion(ref, bump)).toBe(next);
  });
});
