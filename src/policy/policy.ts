import type { RuleId } from "../rules/index.ts";
import type { Severity } from "../rules/rule.ts";
import type { RemovalRule } from "./removal-rule.ts";
import type { WindowPolicy } from "./windows.ts";

/** The lowest severity that can block; `never` reports everything and blocks nothing. */
export const FAIL_ON = ["breaking", "dangerous", "never"] as const;

export type FailOn = (typeof FAIL_ON)[number];

/**
 * Whether use matters. `always`: every change at `failOn` blocks. `used`: only where a consumer is
 * known to be hit. `used-or-unknown`: also where the use cannot be judged (no consumer known, or
 * one without evidence at the needed grain).
 */
export const BLOCK_RULES = ["always", "used", "used-or-unknown"] as const;

export type BlockRule = (typeof BLOCK_RULES)[number];

/**
 * What a change does by which something protected is protected less: block whatever its severity,
 * be named in a notice, or count as any compatible change.
 */
export const SECURITY_REGRESSION_RULES = ["block", "warn", "ignore"] as const;

export type SecurityRule = (typeof SECURITY_REGRESSION_RULES)[number];

/** What turns a severity into a verdict for one contract. Breaking describes a change, blocking the verdict. */
export interface Policy {
  readonly failOn: FailOn;
  readonly block: BlockRule;
  readonly removalAfterWindow: RemovalRule;
  /** Default: `warn`. */
  readonly securityRegressions?: SecurityRule;
  /** What is asked of deprecations. Absent: nothing. */
  readonly window?: WindowPolicy;
}

export const DEFAULT_POLICY: Policy = {
  failOn: "breaking",
  block: "used-or-unknown",
  removalAfterWindow: "block-if-used",
  securityRegressions: "warn",
};

/** True where a severity is at or above what the policy fails on. */
export function reachesFailOn(severity: Severity, failOn: FailOn): boolean {
  if (failOn === "never") return false;
  return severity === "breaking" || (severity === "dangerous" && failOn === "dangerous");
}

/** True for a finding by which something protected is protected less; nobody breaks by it. */
export function isSecurityRegression(rule: string | undefined): boolean {
  return rule === ("security-loosened" satisfies RuleId);
}
