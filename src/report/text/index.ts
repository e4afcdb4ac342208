import type { Diagnostic } from "../../model/contract.ts";
import type { Comparison, PolicyNotice, Report, ReportedChange } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { distinctFindings } from "../findings.ts";
import { foundIn, sidesOf } from "../summary-words.ts";
import { FORMAT_NAMES } from "../words.ts";
import { changeBlock, onlyLine, waivedBlock } from "./change.ts";
import type { Explained } from "./change.ts";
import { diagnosticLines, placed } from "./diagnostics.ts";
import { countByRule, selectChanges } from "./selection.ts";
import type { Selection } from "./selection.ts";
import { counted, harmless, styleOf, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";
import { overview } from "./overview.ts";
import { summaryLines } from "./summary.ts";

/** The report for people: changes by contract, worst first, and what was compared at the end. */
export function renderText(report: Report, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const found = distinctFindings(report.comparisons).map(({ change }) => change);
  const view: View = {
    style,
    verbose: options.verbose,
    selection: selectChanges(found, options.verbose),
    found: new Set(found),
    explained: new Set(),
  };
  const sections = report.comparisons
    .filter((comparison) => options.verbose || isWorthASection(comparison, report))
    .map((comparison) => contractSection(comparison, view));
  const details = [
    ...sections,
    ...noticeSection(report.policyNotices, style),
    ...diagnosticSection(report.diagnostics, view),
  ];
  const isLong = details.join("\n\n").split("\n").length > ONE_SCREEN;
  return [
    ...(isLong ? [overview(report, style).join("\n")] : []),
    ...details,
    summaryLines(report, style).join("\n"),
  ]
    .map((section) => `${section}\n`)
    .join("\n");
}

/** Lines of a screen; what fits needs no overview before it. */
const ONE_SCREEN = 30;

interface View {
  readonly style: Style;
  readonly verbose: boolean;
  readonly selection: Selection;
  /** Every change once, where several bases show it. */
  readonly found: ReadonlySet<ReportedChange>;
  readonly explained: Explained;
}

/** Contracts without changes are counted; where there is one contract only, its sides are named. */
function isWorthASection(comparison: Comparison, { comparisons }: Report): boolean {
  if (comparison.changes.length + comparison.diagnostics.length > 0) return true;
  return comparison.state === "compared"
    ? comparisons.length === 1
    : comparison.state !== "unchanged";
}

function contractSection(comparison: Comparison, view: View): string {
  const blocks = comparison.changes.flatMap((change) => {
    if (view.selection.inFull.has(change)) return [blockOf(change, view)];
    return view.selection.onOneLine.has(change) ? [onlyLine(change, view.style)] : [];
  });
  return [
    heading(comparison, view.style),
    ...separated(blocks),
    ...restLines(comparison.changes, view),
    ...diagnosticSection(comparison.diagnostics, view),
  ].join("\n");
}

/** What somebody answers for already needs no decision: it is short unless everything is asked for. */
function blockOf(change: ReportedChange, { style, verbose, explained }: View): string {
  return change.waiver === null || change.blocking.value || verbose
    ? changeBlock(change, style, explained)
    : waivedBlock(change, style);
}

/** Blocks of several lines get an empty line before them; single lines follow each other. */
function separated(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, index) => (index > 0 && block.includes("\n") ? `\n${block}` : block));
}

function heading(comparison: Comparison, style: Style): string {
  const sides = sidesOf(comparison);
  return [
    style.strong(`${harmless(comparison.contract)} (${FORMAT_NAMES[comparison.format]})`),
    ...(sides === undefined ? [] : [sides]),
    style.verdict(comparison.verdict, `${SYMBOLS[comparison.verdict]} ${foundIn(comparison)}`),
  ].join("  ");
}

/** What is not shown: compatible changes, and what went over the limit. */
function restLines(changes: readonly ReportedChange[], view: View): readonly string[] {
  const { inFull, onOneLine } = view.selection;
  const own = changes.filter((change) => view.found.has(change));
  const hidden = own.filter((change) => !inFull.has(change) && !onOneLine.has(change));
  const compatible = hidden.filter((change) => change.severity === "compatible");
  const cut = hidden.filter((change) => change.severity !== "compatible");
  const lines: string[] = [];
  const repeated = changes.length - own.length;
  if (repeated > 0) lines.push(`= ${counted(repeated, "change")} as against another base`);
  if (cut.length > 0) {
    lines.push(
      `… and ${counted(cut.length, "more change")} that are breaking or dangerous: ${countByRule(cut, 6)} (all of them: --verbose or --format json)`,
    );
  }
  if (compatible.length > 0) {
    lines.push(
      `${view.style.verdict("compatible", SYMBOLS.compatible)} ${counted(compatible.length, "compatible change")}: ${countByRule(compatible, 4)} (--verbose lists them)`,
    );
  }
  return lines;
}

function noticeSection(notices: readonly PolicyNotice[], style: Style): readonly string[] {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => {
    const word = notice.blocking
      ? style.verdict("breaking", "blocking policy notice")
      : "policy notice";
    return `${word}  ${notice.code}  ${harmless(notice.message)}${placed(notice.location)}`;
  });
  return [lines.join("\n")];
}

function diagnosticSection(diagnostics: readonly Diagnostic[], view: View): readonly string[] {
  const lines = diagnosticLines(diagnostics, view.style, view.verbose);
  return lines.length === 0 ? [] : [lines.join("\n")];
}
