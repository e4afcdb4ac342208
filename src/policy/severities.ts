import type { Change } from "../diff/change.ts";
import type { RuleId } from "../rules/index.ts";
import type { Severity } from "../rules/rule.ts";

/** What a rule's findings count as instead of the catalogue's severity. `off` leaves them out. */
export type SeverityOverrides = ReadonlyMap<RuleId, Severity | "off">;

/** Changes with the severities that a project has set; effects keep what the catalogue says. */
export function withSeverities(
  changes: readonly Change[],
  overrides: SeverityOverrides,
): readonly Change[] {
  if (overrides.size === 0) return changes;
  return changes.flatMap((change) => {
    const severity = overrides.get(change.rule) ?? change.severity;
    if (severity === "off") return [];
    return severity === change.severity ? [change] : [{ ...change, severity }];
  });
}
