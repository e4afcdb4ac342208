import { describe, expect, it } from "vitest";
import { renderRisk } from "../../src/report/risk/index.ts";
import { riskFacts } from "../../src/report/risk/risk.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { change, comparison, CONTEXT, hit, report } from "./changes.ts";
import { bigReport, hostileReport, quietReport, shopReport } from "./shop-report.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

function levelOf(given: Report): string {
  return riskFacts(given).risk.level;
}

function one(
  parts: Parameters<typeof change>[0],
  impact: readonly Parameters<typeof hit>[0][] = [],
): Report {
  const only = change(parts);
  const impacts = new Map([[only, impact.map((each) => hit(each))]]);
  return report([comparison([only], {}, { ...CONTEXT, impacts })]);
}

describe("the risk", () => {
  it.each([
    ["high", "a known consumer breaks", one({}, [{}])],
    [
      "high",
      "an operation can be called with less",
      one({ rule: "security-loosened", severity: "compatible" }),
    ],
    ["high", "something could not be read", report([comparison([], { state: "unreadable" })])],
    [
      "medium",
      "something breaks, and nobody is known to use it",
      one({}, [{ verdict: "no-use-seen" }]),
    ],
    ["medium", "a consumer may break", one({ severity: "dangerous" }, [{ verdict: "may-break" }])],
    ["low", "only strict clients fail", one({ severity: "dangerous", rule: "enum-value-added" })],
    ["low", "nothing changed", quietReport()],
  ])("is %s where %s", (level, _, given) => {
    expect(levelOf(given)).toBe(level);
  });
});

describe("the note", () => {
  it("shows the whole shop as expected", async () => {
    await expect(renderRisk(shopReport(), PLAIN)).toMatchFileSnapshot("expected/shop.risk.md");
  });

  it("names the owners of the contracts", () => {
    const [first, ...rest] = shopReport().comparisons;
    if (first === undefined) throw new Error("no comparison");
    const owned = { ...first, owners: ["catalog-team", "@shop/catalog"] };
    const text = renderRisk({ ...shopReport(), comparisons: [owned, ...rest] }, PLAIN);
    expect(text).toContain("- **catalog**: `catalog-team`, `@shop/catalog`");
    expect(text).toContain("- Teams of the consumers: **storefront**, **payments**");
  });

  it("is short where there is nothing to say", () => {
    expect(renderRisk(quietReport(), PLAIN)).toBe(`\
<!-- contract-drift:contract-drift/risk -->
### Risk of merging: low

Nothing is worse than compatible. The check does not block.
`);
  });

  it("says that there is a way back where there is", () => {
    const text = renderRisk(one({}), PLAIN);
    expect(text).toContain("- Consumers first: `#schemas.Order.status`");
    expect(text).toContain("- The provider can be rolled back alone at any time.");
  });

  it.each([
    ["5,000 changes", bigReport(5000)],
    ["hostile names", hostileReport()],
    [
      "300 contracts",
      report(
        Array.from({ length: 300 }, (_, index) =>
          comparison([change()], { contract: `a/rather/long/name/of/contract-${index}` }),
        ),
      ),
    ],
  ])("fits into a comment: %s", (_, given) => {
    expect(renderRisk(given, PLAIN).length).toBeLessThan(65_000);
  });

  it("lets hostile names neither mention nor link anything", () => {
    const text = renderRisk(hostileReport(), PLAIN).replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(text).not.toMatch(/@\w|(?<!\\)\]\(|(?<!\\)<img/);
  });
});
