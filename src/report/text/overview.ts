import type { Comparison, Report } from "../report.ts";
import { foundIn, revisionWords } from "../summary-words.ts";
import { verdictLines } from "./summary.ts";
import { counted, harmless, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";

/** How many contracts the table names before the rest is a count. */
const LISTED = 20;

/** What a reader of a long report sees first: the verdict, and what was found in which contract. */
export function overview(report: Report, style: Style): readonly string[] {
  const several = report.bases !== undefined;
  const found = report.comparisons
    .filter(({ changes, state }) => changes.length > 0 || state === "unreadable")
    .map((comparison) => ({
      name: nameOf(comparison, several),
      blocking: comparison.changes.filter((change) => change.blocking.value).length,
      comparison,
    }))
    .sort((one, other) => other.blocking - one.blocking);
  const listed = found.slice(0, LISTED);
  const width = Math.max(...listed.map(({ name }) => name.length));
  const rows = listed.map(({ name, blocking, comparison }) => {
    const { verdict } = comparison;
    const words = `${SYMBOLS[verdict]} ${foundIn(comparison)}`;
    const block = blocking === 0 ? "" : `; ${blocking} ${blocking === 1 ? "blocks" : "block"}`;
    return `  ${name.padEnd(width)}  ${style.verdict(verdict, words)}${block}`;
  });
  const rest = found.length - listed.length;
  return [
    ...verdictLines(report, style),
    ...rows,
    ...(rest > 0 ? [`  … and ${counted(rest, "more contract")}`] : []),
  ];
}

function nameOf({ contract, base }: Comparison, several: boolean): string {
  const name = harmless(contract);
  return several && base !== undefined ? `${name} against ${revisionWords(base)}` : name;
}
