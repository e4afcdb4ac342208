import type { Comparison, ComparisonState, Report, Revision, Summary } from "./report.ts";
import { counted, harmless } from "./text/style.ts";

/** `8 changes: 4 breaking, 2 dangerous, 2 compatible, 1 waived`, or `no changes`. */
export function countedChanges(summary: Summary): string {
  const total = totalOf(summary);
  return total === 0 ? "no changes" : `${counted(total, "change")}: ${countsOf(summary)}`;
}

/** `2 of 7 changes block: 4 breaking, …`, or `no changes`. */
export function blockingChanges(summary: Summary): string {
  const total = totalOf(summary);
  if (total === 0) return "no changes";
  const verb = summary.blocking === 1 || total === 1 ? "blocks" : "block";
  return `${summary.blocking} of ${counted(total, "change")} ${verb}: ${countsOf(summary)}`;
}

function totalOf({ breaking, dangerous, compatible }: Summary): number {
  return breaking + dangerous + compatible;
}

function countsOf({ breaking, dangerous, compatible, waived }: Summary): string {
  const counts = `${breaking} breaking, ${dangerous} dangerous, ${compatible} compatible`;
  return waived === 0 ? counts : `${counts}, ${waived} waived`;
}

const STATES: readonly (readonly [ComparisonState, string])[] = [
  ["unchanged", "unchanged"],
  ["new", "new"],
  ["removed", "removed"],
  ["unreadable", "unreadable"],
];

/** What was compared at all, so that a green run over nothing can be seen. */
export function comparedSentence(report: Report): string {
  const { bases, today } = report;
  const comparisons = [...new Map(report.comparisons.map((one) => [one.contract, one])).values()];
  const states = STATES.flatMap(([state, word]) => {
    const count = comparisons.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const detail = states.length === 0 ? "" : ` (${states.join(", ")})`;
  return `Compared ${counted(comparisons.length, "contract")}${detail}${sizeOf(comparisons)}${bases === undefined ? "" : ` against ${counted(bases.length, "base")}`} on ${today}.`;
}

function sizeOf(comparisons: readonly Comparison[]): string {
  const sizes = comparisons.flatMap(({ size }) => (size === undefined ? [] : [size]));
  if (sizes.length === 0) return "";
  const operations = sizes.reduce((sum, size) => sum + size.operations, 0);
  const types = sizes.reduce((sum, size) => sum + size.types, 0);
  return ` with ${counted(operations, "operation")} and ${counted(types, "type")}`;
}

/** What a comparison's state means; empty where its changes say it. */
const STATE_WORDS: Readonly<Record<ComparisonState, string>> = {
  compared: "",
  new: "new contract, nothing to compare with",
  removed: "the contract is gone",
  unchanged: "unchanged",
  unreadable: "could not be read",
};

/** `2 breaking, 1 compatible`, or what its state is. */
export function foundIn({ changes, state }: Comparison): string {
  if (STATE_WORDS[state] !== "") return STATE_WORDS[state];
  if (changes.length === 0) return "no changes";
  const severities = (["breaking", "dangerous", "compatible"] as const).flatMap((severity) => {
    const count = changes.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return severities.join(", ");
}

/** `main (3f2a1bc) → working tree`; undefined where a side is not named. */
export function sidesOf({ base, head }: Comparison): string | undefined {
  if (base === undefined || head === undefined) return undefined;
  return `${revisionWords(base)} → ${revisionWords(head)}`;
}

/** `main (3f2a1bc)`, or the name alone where there is no commit. */
export function revisionWords(side: Revision): string {
  const ref = harmless(side.ref);
  if (side.commit === undefined || side.commit.startsWith(side.ref)) return ref;
  return `${ref} (${side.commit.slice(0, 7)})`;
}

/** `Against main (3f2a1bc): nothing blocks; 2 changes: …`, for each base where there are several. */
export function baseSentences({ bases = [] }: Report): readonly string[] {
  return bases.map((base) => {
    const verdict = base.blocking ? "blocking" : "nothing blocks";
    return `Against ${revisionWords(base)}: ${verdict}; ${blockingChanges(base.summary)}.`;
  });
}
