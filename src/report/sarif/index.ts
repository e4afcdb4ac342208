import type { Diagnostic } from "../../model/contract.ts";
import { rankedFindings } from "../findings.ts";
import type { Finding } from "../findings.ts";
import { HOME } from "../home.ts";
import type { Report } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { counted } from "../text/style.ts";
import { physicalLocation, ROOT } from "./location.ts";
import { resultOf } from "./result.ts";
import { ruleDescriptor } from "./rules.ts";

/** How many results of a run GitHub shows. */
const LIMIT = 5_000;

/**
 * A SARIF 2.1.0 log with one run. Compatible changes are left out unless `verbose`; what blocks is
 * an error, a waived change carries a suppression. At most 5,000 results, the weightiest.
 */
export function renderSarif(report: Report, options: RenderOptions): string {
  const findings = rankedFindings(report).filter(
    ({ change }) => options.verbose || change.severity !== "compatible",
  );
  const shown = findings.slice(0, LIMIT);
  const ruleIds = [...new Set(shown.map(({ change }) => change.rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { ...driverOf(report), rules: ruleIds.map(ruleDescriptor) } },
        automationDetails: { id: `${options.name ?? "contract-drift"}/` },
        invocations: [invocationOf(report, findings.length - shown.length)],
        ...versionControl(report, options),
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
        columnKind: "utf16CodeUnits",
        results: resultsOf(shown, ruleIds),
        properties: { verdict: report.verdict, blocks: report.blocking, counts: report.summary },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultsOf(findings: readonly Finding[], ruleIds: readonly string[]) {
  const indices = new Map(ruleIds.map((id, index) => [id, index]));
  return findings.map((finding) => resultOf(finding, indices.get(finding.change.rule) ?? -1));
}

function driverOf({ tool }: Report) {
  return {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: HOME,
  };
}

/** What the run has to say of itself: what could not be read, what the policy notices, what was cut. */
function invocationOf(report: Report, cut: number) {
  const unreadable = report.comparisons.filter(({ state }) => state === "unreadable");
  const diagnostics = report.comparisons.flatMap((comparison) =>
    comparison.diagnostics.map((one) => ({ ...one, level: unreadable.includes(comparison) })),
  );
  return {
    executionSuccessful: unreadable.length === 0,
    toolExecutionNotifications: [
      ...report.diagnostics.map((one) => notification(one, "note")),
      ...diagnostics.map((one) => notification(one, one.level ? "error" : "note")),
      ...(cut > 0 ? [cutNotification(cut)] : []),
    ],
    toolConfigurationNotifications: report.policyNotices.map((one) =>
      notification(one, one.blocking ? "error" : "warning"),
    ),
  };
}

function notification(
  { code, message, location }: Diagnostic,
  level: "error" | "warning" | "note",
) {
  return {
    descriptor: { id: code },
    level,
    message: { text: message },
    ...(location === undefined
      ? {}
      : { locations: [{ physicalLocation: physicalLocation(location) }] }),
  };
}

function cutNotification(cut: number) {
  const text = `${counted(cut, "more result")} than ${LIMIT}: they are left out, least weighty first. The JSON report has all of them.`;
  return { descriptor: { id: "results-cut" }, level: "warning", message: { text } };
}

function versionControl({ comparisons }: Report, { hosting }: RenderOptions) {
  if (hosting === undefined) return {};
  const revision = comparisons.find(({ head }) => head?.commit !== undefined)?.head?.commit;
  const commit = revision ?? hosting.commit;
  return {
    versionControlProvenance: [
      {
        repositoryUri: hosting.url,
        ...(commit === undefined ? {} : { revisionId: commit }),
        mappedTo: { uriBaseId: ROOT },
      },
    ],
  };
}
