import type { ChangeLifecycle } from "../diff/change.ts";
import type { ConsumerImpact, Coverage } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { Coordinate, ElementKind } from "../model/element.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Location } from "../model/position.ts";

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
  readonly coverage: Coverage;
  /** What evidence could not be understood or resolved. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a deprecated element may go on the day of the run. */
export const REMOVAL_ANSWERS = ["now", "used", "unknown-use", "later", "undated"] as const;

/**
 * `now`: its window has closed and no use is seen; `used`: closed, but a consumer would break;
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
  readonly reason?: string;
  readonly removal: RemovalAnswer;
  readonly impact: readonly ConsumerImpact[];
}

/** Everything that is announced to go: the answer of `deprecations`. */
export interface DeprecationsAnswer {
  readonly today: CalendarDate;
  /** The contracts that were looked at. */
  readonly contracts: readonly string[];
  readonly deprecations: readonly DeprecatedElement[];
  readonly diagnostics: readonly Diagnostic[];
}
