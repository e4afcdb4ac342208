import { describe, expect, it } from "vitest";
import { renderGitlab } from "../../src/report/gitlab.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { comparison, report } from "./changes.ts";
import { bigReport, FIRST_KEY, hostileReport, quietReport, shopReport } from "./shop-report.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

/** An entry as GitLab documents it; everything it asks for has to be there. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function isIssue(value: unknown): value is Issue {
  const issue = value as Partial<Issue> | null;
  const { path, lines } = issue?.location ?? {};
  return (
    typeof issue?.description === "string" &&
    typeof issue.check_name === "string" &&
    typeof issue.fingerprint === "string" &&
    ["info", "minor", "major", "critical", "blocker"].includes(issue.severity ?? "") &&
    typeof path === "string" &&
    !/^\.?\//.test(path) &&
    Number.isInteger(lines?.begin) &&
    (lines?.begin ?? 0) > 0
  );
}

function issuesOf(given: Report, options: Partial<RenderOptions> = {}): readonly Issue[] {
  const issues: unknown = JSON.parse(renderGitlab(given, { ...PLAIN, ...options }));
  if (!Array.isArray(issues)) throw new Error("A code quality report is a list.");
  expect(issues.filter((issue) => !isIssue(issue))).toEqual([]);
  expect(new Set((issues as Issue[]).map(({ fingerprint }) => fingerprint)).size).toBe(
    issues.length,
  );
  return issues as Issue[];
}

describe("GitLab's code quality report", () => {
  it("has an entry for each change that is worse than compatible, the weightiest first", () => {
    const issues = issuesOf(shopReport());
    expect(issues.map(({ severity, location }) => [severity, location])).toEqual([
      ["blocker", { path: "services/orders/openapi.yaml", lines: { begin: 10 } }],
      ["blocker", { path: "services/orders/openapi.yaml", lines: { begin: 41 } }],
      ["major", { path: "orders.yaml", lines: { begin: 12 } }],
      ["info", { path: "proto/stock.proto", lines: { begin: 4 } }],
      ["minor", { path: "catalog.graphql", lines: { begin: 8 } }],
    ]);
    expect(issues[0]?.fingerprint).toBe(FIRST_KEY);
  });

  it("has compatible changes, too, when everything is asked for", () => {
    expect(issuesOf(shopReport(), { verbose: true })).toHaveLength(7);
  });

  it("is an empty list where nothing is found", () => {
    expect(issuesOf(quietReport())).toEqual([]);
  });

  it("tells what blocks beside changes, each once", () => {
    const location = { file: "a.yaml", line: 3 };
    const diagnostic = { code: "syntax", message: "A colon is missing.", location };
    const issues = issuesOf({
      ...report([
        comparison([], { state: "unreadable", diagnostics: [diagnostic, diagnostic] }),
        comparison([], { diagnostics: [diagnostic] }),
      ]),
      policyNotices: [{ code: "loosened", message: "fail-on is looser", blocking: true }],
    });
    expect(
      issues.map(({ check_name, severity, location: { path } }) => [check_name, severity, path]),
    ).toEqual([
      ["loosened", "blocker", "contract-drift.yaml"],
      ["syntax", "blocker", "a.yaml"],
    ]);
  });

  it("survives hostile names", () => {
    const [notice, change] = issuesOf(hostileReport());
    expect(notice?.check_name).toBe("loosened");
    expect(change?.description).not.toContain("\u001B");
  });

  it("is cut at 5,000 changes with a count", () => {
    const issues = issuesOf(bigReport(9000));
    expect(issues).toHaveLength(5001);
    expect(issues.at(-1)?.description).toBe("1004 more changes than 5000 left out.");
  });
});
