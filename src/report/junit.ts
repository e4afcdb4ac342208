import type { Diagnostic } from "../model/contract.ts";
import { anchorOf, printedPlace, rankedFindings } from "./findings.ts";
import type { Finding } from "./findings.ts";
import type { Comparison, PolicyNotice, Report, ReportedChange } from "./report.ts";
import type { RenderOptions } from "./reporter.ts";
import { consumerLines } from "./text/consumers.ts";
import { counted, harmless } from "./text/style.ts";
import { windowSentence } from "./text/window.ts";
import { feltBy, sentence } from "./words.ts";

/** How many changes become test cases; more are counted. */
const LIMIT = 5_000;

type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  /** One line; with `type` it is what dashboards list. */
  readonly message?: string;
  readonly type?: string;
  readonly lines?: readonly string[];
  readonly location?: Diagnostic["location"];
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * JUnit XML as test tabs read it: a suite for each contract, a case for each change. What blocks
 * fails, what is waived is skipped, what could not be read is an error, everything else passes.
 */
export function renderJunit(report: Report, options: RenderOptions): string {
  const findings = rankedFindings(report).filter(
    ({ change }) => options.verbose || change.severity !== "compatible",
  );
  const shown = new Map<Comparison, ReportedChange[]>();
  for (const { comparison, change } of findings.slice(0, LIMIT))
    shown.set(comparison, [...(shown.get(comparison) ?? []), change]);
  const cut = findings.slice(LIMIT);
  const suites = [
    ...report.comparisons.map((comparison) =>
      named(suiteOf(comparison, shown.get(comparison) ?? []), comparison, report),
    ),
    ...policySuite(report.policyNotices),
    ...(cut.length === 0 ? [] : [cutSuite(cut)]),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract-drift" ${totals(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap((suite) => suiteLines(suite, report.today)),
    "</testsuites>",
    "",
  ].join("\n");
}

/** Where there are several bases, a suite says which one it is about. */
function named(suite: Suite, { base }: Comparison, { bases }: Report): Suite {
  if (bases === undefined || base === undefined) return suite;
  return { ...suite, name: `${suite.name} against ${base.ref}` };
}

function suiteOf(comparison: Comparison, changes: readonly ReportedChange[]): Suite {
  const { contract, state, diagnostics } = comparison;
  if (state === "unreadable") {
    const cases = diagnostics.map(({ code, message, location }): Case => ({
      name: `${contract} can be read`,
      outcome: "error",
      type: code,
      message,
      ...(location === undefined ? {} : { location }),
    }));
    return { name: contract, cases };
  }
  const cases = changes.map(changeCase);
  // A suite without cases would look as if nothing had been compared.
  return { name: contract, cases: cases.length > 0 ? cases : [quietCase(comparison)] };
}

function quietCase({ state, changes }: Comparison): Case {
  if (state === "new") return { name: "new contract, nothing to compare with", outcome: "passed" };
  const compatible = changes.filter(({ severity }) => severity === "compatible");
  if (compatible.length < changes.length)
    return {
      name: `${counted(changes.length, "change")} as against another base`,
      outcome: "passed",
    };
  const found = changes.length === 0 ? "no changes" : counted(changes.length, "compatible change");
  return { name: found, outcome: "passed" };
}

function changeCase(change: ReportedChange): Case {
  const location = anchorOf(change)?.location;
  const isWaived = change.waiver !== null && !change.blocking.value;
  return {
    name: `${change.rule} ${change.element} (${change.key})`,
    outcome: outcomeOf(change, isWaived),
    type: `${change.severity}: ${change.rule}`,
    message: isWaived ? change.blocking.because : sentence(change.message),
    lines: linesOf(change),
    ...(location === undefined ? {} : { location }),
  };
}

function outcomeOf(change: ReportedChange, isWaived: boolean): Outcome {
  if (change.blocking.value) return "failure";
  return isWaived ? "skipped" : "passed";
}

function linesOf(change: ReportedChange): readonly string[] {
  const before = change.before?.location;
  const after = change.after?.location;
  return [
    `${change.element}: ${sentence(change.message)}`,
    ...(before === undefined ? [] : [`before: ${printedPlace(before)}`]),
    ...(after === undefined ? [] : [`after: ${printedPlace(after)}`]),
    `why: ${feltBy(change)}`,
    ...change.reach
      .slice(0, 5)
      .map(({ operation, place }) => `where: ${operation} ${place}`.trimEnd()),
    ...consumerLines(change.impact).map((line) => `who: ${line}`),
    ...(change.lifecycle === undefined ? [] : [`window: ${windowSentence(change.lifecycle)}`]),
    `${change.blocking.value ? "blocks" : "passes"}: ${change.blocking.because}`,
    `key: ${change.key}`,
  ];
}

function policySuite(notices: readonly PolicyNotice[]): readonly Suite[] {
  if (notices.length === 0) return [];
  const cases = notices.map(({ code, message, blocking, location }): Case => ({
    name: `policy: ${code}: ${message}`,
    outcome: blocking ? "failure" : "passed",
    type: code,
    message,
    ...(location === undefined ? {} : { location }),
  }));
  return [{ name: "policy", cases }];
}

function cutSuite(cut: readonly Finding[]): Suite {
  const blocking = cut.filter(({ change }) => change.blocking.value).length;
  const name = `${counted(cut.length, "more change")} left out`;
  const message = `A report in this form has at most ${LIMIT} changes; ${blocking} of those left out block.`;
  return {
    name: "contract-drift",
    cases: [{ name, outcome: blocking > 0 ? "failure" : "skipped", type: "cut", message }],
  };
}

function suiteLines({ name, cases }: Suite, today: string): readonly string[] {
  return [
    `  <testsuite name="${attribute(name)}" ${totals(cases)} timestamp="${today}T00:00:00">`,
    ...cases.flatMap((one) => caseLines(one, name)),
    "  </testsuite>",
  ];
}

function totals(cases: readonly Case[]): string {
  const count = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="0"`;
}

function caseLines(one: Case, suite: string): readonly string[] {
  const { file, line } = one.location ?? {};
  const place = [
    ...(file === undefined ? [] : [` file="${attribute(file)}"`]),
    ...(line === undefined ? [] : [` line="${line}"`]),
  ].join("");
  const start = `    <testcase classname="${attribute(suite)}" name="${attribute(one.name)}"${place} time="0"`;
  const body = one.lines?.map((text) => escaped(text)).join("\n") ?? "";
  if (one.outcome === "passed") {
    return body === ""
      ? [`${start}/>`]
      : [`${start}>`, `      <system-out>${body}</system-out>`, "    </testcase>"];
  }
  const type = one.outcome === "skipped" ? "" : ` type="${attribute(one.type ?? one.outcome)}"`;
  return [
    `${start}>`,
    `      <${one.outcome}${type} message="${attribute(one.message ?? "")}">${body}</${one.outcome}>`,
    "    </testcase>",
  ];
}

/** Text of an element. What XML 1.0 cannot hold at all becomes visible or U+FFFD. */
function escaped(text: string): string {
  return harmless(text)
    .toWellFormed()
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', "&quot;");
}
