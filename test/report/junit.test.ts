import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { comparison, report } from "./changes.ts";
import { bigReport, HOSTILE, hostileReport, quietReport, shopReport } from "./shop-report.ts";
import { parseXml } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

function suitesOf(given: Report, options: Partial<RenderOptions> = {}): readonly XmlElement[] {
  const root = parseXml(renderJunit(given, { ...PLAIN, ...options }));
  expect(root.name).toBe("testsuites");
  return root.children;
}

const OUTCOMES = { failures: "failure", errors: "error", skipped: "skipped" } as const;

/** What readers of JUnit XML rely on, names and counts, where it does not hold. */
function faultsIn(root: XmlElement): readonly string[] {
  const cases = root.children.flatMap((suite) => suite.children);
  const counted = [
    [root, cases] as const,
    ...root.children.map((one) => [one, one.children] as const),
  ];
  const wrongCounts = counted.flatMap(([{ name, attributes }, inside]) =>
    [
      attributes["tests"] === String(inside.length),
      ...Object.entries(OUTCOMES).map(([count, outcome]) => {
        const found = inside.filter(({ children }) => children[0]?.name === outcome);
        return attributes[count] === String(found.length);
      }),
    ].includes(false)
      ? [`${name} counts wrongly`]
      : [],
  );
  const wrongCases = cases.filter(
    ({ name, attributes, children }) =>
      name !== "testcase" ||
      children.length > 1 ||
      [undefined, ""].includes(attributes["name"]) ||
      [undefined, ""].includes(attributes["classname"]),
  );
  return [...wrongCounts, ...wrongCases.map(({ name }) => `${name} is no test case`)];
}

describe("JUnit XML", () => {
  it.each([
    ["the shop", shopReport()],
    ["nothing", quietReport()],
    ["hostile names", hostileReport()],
    ["6,000 changes", bigReport(6000)],
  ])("is well-formed, and its counts are right: %s", (_, given) => {
    const root = parseXml(renderJunit(given, { ...PLAIN, verbose: true }));
    expect(faultsIn(root)).toEqual([]);
  });

  it("shows the whole shop as expected", async () => {
    await expect(renderJunit(shopReport(), PLAIN)).toMatchFileSnapshot("expected/shop.junit.xml");
  });

  it("fails what blocks, skips what is waived, passes the rest", () => {
    const outcomes = suitesOf(shopReport())
      .flatMap(({ children }) => children)
      .map(({ attributes, children }) => [
        attributes["name"]?.replace(/ \(.*/, ""),
        children[0]?.name,
      ]);
    expect(Object.fromEntries(outcomes)).toEqual({
      "enum-value-added Status": "system-out",
      "no changes": undefined,
      "field-removed #schemas.Order.status": "failure",
      "security-tightened GET /orders": "failure",
      "field-removed #schemas.Order.note": "system-out",
      "new contract, nothing to compare with": undefined,
      "field-number-changed shop.v1.Item.sku#1": "skipped",
    });
  });

  it("has a case for every contract, so that nothing compared is no green suite", () => {
    for (const suite of suitesOf(shopReport())) expect(suite.children.length).toBeGreaterThan(0);
  });

  it("is an error where a contract could not be read, and a failure where the policy blocks", () => {
    const location = { file: "a.yaml", line: 3 };
    const broken = comparison([], {
      state: "unreadable",
      diagnostics: [{ code: "syntax", message: "A colon is missing.", location }],
    });
    const [orders, policy] = suitesOf({
      ...report([broken]),
      policyNotices: [{ code: "loosened", message: "fail-on is looser", blocking: true }],
    });
    expect(orders?.children[0]?.attributes).toMatchObject({ file: "a.yaml", line: "3" });
    expect(orders?.children[0]?.children[0]).toMatchObject({
      name: "error",
      attributes: { type: "syntax", message: "A colon is missing." },
    });
    expect(policy?.children[0]?.children[0]?.name).toBe("failure");
  });

  it("counts what goes over 5,000 changes", () => {
    const suites = suitesOf(bigReport(6000), { verbose: true });
    expect(suites[0]?.children).toHaveLength(5000);
    expect(suites[1]?.children[0]?.attributes["name"]).toBe("1000 more changes left out");
  });

  it("gives hostile names back as they are, control characters visible", () => {
    const [suite] = suitesOf(hostileReport());
    expect(suite?.attributes["name"]).toBe(
      HOSTILE.replace("\u001B", String.raw`\u001b`)
        .replace("\u202E", String.raw`\u202e`)
        .replace("\n", String.raw`\u000a`),
    );
  });

  it.each(["\u0000", "\uD800", "\uFFFE", "]]>", "a & b"])("survives %j in a message", (text) => {
    const given = report([
      comparison([], { state: "unreadable", diagnostics: [{ code: "x", message: text }] }),
    ]);
    expect(() => suitesOf(given)).not.toThrow();
  });
});
