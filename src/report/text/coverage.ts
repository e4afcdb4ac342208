import type { Coverage } from "../../impact/verdict.ts";
import { counted, harmless } from "./style.ts";

/** How many known consumers could be judged, and about whom nothing is known. */
export function coverageLine(coverage: Coverage): string {
  const judged = `${coverage.covered} of ${counted(coverage.known, "known consumer")} judged`;
  const stale = new Set(coverage.stale);
  const dark = coverage.uncovered.filter((name) => !stale.has(name));
  return [
    judged,
    ...(dark.length === 0 ? [] : [`no evidence for ${listed(dark)}`]),
    ...(stale.size === 0 ? [] : [`only outdated evidence for ${listed([...stale])}`]),
  ].join("; ");
}

function listed(names: readonly string[]): string {
  const named = names.slice(0, 5).map((name) => harmless(name));
  const rest = names.length - named.length;
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
