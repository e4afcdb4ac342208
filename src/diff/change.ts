import type { Coordinate, ElementKind } from "../model/element.ts";
import type { Json } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Origin } from "../model/position.ts";
import type { Direction, Surface } from "../model/semantics.ts";
import type { Certainty, Facts, Severity } from "../rules/rule.ts";
import type { RuleId } from "../rules/index.ts";

/** What a change means on one surface in one direction. */
export interface Effect {
  readonly surface: Surface;
  readonly direction: Direction;
  readonly severity: Severity;
  readonly certainty: Certainty;
}

/** An operation in which a changed element can be met, and where in its messages. */
export interface Reach {
  readonly operation: Coordinate;
  readonly place: string;
}

/** One side of a change: the value as it stands and where it is written. */
export interface ChangeSide {
  readonly value?: Json;
  readonly origin?: Origin;
}

/** The state of an element's deprecation window on the day of the run. */
export type LifecycleState =
  | "active"
  | "deprecated"
  | "announced"
  | "window-open"
  | "window-closed"
  | "overdue"
  | "removed-unannounced"
  | "removed-undated"
  | "removed-early"
  | "removed-on-time"
  | "removed-late"
  | "reinstated"
  | "returned"
  | "born-deprecated";

/** An element's window as the change found it (dates of the before side for removals). */
export interface ChangeLifecycle {
  readonly state: LifecycleState;
  readonly since?: CalendarDate;
  readonly sunset?: CalendarDate;
  /** Whole days from today to the sunset; negative when it is past. */
  readonly daysLeft?: number;
  readonly replacement?: string;
  /** The first date that was announced, where that is known and another one. */
  readonly firstSunset?: CalendarDate;
  /** The element around it, or before it, whose window it shares: it says nothing itself. */
  readonly inheritedFrom?: Coordinate;
}

/** One finding of the differ: a cause, with everything it touches. */
export interface Change {
  readonly rule: RuleId;
  /** The worst effect on the promised surfaces. */
  readonly severity: Severity;
  readonly direction: Direction | "both";
  readonly effects: readonly Effect[];
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly reach: readonly Reach[];
  /** How many operations and places there are, where `reach` was cut. */
  readonly reachTotal: number;
  readonly message: string;
  /** What the wording and reporters may use; stable names, no prose. */
  readonly details: ChangeDetails;
  readonly facts: Facts;
  readonly before?: ChangeSide;
  readonly after?: ChangeSide;
  readonly lifecycle?: ChangeLifecycle;
}

export interface ChangeDetails {
  readonly name?: string;
  /** The keyword, attribute or property the change is about: `maxLength`, `style`, `go_package`. */
  readonly keyword?: string;
  readonly before?: string;
  readonly after?: string;
  readonly detail?: string;
}
