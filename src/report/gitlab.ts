import { createHash } from "node:crypto";
import type { Diagnostic } from "../model/contract.ts";
import { anchorOf, rankedFindings } from "./findings.ts";
import type { Finding } from "./findings.ts";
import type { Report } from "./report.ts";
import type { RenderOptions } from "./reporter.ts";
import { counted, harmless, shortened } from "./text/style.ts";
import { sentence } from "./words.ts";

/** How many changes are listed; more are counted in a last entry. */
const LIMIT = 5_000;

const TEXT_LIMIT = 1_000;

/** An entry of GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  /** Unique in the report; the same for the same finding in another run. */
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * GitLab's code quality report, worst first: what blocks is `blocker`, what is breaking and passes
 * `major`, dangerous `minor`, waived `info`. Compatible changes are left out unless `verbose`.
 */
export function renderGitlab(report: Report, options: RenderOptions): string {
  const findings = rankedFindings(report).filter(
    ({ change }) => options.verbose || change.severity !== "compatible",
  );
  const cut = findings.length - LIMIT;
  const issues = [
    ...report.policyNotices.map(({ code, message, blocking, location }) =>
      issueOf({ code, message, ...(location === undefined ? {} : { location }) }, blocking),
    ),
    ...report.comparisons
      .filter(({ state }) => state === "unreadable")
      .flatMap(({ diagnostics }) => diagnostics.map((one) => issueOf(one, true))),
    ...findings.slice(0, LIMIT).map(changeIssue),
    ...(cut > 0
      ? [
          issueOf(
            { code: "cut", message: `${counted(cut, "more change")} than ${LIMIT} left out.` },
            false,
          ),
        ]
      : []),
  ];
  // Fingerprints must be unique: what is told twice is one entry.
  const distinct = new Map(issues.map((issue) => [issue.fingerprint, issue]));
  return `${JSON.stringify([...distinct.values()], undefined, 2)}\n`;
}

function changeIssue({ comparison, change }: Finding): Issue {
  const { file, line } = anchorOf(change)?.location ?? { file: comparison.contract, line: 1 };
  const verdict = change.blocking.value ? "Blocks" : "Passes";
  const text = `${change.element}: ${sentence(change.message)} ${verdict}: ${sentence(change.blocking.because)}`;
  return {
    description: shortened(harmless(text), TEXT_LIMIT),
    check_name: change.rule,
    fingerprint: change.key,
    severity: severityOf(change),
    location: { path: file, lines: { begin: line } },
  };
}

function severityOf({ severity, blocking, waiver }: Finding["change"]): Issue["severity"] {
  if (blocking.value) return "blocker";
  if (waiver !== null || severity === "compatible") return "info";
  return severity === "breaking" ? "major" : "minor";
}

/** Something that is no change. It has no key, so its text is what tells it apart. */
function issueOf({ code, message, location }: Diagnostic, blocks: boolean): Issue {
  const identity = JSON.stringify([code, message, location?.file ?? ""]);
  return {
    description: shortened(harmless(message), TEXT_LIMIT),
    check_name: code,
    fingerprint: createHash("sha256").update(identity).digest("hex").slice(0, 16),
    severity: blocks ? "blocker" : "minor",
    location: {
      path: location?.file ?? "contract-drift.yaml",
      lines: { begin: location?.line ?? 1 },
    },
  };
}
