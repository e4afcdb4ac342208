import type { Diagnostic } from "../model/contract.ts";
import { anchorOf, printedPlace, rankedFindings } from "./findings.ts";
import type { Finding } from "./findings.ts";
import type { Comparison, PolicyNotice, Report } from "./report.ts";
import { blockingChanges, comparedSentence } from "./summary-words.ts";
import { counted, harmless, shortened } from "./text/style.ts";
import { sentence } from "./words.ts";

/** How many annotations of one level GitHub shows for a step; more are dropped without a word. */
const CAP = 10;

const TEXT_LIMIT = 1_000;

type Level = "error" | "warning";

/** What stands beside a line of a changed file, or beside the run where no line is known. */
interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly location?: Diagnostic["location"];
}

/**
 * Workflow commands that GitHub Actions turns into annotations, worst first, within what it shows:
 * errors for what blocks, warnings for what is worse than compatible. What is cut is counted. The
 * last line is the verdict, for who reads the log.
 */
export function renderGithub(report: Report): string {
  const all = [
    ...report.policyNotices.map(noticeAnnotation),
    ...report.comparisons.flatMap(unreadableAnnotations),
    ...rankedFindings(report).flatMap(changeAnnotations),
  ];
  const shown = (["error", "warning"] as const).flatMap((level) =>
    all.filter((one) => one.level === level).slice(0, CAP),
  );
  const cut = all.length - shown.length;
  const verdict = report.blocking ? "blocking" : "nothing blocks";
  return [
    ...shown.map(command),
    ...(cut > 0 ? [cutCommand(cut)] : []),
    `contract-drift: ${verdict}; ${blockingChanges(report.summary)}. ${comparedSentence(report)}`,
    "",
  ].join("\n");
}

function changeAnnotations({ comparison, change }: Finding): readonly Annotation[] {
  const isWaived = change.waiver !== null && !change.blocking.value;
  if (change.severity === "compatible" || isWaived) return [];
  const anchor = anchorOf(change);
  const before = change.before?.location;
  const stood = before === undefined ? "" : `, it stood at ${printedPlace(before)}`;
  const where = {
    element: "",
    parent: ` (Nothing of it is left: this is what was around it${stood}.)`,
    before: ` (Its file has no place for it any more${stood}.)`,
  }[anchor?.at ?? "element"];
  return [
    {
      level: change.blocking.value ? "error" : "warning",
      title: `${change.severity}: ${change.rule} in ${comparison.contract}`,
      message: `${change.element}: ${sentence(change.message)} ${change.blocking.value ? "Blocks" : "Passes"}: ${change.blocking.because}. Key ${change.key}.${where}`,
      // A line of before's file would be another line in after's, or the file is gone.
      ...(anchor === undefined || anchor.at === "before" ? {} : { location: anchor.location }),
    },
  ];
}

function noticeAnnotation({ code, message, blocking, location }: PolicyNotice): Annotation {
  return {
    level: blocking ? "error" : "warning",
    title: `policy: ${code}`,
    message,
    ...(location === undefined ? {} : { location }),
  };
}

function unreadableAnnotations({
  contract,
  state,
  diagnostics,
}: Comparison): readonly Annotation[] {
  if (state !== "unreadable") return [];
  return diagnostics.map(({ code, message, location }) => ({
    level: "error",
    title: `${contract} could not be read: ${code}`,
    message,
    ...(location === undefined ? {} : { location }),
  }));
}

/** A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function command({ level, title, message, location }: Annotation): string {
  const properties = [
    ...(location === undefined ? [] : [["file", harmless(location.file)] as const]),
    ...(location?.line === undefined ? [] : [["line", String(location.line)] as const]),
    ...(location?.column === undefined ? [] : [["col", String(location.column)] as const]),
    ["title", shortened(harmless(title), TEXT_LIMIT)] as const,
  ];
  const listed = properties.map(([name, value]) => `${name}=${propertyValue(value)}`).join(",");
  return `::${level} ${listed}::${data(shortened(harmless(message), TEXT_LIMIT))}`;
}

function cutCommand(cut: number): string {
  return `::notice title=contract-drift::${data(`${counted(cut, "more finding")} than GitHub shows: see the whole report (--format json=report.json, or markdown for the job summary).`)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyValue(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
