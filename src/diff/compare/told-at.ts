import { constantIn } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Subject } from "../finding.ts";

/**
 * A place that was switched from a declaration, or to one. The declaration did not change, so what
 * differs is told of the place: `from` is the way to it from what holds it.
 */
export interface Switched {
  readonly element: Coordinate;
  readonly from: string;
}

/** The subject's own place becomes the one to tell of; that of an item is called by its list. */
export function switchedAt({ element, holder }: Subject): Switched {
  const inside = /(?:\[\d*\]|\{\})*$/.exec(holder.place)?.[0] ?? "";
  return { element: element.endsWith(inside) ? element : element + inside, from: holder.place };
}

/** Whether a subject is inside a switched place. */
export function isWithin({ from }: Switched, { holder }: Subject): boolean {
  return holder.place.startsWith(from);
}

/** A subject inside a switched place, by its way from there; any other as it is. */
export function toldAt(switched: Switched | undefined, subject: Subject): Subject {
  if (switched === undefined || !isWithin(switched, subject)) return subject;
  const way = subject.holder.place.slice(switched.from.length);
  const value = subject.kind === "enum-value" ? constantIn(subject.element) : "";
  const element = switched.element + way + value;
  const name = subject.name === subject.element ? element : subject.name;
  return { ...subject, element, name };
}
