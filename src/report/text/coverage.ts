import type { Coverage } from "../../impact/verdict.ts";
import { counted, harmless } from "./style.ts";

/** How many known consumers could be judged, and about whom nothing is known. */
export function coverageLine(coverage: Coverage): string {
  const judged = `${coverage.covered} of ${counted(coverage.known, "known consumer")} judged`;
  if (coverage.uncovered.length === 0) return judged;
  const named = coverage.uncovered.slice(0, 5).map((name) => harmless(name));
  const rest = coverage.uncovered.length - named.length;
  return `${judged}; no evidence for ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
