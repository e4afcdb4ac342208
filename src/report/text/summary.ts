import type { Report } from "../report.ts";
import { baseSentences, comparedSentence, countedChanges } from "../summary-words.ts";
import { coverageLine } from "./coverage.ts";
import { counted, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";

/** The last lines: the verdict, whom we could judge, and what was compared at all. */
export function summaryLines(report: Report, style: Style): readonly string[] {
  const { coverage } = report;
  return [
    ...verdictLines(report, style),
    ...baseSentences(report),
    ...(coverage.known === 0 ? [] : [coverageLine(coverage)]),
    style.faint(comparedSentence(report)),
    ...nextLine(report, style),
  ];
}

/** Whether it blocks, and whether everything could be read. */
export function verdictLines(report: Report, style: Style): readonly string[] {
  const { summary } = report;
  const found = countedChanges(summary);
  const unreadable = report.comparisons.filter(({ state }) => state === "unreadable").length;
  return [
    ...(unreadable === 0
      ? []
      : [
          style.verdict(
            "breaking",
            `${SYMBOLS.breaking} No verdict: ${counted(unreadable, "contract")} could not be read`,
          ),
        ]),
    report.blocking
      ? style.verdict("breaking", `${SYMBOLS.breaking} Blocking`) +
        ` (${summary.blocking} of ${found})`
      : unreadable > 0
        ? `Nothing else blocks (${found})`
        : style.verdict("compatible", `${SYMBOLS.compatible} Not blocking`) + ` (${found})`,
  ];
}

/** The next command. Waivers are written into the work tree, for what a check of it has found. */
function nextLine(report: Report, style: Style): readonly string[] {
  const [first] = report.comparisons.flatMap(({ changes, head }) =>
    changes
      .filter(({ blocking }) => blocking.value)
      .map(({ rule, key }) => ({ rule, key, isWaivable: head?.ref === "working tree" })),
  );
  if (first === undefined) return [];
  const explain = `Next: contract-drift explain ${first.rule}`;
  const waive = `      or, where it is meant: contract-drift waive ${first.key} --reason … --owner … --expires …`;
  return [style.faint(explain), ...(first.isWaivable ? [style.faint(waive)] : [])];
}
