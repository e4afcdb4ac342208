import type { CalendarDate } from "../../model/lifecycle.ts";
import type { Json } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type { Direction, MessageSurface } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { RuleId } from "../../rules/index.ts";
import type { Facts, Severity } from "../../rules/rule.ts";
import type { ChangeDetails } from "../change.ts";
import type { Finding, Subject } from "../finding.ts";
import type { Normal } from "../normal/normal.ts";
import type { Engine } from "./engine.ts";
import type { Switched } from "./told-at.ts";

/** Under what circumstances two shapes are compared. */
export interface Circumstances {
  readonly direction: Direction;
  /** The direction of the message, where sets inside it are compared the other way round. */
  readonly carried?: Direction;
  /** Absent: every surface of the contract. */
  readonly surfaces?: readonly MessageSurface[];
  /** True: values travel as text (parameters, headers), so a number is a string as well. */
  readonly textual?: boolean;
  /** True: values are written as XML, whose names and nodes the shapes describe. */
  readonly xml?: boolean;
  /**
   * What stands between the items of a list in a text; empty where each of them is written by itself.
   * Absent: a list is never written as a value alone is.
   */
  readonly lists?: string | undefined;
  /** True: a text stands here that is never empty, or nothing could find it (a segment of a path). */
  readonly nonEmpty?: boolean;
  /** True: what breaks inside is taken as another alternative of a union around it. */
  readonly sheltered?: boolean;
  /** Where neither the place's declaration before nor the one after has changed. */
  readonly switched?: Switched | undefined;
  /** True: values are refused or chosen by the shapes, so members count that nobody declares. */
  readonly exact?: boolean;
  /** The part of a message that holds the place, where no declared type stands between them. */
  readonly message?: string;
}

/** Two shapes that meet in one place; compared once, however many places that is. */
export interface Pair {
  readonly before: Normal;
  readonly after: Normal;
  readonly circumstances: Circumstances;
  readonly subject: Subject;
  readonly findings: Finding[];
  /** The pairs inside: their findings count for this one as well. */
  readonly children: Pair[];
  /** Its findings are complete once it is done; what they depend on may lead back to it. */
  progress: "new" | "under way" | "done";
  /** What was found in it and in everything inside it, kept where all of that is done. */
  whole?: readonly Finding[];
}

/** One side of a finding. */
export interface Side {
  readonly value?: Json | undefined;
  readonly origin: Origin;
}

export interface Report {
  readonly rule: RuleId;
  readonly subject?: Subject;
  readonly facts?: Facts;
  readonly closed?: boolean;
  readonly surfaces?: readonly MessageSurface[];
  readonly details?: ChangeDetails;
  readonly before?: Side | undefined;
  readonly after?: Side | undefined;
  readonly window?: Finding["window"] | undefined;
  readonly effects?: Finding["effects"] | undefined;
}

/** What a facet's comparison works with: the pair, and where its results go. */
export interface Comparison extends Sink {
  readonly pair: Pair;
  readonly before: Normal;
  readonly after: Normal;
  readonly engine: Engine;
  /** Reports in the circumstances of another pair; the finding still belongs to this one. */
  reportAs(circumstances: Pair, report: Report): void;
  /** Compares two inner shapes in the same circumstances, or in others. */
  inner(inner: Inner): void;
  /** The rules that comparing two inner shapes would fire; nothing is reported. */
  rulesBetween(before: ShapeRef, after: ShapeRef): ReadonlySet<RuleId>;
  /** Whether what `before` accepts is kept by `after` in a direction; nothing is reported. */
  keeps(before: ShapeRef, after: ShapeRef, direction: Direction): boolean;
  /** The same, and whether it is certain where it is not kept. */
  loss(
    before: ShapeRef,
    after: ShapeRef,
    direction: Direction,
    exact?: boolean,
  ): "none" | "undecided" | "certain";
  /** The worst that comparing two inner shapes finds on a surface, the wire; nothing is reported. */
  readonly worst: (
    before: ShapeRef,
    after: ShapeRef,
    direction: Direction,
    surface?: MessageSurface,
  ) => Severity;
}

export interface Inner {
  readonly before: ShapeRef;
  readonly after: ShapeRef;
  readonly subject: Subject;
  readonly circumstances?: Partial<Circumstances>;
  /** True: another type name is no other type here (root types, whose name no document carries). */
  readonly structural?: boolean;
  /** True: not one use of a type but the type itself, so it counts that the type has changed. */
  readonly itself?: boolean;
}

/** Where findings go, for comparisons of things that are not shapes. */
export interface Sink {
  readonly today: CalendarDate;
  report(report: Report): void;
}

/** The origins of both sides of the pair itself. */
export function sidesOf(pair: Pair, before?: Json, after?: Json) {
  return {
    before: { value: before, origin: pair.before.origin },
    after: { value: after, origin: pair.after.origin },
  };
}
