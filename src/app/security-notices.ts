import { isSecurityRegression } from "../policy/policy.ts";
import { anchorOf, distinctFindings } from "../report/findings.ts";
import type { Comparison, PolicyNotice } from "../report/report.ts";
import type { CheckInput } from "./check-input.ts";
import type { ContractPair } from "./config/discover.ts";

/** How many findings have a notice of their own before the rest is a count. */
const NAMED = 5;

/** What is protected less than before, where the policy neither blocks that nor ignores it. */
export function securityNotices(
  { policyFrom }: Pick<CheckInput, "policyFrom">,
  pairs: readonly ContractPair[],
  comparisons: readonly Comparison[],
): readonly PolicyNotice[] {
  const policies = new Map(
    pairs.map(({ name, before, after }) => {
      const found = policyFrom === "head" ? (after ?? before) : before;
      return [name, found?.config.policy.securityRegressions];
    }),
  );
  const warned = distinctFindings(comparisons).filter(
    ({ comparison, change }) =>
      isSecurityRegression(change.rule) &&
      change.severity !== "breaking" &&
      policies.get(comparison.contract) === "warn",
  );
  const shown = warned.slice(0, NAMED).map(({ comparison, change }): PolicyNotice => {
    const location = anchorOf(change)?.location;
    const { element, message } = change;
    const what = message.startsWith(element) ? message : `${element}: ${message}`;
    return {
      code: "security-regression",
      message: `${comparison.contract}: ${what}. Nobody breaks; whoever answers for access should have seen it.`,
      blocking: false,
      ...(location === undefined ? {} : { location }),
    };
  });
  const rest = warned.length - shown.length;
  if (rest === 0) return shown;
  const message = `${rest} more ${rest === 1 ? "change protects" : "changes protect"} less than before.`;
  return [...shown, { code: "security-regression", message, blocking: false }];
}
