import { describe, expect, it } from "vitest";
import { renderText } from "../../src/report/text/index.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import { change, comparison, CONTEXT, hit, report, waiverRuling } from "./changes.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

/** What `renderText` gives for one comparison with these changes. */
function shown(...parts: readonly Parameters<typeof change>[0][]): string {
  return renderText(report([comparison(parts.map((part) => change(part)))]), PLAIN);
}

describe("a finding", () => {
  it("says what, where, why, who, when, in which order, and what to do", () => {
    const one = change({
      lifecycle: {
        state: "removed-early",
        since: "2026-06-01",
        sunset: "2027-01-02",
        daysLeft: 41,
        replacement: "state",
      },
    });
    const uncovered = hit({ consumer: "mobile", verdict: "not-covered", because: [] });
    const context = { ...CONTEXT, impacts: new Map([[one, [hit(), uncovered]]]) };
    const text = renderText(report([comparison([one], {}, context)]), PLAIN);
    expect(text).toMatchInlineSnapshot(`
      "orders (OpenAPI)  ✖ 1 breaking
      ✖ breaking  field-removed  #schemas.Order.status  orders.yaml:12:9 (before)
          property status was removed.
          why     what consumers receive, breaking on the wire: Who reads it finds nothing; who sends it is rejected, or silently ignored where unknown members are.
          where   GET /orders/{} res.200[application/json].status
          who     web (storefront) breaks: selects Order.status (web/orders.graphql:4)
                  no evidence about mobile
          window  removed before its sunset; deprecated since 2026-06-01; sunset 2027-01-02, in 41 days; use state instead
          deploy  consumers first; the provider can be rolled back alone
          blocks  it breaks web
          do      Deprecate it with a sunset date, and remove it when nobody uses it.
          key     ded9cfc3b7eb82f3

      ✖ Blocking (1 of 1 change: 1 breaking, 0 dangerous, 0 compatible)
      Compared 1 contract on 2026-11-22.
      Next: contract-drift explain field-removed
      "
    `);
  });

  it("explains a rule once", () => {
    const text = shown({ element: "a" }, { element: "b" });
    expect(text.match(/^ {4}do /gm)).toHaveLength(1);
  });

  it("collapses the places above five and says how many there are", () => {
    const reach = Array.from({ length: 5 }, (_, index) => ({
      operation: `GET /a${index}`,
      place: "x",
    }));
    const text = shown({ reach, reachTotal: 240 });
    expect(text).toContain("GET /a4 x");
    expect(text).toContain("… and 235 more of 240 places");
  });

  it("points at before where the element is gone, and at after otherwise", () => {
    expect(shown({})).toContain("orders.yaml:12:9 (before)");
    const origin = { file: "orders.yaml", line: 1, column: 1 };
    expect(shown({ after: { value: 1, origin } })).toContain("orders.yaml:14:3\n");
  });

  it("makes control characters of hostile names visible", () => {
    const text = shown({ element: "\u001B[2Jx", message: "a\u202Eb\nc" });
    expect(text).toContain(String.raw`\u001b[2Jx`);
    expect(text).toContain(String.raw`a\u202eb\u000ac`);
  });
});

describe("a report of many changes", () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    change({
      element: `#schemas.T${String(index).padStart(5, "0")}`,
      ...(index < 10 ? {} : { rule: "type-changed", severity: "dangerous" }),
    }),
  );
  const big = report([comparison(many)]);

  it("shows the worst in full, some more on one line, and counts the rest", () => {
    const text = renderText(big, PLAIN);
    expect(text.split("\n").length).toBeLessThan(600);
    expect(text).toContain("✖ breaking  field-removed  #schemas.T00009");
    expect(text).toContain(
      "… and 9875 more changes that are breaking or dangerous: 9875 type-changed",
    );
  });

  it("begins with the verdict and what was found in which contract, worst first", () => {
    const small = comparison([change({ severity: "compatible" })], { contract: "stock" });
    const [verdict, ...rows] = renderText(report([small, comparison(many)]), PLAIN).split("\n");
    expect(verdict).toBe(
      "✖ Blocking (10 of 10001 changes: 10 breaking, 9990 dangerous, 1 compatible)",
    );
    expect(rows.slice(0, 3)).toEqual([
      "  orders  ✖ 10 breaking, 9990 dangerous; 10 block",
      "  stock   ✔ 1 compatible",
      "",
    ]);
    const short = renderText(report([comparison([change()])]), PLAIN);
    expect(short.startsWith("orders (OpenAPI)")).toBe(true);
  });

  it("is short on what somebody answers for", () => {
    const context = { ...CONTEXT, rulingOf: () => waiverRuling() };
    const text = (verbose: boolean) =>
      renderText(report([comparison([change()], {}, context)]), { ...PLAIN, verbose });
    expect(text(false)).toContain("waived by ana until 2027-01-31: nobody is left\n    key");
    expect(text(false)).not.toContain("    deploy");
    expect(text(true)).toContain("    deploy");
  });

  it("shows everything when asked to", () => {
    const text = renderText(big, { ...PLAIN, verbose: true });
    expect(text.match(/type-changed {2}#schemas/g)).toHaveLength(9990);
  });

  it("folds compatible changes into a count", () => {
    const text = shown({ severity: "compatible", rule: "field-added" });
    expect(text).toContain("✔ 1 compatible change: 1 field-added (--verbose lists them)");
    expect(text).not.toContain("#schemas.Order.status");
  });
});

describe("the end of a report", () => {
  it("says what was compared", () => {
    const sides = { base: { ref: "main", commit: "3f2a1bc9d" }, head: { ref: "working tree" } };
    const text = renderText(
      report([
        comparison([], { ...sides, size: { operations: 12, types: 1 } }),
        comparison([], { contract: "stock", state: "unchanged" }),
        comparison([], { contract: "catalog", state: "new", format: "graphql" }),
      ]),
      PLAIN,
    );
    expect(text).not.toContain("orders (");
    expect(text).toContain("catalog (GraphQL)  = new contract, nothing to compare with");
    expect(text).not.toContain("stock (");
    expect(text).toContain(
      "Compared 3 contracts (1 unchanged, 1 new) with 12 operations and 1 type on 2026-11-22.",
    );
  });

  it("names the consumers nothing is known about", () => {
    const text = renderText(
      { ...report([comparison([])]), coverage: { known: 4, covered: 3, uncovered: ["mobile"] } },
      PLAIN,
    );
    expect(text).toContain("3 of 4 known consumers judged; no evidence for mobile");
  });
});

describe("colour", () => {
  it("is never there unless asked for", () => {
    expect(shown({})).not.toContain("\u001B");
  });

  it("adds nothing but colour", () => {
    const coloured = renderText(report([comparison([change()])]), { colour: true, verbose: false });
    expect(coloured).toContain("\u001B[");
    expect(coloured.replaceAll(/\u001B\[\d+m/g, "")).toBe(shown({}));
  });
});
