import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { blastRadius } from "../../src/report/html/graph.ts";
import { renderHtml } from "../../src/report/html/index.ts";
import { rankedFindings } from "../../src/report/findings.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { change, comparison, CONTEXT, hit, report } from "./changes.ts";
import { bigReport, HOSTILE, hostileReport, quietReport, shopReport } from "./shop-report.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

function page(given: Report): string {
  return renderHtml(given, PLAIN);
}

/** A run in which every consumer is hit by every change. */
function crowded(changes: number, consumers: number): Report {
  const all = Array.from({ length: changes }, (_, index) => change({ element: `e${index}` }));
  const impact = Array.from({ length: consumers }, (_, index) =>
    hit({ consumer: `c${index}`, team: `t${index % 3}` }),
  );
  const impacts = new Map(all.map((one) => [one, impact]));
  return report([comparison(all, {}, { ...CONTEXT, impacts })]);
}

describe("the page", () => {
  it("shows the whole shop as expected", async () => {
    const hosting = { kind: "github", url: "https://github.com/shop/api", commit: "aaaa" } as const;
    await expect(renderHtml(shopReport(), { ...PLAIN, hosting })).toMatchFileSnapshot(
      "expected/shop.html",
    );
  });

  it("allows its own style and script by their digests, and nothing else", () => {
    const text = page(shopReport());
    const [, policy = ""] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    const digestOf = (tag: string): string => {
      const [, body = ""] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text) ?? [];
      return `'sha256-${createHash("sha256").update(body).digest("base64")}'`;
    };
    expect(policy).toBe(
      `default-src 'none'; style-src ${digestOf("style")}; script-src ${digestOf("script")}; base-uri 'none'; form-action 'none'`,
    );
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<[^>]*\s(?:on\w+|style|src|srcset)=/);
  });

  it("asks no address for anything", () => {
    expect(page(shopReport())).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it("has an anchor for each change", () => {
    const text = page(shopReport());
    for (const { key } of shopReport().comparisons.flatMap(({ changes }) => changes))
      expect(text).toContain(`id="c-${key}"`);
  });

  it("says so where there is nothing", () => {
    const text = page(quietReport());
    expect(text).toContain("No contract has changed.");
    expect(text).toContain("No changes.");
    expect(text).toContain("✔ nothing blocks");
  });

  it("is not green where a contract could not be read", () => {
    const diagnostics = [{ code: "syntax", message: "A colon is missing." }];
    const text = page(report([comparison([], { state: "unreadable", diagnostics })]));
    expect(text).toContain("1 contract could not be read");
    expect(text).toContain("A colon is missing.");
  });
});

describe("5,000 changes", () => {
  const text = page(bigReport(5000));

  it("are shown as far as a page can hold them, and the rest is counted", () => {
    expect(text.match(/<article /g)).toHaveLength(300);
    expect(text.match(/<tr id="c-/g)).toHaveLength(2000);
    expect(text).toContain("… and 2700 more changes for which this page has no room");
    expect(text.length).toBeLessThan(2_000_000);
  });
});

describe("hostile names", () => {
  const text = page(hostileReport());

  it("are text wherever they stand", () => {
    expect(text).not.toContain("<img");
    expect(text.match(/<\/script>/g)).toHaveLength(1);
    expect(text).not.toContain("\u001B");
    expect(text).toContain("&#60;img src=x onerror=alert(1)&#62;");
    expect(HOSTILE).toContain("<img");
  });
});

describe("the picture", () => {
  it("has the elements, their consumers and the teams", () => {
    const radius = blastRadius(rankedFindings(shopReport()));
    expect(radius?.columns).toEqual([
      ["orders: #schemas.Order.status"],
      ["web", "till"],
      ["storefront", "payments"],
    ]);
    expect(radius?.edges).toEqual([
      [
        { from: 0, to: 0, breaks: true },
        { from: 0, to: 1, breaks: false },
      ],
      [
        { from: 0, to: 0, breaks: true },
        { from: 1, to: 1, breaks: false },
      ],
    ]);
  });

  it("is not drawn where nobody is known to be hit", () => {
    expect(blastRadius(rankedFindings(report([comparison([change()])])))).toBeUndefined();
    expect(page(report([comparison([change()])]))).toContain("No consumer is known to be hit.");
  });

  it("counts what is over thirty boxes in a column", () => {
    const radius = blastRadius(rankedFindings(crowded(100, 50)));
    const [elements, consumers, teams] = radius?.columns ?? [];
    expect(elements).toHaveLength(30);
    expect(elements?.at(-1)).toBe("… 71 more");
    expect(consumers).toHaveLength(30);
    expect(teams).toHaveLength(3);
  });

  it("is sorted so that lines do not cross where they need not", () => {
    const [a, b] = [change({ element: "a" }), change({ element: "b" })];
    const impacts = new Map([
      [a, [hit({ consumer: "x" })]],
      [b, [hit({ consumer: "y" })]],
    ]);
    const radius = blastRadius(
      rankedFindings(report([comparison([b, a], {}, { ...CONTEXT, impacts })])),
    );
    for (const { from, to } of radius?.edges[0] ?? []) expect(from).toBe(to);
  });
});
