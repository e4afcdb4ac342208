import type { Change } from "../../src/diff/change.ts";
import { worse, type Severity } from "../../src/rules/rule.ts";

/** What has to be said of an edit: `breaking field-removed`, or nothing, for a reason. */
export type Claim = string | { readonly silent: string } | Gap;

/** What should be said of an edit and is not yet. A gap that was closed has to leave the table. */
export interface Gap {
  readonly gap: string;
  /** Why that is what should be said. */
  readonly because: string;
}

/** Nothing is said, because nobody is concerned: the reason stands beside it. */
export function silent(reason: string): Claim {
  return { silent: reason };
}

export function gap(should: string, because: string): Claim {
  return { gap: should, because };
}

export interface Judged {
  /** What was found, worst first: `breaking field-removed`. */
  readonly found: readonly string[];
  readonly claimed: boolean;
}

/**
 * Whether what was found is what was claimed: the rule with its severity, and nothing worse beside
 * it. A silent edit has no change at all.
 */
export function judge(changes: readonly Change[], claim: Claim): Judged {
  const found = changes.map(({ severity, rule }) => `${severity} ${rule}`);
  if (typeof claim === "object" && "silent" in claim) return { found, claimed: found.length === 0 };
  const expected = typeof claim === "string" ? claim : claim.gap;
  const worst = changes.reduce<Severity>(
    (all, change) => worse(all, change.severity),
    "compatible",
  );
  const claimed = found.includes(expected) && expected.startsWith(`${worst} `);
  return { found, claimed };
}

export function isGap(claim: Claim): claim is Gap {
  return typeof claim === "object" && "gap" in claim;
}
