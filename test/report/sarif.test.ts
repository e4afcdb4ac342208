import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { renderSarif } from "../../src/report/sarif/index.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { comparison, report } from "./changes.ts";
import { bigReport, FIRST_KEY, hostileReport, quietReport, shopReport } from "./shop-report.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

// The official schema (draft 4, but with no keyword that later drafts read differently).
const require = createRequire(import.meta.url);
const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(file, "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const isSarif = ajv.compile(schema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly Place[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly justification: string }[];
}

interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly Result[];
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
}

/** The one run of a log, which has to keep the official schema. */
function runOf(given: Report, options: Partial<RenderOptions> = {}): Run {
  const log: unknown = JSON.parse(renderSarif(given, { ...PLAIN, ...options }));
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  const { runs } = log as { runs: readonly Run[] };
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

describe("a SARIF log", () => {
  it("shows the whole shop as expected", async () => {
    const hosting = { kind: "github", url: "https://github.com/shop/api", commit: "aaaa" } as const;
    await expect(renderSarif(shopReport(), { ...PLAIN, hosting })).toMatchFileSnapshot(
      "expected/shop.sarif",
    );
  });

  it.each([
    ["the shop, verbose, with its pages", shopReport()],
    ["nothing", quietReport()],
    ["hostile names", hostileReport()],
    [
      "what could not be read",
      report([
        comparison([], {
          state: "unreadable",
          diagnostics: [{ code: "syntax", message: "x", location: { file: "a b.yaml" } }],
        }),
      ]),
    ],
  ])("keeps the official schema: %s", (_, given) => {
    const hosting = {
      kind: "gitlab",
      url: "https://gitlab.example/shop/api",
      commit: "a",
    } as const;
    const log: unknown = JSON.parse(renderSarif(given, { ...PLAIN, verbose: true, hosting }));
    expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  });

  it("is refused by the schema when it is wrong", () => {
    const log = JSON.parse(renderSarif(shopReport(), PLAIN)) as { runs: { results: object[] }[] };
    const [run] = log.runs;
    run?.results.push({ ruleId: "x", level: "blocking" });
    expect(isSarif(log)).toBe(false);
  });
});

describe("results", () => {
  const run = runOf(shopReport());
  const [first] = run.results;

  it("point into their rules, which have help", () => {
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    for (const rule of run.tool.driver.rules)
      expect(rule).toMatchObject({
        help: { text: expect.any(String), markdown: expect.any(String) },
        helpUri: expect.stringMatching(/^https:/),
      });
  });

  it("are recognised by the key of the change, not by its line", () => {
    expect(first?.partialFingerprints).toEqual({ "contractDriftKey/v1": FIRST_KEY });
  });

  it("have both sides: after's place, and before's beside it", () => {
    expect(first?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "services/orders/openapi.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 10, startColumn: 5 },
    });
    expect(first?.relatedLocations?.[0]?.physicalLocation.region.startLine).toBe(12);
    expect(first?.message.text).toContain("[Before](0)");
  });

  it("always name a file, even where no place is known", () => {
    const [change] = shopReport().comparisons.flatMap(({ changes }) => changes);
    if (change === undefined) throw new Error("no change");
    const { before: _before, after: _after, ...placeless } = change;
    const given = report([{ ...comparison([]), changes: [placeless] }]);
    expect(runOf(given).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      "orders",
    );
  });

  it("are errors where they block, and suppressed where they are waived", () => {
    expect(run.results.map(({ level }) => level)).toEqual([
      "error",
      "error",
      "warning",
      "warning",
      "warning",
    ]);
    const suppressed = run.results.filter(({ suppressions }) => suppressions.length > 0);
    expect(suppressed.map(({ suppressions }) => suppressions[0]?.justification)).toEqual([
      "Waived by ana until 2027-03-01: nobody has generated code from it yet",
    ]);
  });

  it("of compatible changes stand there only when everything is asked for", () => {
    expect(runOf(shopReport(), { verbose: true }).results).toHaveLength(run.results.length + 2);
  });
});

describe("a large log", () => {
  it("has at most 5,000 results, the weightiest, and says how many it left out", () => {
    const run = runOf(bigReport(6000), { verbose: true });
    expect(run.results).toHaveLength(5000);
    expect(run.results.slice(0, 10).every(({ level }) => level === "error")).toBe(true);
    expect(run.invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(
      /^1000 more results than 5000/,
    );
  });
});

describe("hostile names", () => {
  it("begin no embedded link and leave no control characters", () => {
    const [only] = runOf(hostileReport()).results;
    expect(only?.message.text).toContain(String.raw`\[l\](javascript:x)`);
    expect(only?.message.text.replace("[Before](0)", "")).not.toMatch(/(?<!\\)\[/);
    expect(only?.message.text).not.toContain("\u001B");
  });
});
