import type { ChangeLifecycle } from "../diff/change.ts";
import type {
  DeprecationStart,
  Provenance,
  Sighting,
  SunsetPromise,
} from "../diff/lifecycle/history.ts";
import type { DeprecationHeaders } from "./deprecation-headers.ts";
import type { LifecycleNote, RemovalJudgement, Since } from "../diff/lifecycle/state.ts";
import type { ConsumerImpact, Coverage } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { Coordinate, ElementKind } from "../model/element.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Location } from "../model/position.ts";
import type { Comparison } from "./report.ts";

/** Who would break if an element were removed: the answer of `impact`. */
export interface ImpactAnswer {
  readonly today: CalendarDate;
  readonly contract: string;
  readonly format: Format;
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly location?: Location;
  readonly lifecycle?: ChangeLifecycle;
  readonly impact: readonly ConsumerImpact[];
  /** Who answers for the contract, where that is known. */
  readonly owners?: readonly string[];
  readonly coverage: Coverage;
  /** What evidence could not be understood or resolved. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a change between two versions does to whom: the answer of `impact --before --after`. */
export interface ChangeImpactAnswer {
  readonly today: CalendarDate;
  /** Who answers for the contract, where that is known. */
  readonly owners?: readonly string[];
  /** Who is hit worst comes first. */
  readonly consumers: readonly ConsumerOfChange[];
  readonly coverage: Coverage;
  readonly comparison: Comparison;
}

/** A consumer with the worst that any change does to it. */
export interface ConsumerOfChange extends Omit<ConsumerImpact, "because"> {
  /** The changes that hit it or may hit it, worst first. */
  readonly changes: readonly ConsumerHit[];
}

/** What one change does to a consumer; `key` finds the change in the comparison. */
export interface ConsumerHit extends Pick<ConsumerImpact, "verdict" | "because"> {
  readonly key: string;
  readonly rule: string;
  readonly element: Coordinate;
}

/** Whether a deprecated element may go on the day of the run. */
export const REMOVAL_ANSWERS = ["now", "used", "unknown-use", "later", "undated"] as const;

/**
 * `now`: its window has closed, no use is seen, and enough of the known consumers were judged; `used`: closed, but a consumer would break;
 * `unknown-use`: closed, but some consumer could not be judged; `later`: its window is open;
 * `undated`: no sunset was announced.
 */
export type RemovalAnswer = (typeof REMOVAL_ANSWERS)[number];

/** One deprecated element and who still depends on it. */
export interface DeprecatedElement {
  readonly contract: string;
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly location: Location;
  readonly lifecycle: ChangeLifecycle;
  /** How `lifecycle.since` is known. */
  readonly since?: Since;
  /** Where it can be met, by environment. Absent: no deployment of the contract is known. */
  readonly live?: readonly LiveWindow[];
  readonly reason?: string;
  /** Every date that was announced in its history, one after the other. */
  readonly promises: readonly SunsetPromise[];
  readonly notes: readonly LifecycleNote[];
  readonly removal: RemovalAnswer;
  readonly impact: readonly ConsumerImpact[];
}

/** Whether what is announced of an element can be met in an environment, and since when. */
export interface LiveWindow {
  readonly environment: string;
  /** Absent: no version that says it has run there. */
  readonly since?: DeprecationStart;
}

/** An element that is gone from a contract, and how its removal kept to what was promised. */
export interface RemovedElement {
  readonly contract: string;
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly lifecycle: ChangeLifecycle;
  readonly removal: RemovalJudgement;
  readonly promises: readonly SunsetPromise[];
  readonly notes: readonly LifecycleNote[];
}

/** What the promises of one contract are known from. */
export interface HistoryNote {
  readonly contract: string;
  readonly provenance: Provenance;
  readonly versions: number;
  /** Versions that could not be read. */
  readonly unreadable: number;
  /** The first version that is known; earlier ones may have said more where the clone is shallow. */
  readonly from?: Sighting;
  readonly shallow: boolean;
}

/** Everything that is announced to go: the answer of `deprecations`. */
export interface DeprecationsAnswer {
  readonly today: CalendarDate;
  /** The contracts that were looked at. */
  readonly contracts: readonly string[];
  readonly deprecations: readonly DeprecatedElement[];
  /** Elements that are gone, where they were asked for. */
  readonly removed: readonly RemovedElement[];
  readonly histories: readonly HistoryNote[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The headers that one deprecated operation should answer with. */
export interface OperationHeaders {
  readonly operation: Coordinate;
  readonly method: string;
  /** As the contract writes it: `/orders/{id}`. */
  readonly path: string;
  /** How the date in `Deprecation` is known; `first-look`: it is the day of the run. */
  readonly since: Since["by"];
  readonly headers: DeprecationHeaders;
}

/** What a provider should tell its callers at runtime: the answer of `headers`. */
export interface HeadersAnswer {
  readonly today: CalendarDate;
  readonly contract: string;
  readonly operations: readonly OperationHeaders[];
  readonly diagnostics: readonly Diagnostic[];
}
