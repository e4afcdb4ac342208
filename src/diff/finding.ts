import type { Coordinate, Element, ElementKind } from "../model/element.ts";
import type { Json } from "../model/json.ts";
import type { Deprecation } from "../model/lifecycle.ts";
import type { Origin } from "../model/position.ts";
import type { Direction, MessageSurface } from "../model/semantics.ts";
import type { TypeId } from "../model/shape.ts";
import type { RuleId } from "../rules/index.ts";
import type { Facts } from "../rules/rule.ts";
import type { ChangeDetails, Effect } from "./change.ts";

/** The declaration that holds a place: a type, or an operation's message, and the way inside it. */
export interface Holder {
  readonly type?: TypeId;
  readonly operation?: Coordinate;
  /** From the holder to the place, in use coordinate syntax: `.lines[].sku`, `res.200[…].id`. */
  readonly place: string;
  /** True: an argument, sent although the type it belongs to is received. */
  readonly turned?: boolean;
  /** Only bodies that are written so are meant. Absent: any. */
  readonly written?: "xml";
  /** True: no message or document carries it (arguments of directives that only schemas use). */
  readonly unmet?: boolean;
}

/** What a comparison found at one place in one direction, before severities are looked up. */
export interface Finding {
  readonly rule: RuleId;
  readonly direction: Direction;
  /** Absent: every surface of the contract. */
  readonly surfaces?: readonly MessageSurface[];
  readonly facts: Facts;
  /** Whether the object around it refuses undeclared members by its own shape. */
  readonly closed?: boolean;
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly holder: Holder;
  readonly details: ChangeDetails;
  readonly before?: { readonly value?: Json; readonly origin: Origin };
  readonly after?: { readonly value?: Json; readonly origin: Origin };
  /** What the before side announced of an element that is gone. */
  readonly window?: Deprecation;
  /** True: no message fails for it, because another alternative around the place takes it. */
  readonly sheltered?: boolean;
  /** Worked out from what was found inside; else the rule's own table decides. */
  readonly effects?: readonly Effect[];
}

/** The element a finding is about, as the comparison of its two sides knows it. */
export interface Subject {
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly name: string;
  readonly holder: Holder;
}

/** The subject that an element of a contract makes. */
export function subjectOf(element: Element, name: string, holder: Holder): Subject {
  return { element: element.coordinate, kind: element.kind, name, holder };
}

/** The same holder, one step further in. */
export function inside(holder: Holder, step: string): Holder {
  return { ...holder, place: holder.place + step };
}
