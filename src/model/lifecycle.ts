/** A calendar date in ISO form, `2026-11-22`. Windows are days, never instants. */
export type CalendarDate = string;

/** What a contract says of an element's end, as written on one side; judged in `diff/lifecycle`. */
export interface Deprecation {
  /** True where the element itself is marked deprecated. False: only a date or a stability is given. */
  readonly deprecated: boolean;
  readonly reason?: string;
  readonly since?: CalendarDate;
  /** The announced date after which the element may go (RFC 8594 calls it sunset). */
  readonly sunset?: CalendarDate;
  /** A date was written but cannot be read as one: the text as it stands. */
  readonly unreadable?: string;
  /** What to use instead, as named in the reason, a comment or an extension. */
  readonly replacement?: string;
}

/** How far an element is promised to stay: `x-stability-level`, package names such as `v1alpha1`. */
export type Stability = "draft" | "alpha" | "beta" | "stable";
