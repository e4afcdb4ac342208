import type { Coordinate, ElementKind } from "../model/element.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { Json } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Location } from "../model/position.ts";
import type { Direction, Surface } from "../model/semantics.ts";
import type { Witness } from "../model/witness.ts";
import type { ChangeLifecycle, Effect, Reach } from "../diff/change.ts";
import type { ConsumerImpact, Coverage } from "../impact/verdict.ts";
import type { ContentIds } from "../policy/waivers.ts";
import type { Severity } from "../rules/rule.ts";

/** The worst severity of a comparison; `unchanged` where there is no change at all. */
export type Verdict = Severity | "unchanged";

/** What `--format json` prints. Public: `schemaVersion` rises when a field changes its meaning. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "contract-drift"; readonly version: string };
  readonly today: CalendarDate;
  readonly verdict: Verdict;
  readonly blocking: boolean;
  readonly summary: Summary;
  readonly coverage: Coverage;
  /** The verdict against each base, where there are several; `comparisons` has all of them. */
  readonly bases?: readonly BaseVerdict[];
  readonly policyNotices: readonly PolicyNotice[];
  readonly diagnostics: readonly Diagnostic[];
  readonly comparisons: readonly Comparison[];
}

export interface Summary {
  readonly breaking: number;
  readonly dangerous: number;
  readonly compatible: number;
  readonly blocking: number;
  readonly waived: number;
}

/** What a check found against one of several bases. */
export interface BaseVerdict extends Revision {
  readonly verdict: Verdict;
  readonly blocking: boolean;
  readonly summary: Summary;
}

/** Something the policy itself has to say: a loosened setting, an expired waiver. */
export interface PolicyNotice {
  readonly code: string;
  /** Where it can be waived: the key to name. */
  readonly key?: string;
  readonly message: string;
  readonly blocking: boolean;
  readonly location?: Location;
}

/** A side of a comparison: a revision, a folder, a file. */
export interface Revision {
  readonly ref: string;
  readonly commit?: string;
}

export type ComparisonState = "compared" | "new" | "removed" | "unchanged" | "unreadable";

/** One contract, before against after. */
export interface Comparison {
  readonly contract: string;
  readonly format: Format;
  readonly state: ComparisonState;
  readonly base?: Revision;
  readonly head?: Revision;
  /** Who answers for the contract: as configured, then as CODEOWNERS says of its files. */
  readonly owners?: readonly string[];
  /** Digests of the texts that were compared, where they were asked for; waivers store them. */
  readonly content?: ContentIds;
  readonly verdict: Verdict;
  /** How much was compared, on after's side: a green run over nothing can be seen. */
  readonly size?: ContractSize;
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly ReportedChange[];
}

export interface ContractSize {
  readonly operations: number;
  readonly types: number;
}

export interface ReportedSide {
  readonly value?: Json;
  readonly location?: Location;
}

export interface ReportedChange {
  /** Stable identity: no prose, no line, no reach. */
  readonly key: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly direction: Direction | "both";
  /** The surfaces on which it is worse than compatible. */
  readonly surfaces: readonly Surface[];
  readonly effects: readonly Effect[];
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly reach: readonly Reach[];
  readonly reachTotal: number;
  readonly message: string;
  readonly before?: ReportedSide;
  readonly after?: ReportedSide;
  readonly witness?: Witness;
  readonly lifecycle?: ChangeLifecycle;
  readonly impact: readonly ConsumerImpact[];
  readonly deployOrder: DeployOrder;
  readonly reversible: boolean;
  readonly waiver: WaiverNote | null;
  /** A waiver that names the change and excuses nothing any more. */
  readonly lapsedWaiver?: LapsedWaiver;
  readonly blocking: { readonly value: boolean; readonly because: string };
}

/** Which side must be deployed first so that nothing fails in between. */
export type DeployOrder = "provider-first" | "consumer-first" | "either" | "parallel";

/** A valid waiver of a change. */
export interface WaiverNote {
  readonly by: string;
  readonly reason: string;
  /** The last day it holds, or `release NAME`. */
  readonly expires?: string;
  /** The address of the decision. */
  readonly decision?: string;
  /** The consumers it speaks for; absent: for whoever uses the contract. */
  readonly consumers?: readonly string[];
  /** True where the branch itself brings it. */
  readonly added?: boolean;
}

/**
 * `expired`: its end is there, and the change blocks again. `dead`: it was merged with another
 * version of the contract, and the change it excused with it.
 */
export interface LapsedWaiver extends WaiverNote {
  readonly state: "expired" | "dead";
}

export type { Witness } from "../model/witness.ts";
