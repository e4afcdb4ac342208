import type { CalendarDate } from "../model/lifecycle.ts";
import type { EvidenceSource } from "../model/usage.ts";

/**
 * What a change does to one consumer, worst first. `no-use-seen` needs evidence at the grain of
 * the change that still holds; without it the answer is `not-covered`, never "unaffected".
 */
export const IMPACT_VERDICTS = ["breaks", "may-break", "not-covered", "no-use-seen"] as const;

export type ImpactVerdict = (typeof IMPACT_VERDICTS)[number];

/** The order of verdicts, worst first. */
export function worstFirst(a: ImpactVerdict, b: ImpactVerdict): number {
  return IMPACT_VERDICTS.indexOf(a) - IMPACT_VERDICTS.indexOf(b);
}

/** One reason for a verdict: the evidence and what it shows. */
export interface ImpactReason {
  readonly evidence: EvidenceSource;
  /** What of the change it meets, in one clause: `selects Order.status`, `document is rejected: …`. */
  readonly detail: string;
}

export interface ConsumerImpact {
  readonly consumer: string;
  readonly team?: string;
  readonly contacts?: readonly string[];
  readonly verdict: ImpactVerdict;
  readonly environment?: string;
  readonly versions?: readonly string[];
  /** Of the environment `staleIn` where that is given. */
  readonly lastSeen?: CalendarDate;
  /** How many days ago that was, where nothing that is known of the consumer holds any more. */
  readonly staleDays?: number;
  /** The environment of which nothing holds, where there is evidence of several. */
  readonly staleIn?: string;
  readonly because: readonly ImpactReason[];
}

/** How many of the known consumers could be judged at the needed grain. */
export interface Coverage {
  readonly known: number;
  readonly covered: number;
  readonly uncovered: readonly string[];
  /** Those of the uncovered of which there is evidence, but none that still holds. */
  readonly stale?: readonly string[];
}
