import type { Comparison } from "../report/report.ts";
import type { CheckInput } from "./check-input.ts";
import type { ContractPair } from "./config/discover.ts";

/**
 * Contracts that are gone beside a new one of the same format: maybe the same one under another
 * name. Whoever renamed it is told how to say so; nothing is guessed about what it breaks.
 */
export function withRenameNotes(
  comparisons: readonly Comparison[],
  pairs: readonly ContractPair[],
  { after }: Pick<CheckInput, "after">,
): readonly Comparison[] {
  const isGone = ({ state }: Comparison): boolean => state === "removed";
  if (!comparisons.some(isGone)) return comparisons;
  const appeared = comparisons.filter(({ state }) => state === "new");
  return comparisons.map((comparison) => {
    const likely = appeared.filter(({ format }) => format === comparison.format);
    const [only] = likely;
    if (!isGone(comparison) || only === undefined || likely.length > 1) return comparison;
    const entry = pairs.find(({ name }) => name === only.contract)?.after?.entries[0];
    const message = `${only.contract} is new: where it is ${comparison.contract} under another name, write \`renamedFrom: ${JSON.stringify(comparison.contract)}\` beside its path.`;
    const note = {
      code: "maybe-renamed",
      message,
      location: { file: entry ?? after.config.file },
    };
    return { ...comparison, diagnostics: [...comparison.diagnostics, note] };
  });
}
