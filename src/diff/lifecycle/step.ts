import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { Statement, Statements } from "./statements.ts";

/** An element and what is said of it, by its identity. */
export interface StatedElement extends Statement {
  readonly identity: string;
}

/** What differs between one version and the next; small where little changed. */
export interface Step {
  /** Elements that were there before and of which something else is said now. */
  readonly changed: readonly StatedElement[];
  readonly born: readonly StatedElement[];
  readonly gone: readonly StatedElement[];
  /** Elements that got another address: the same thing under another name or in another place. */
  readonly moved: readonly { readonly from: string; readonly to: StatedElement }[];
  /** The files the version was read from. */
  readonly files: readonly string[];
}

/** The step from a version to the next. Without one before, what is said is all that counts. */
export function stepBetween(
  before: Statements | undefined,
  after: Statements,
  files: readonly string[],
): Step {
  const changed: StatedElement[] = [];
  const born: StatedElement[] = [];
  for (const [identity, statement] of after) {
    const was = before?.get(identity);
    if (before !== undefined && was === undefined) born.push({ identity, ...statement });
    else if (!isSame(was, statement)) changed.push({ identity, ...statement });
  }
  const gone: StatedElement[] = [];
  for (const [identity, statement] of before ?? []) {
    if (!after.has(identity)) gone.push({ identity, ...statement });
  }
  const moved = movesIn(gone, born);
  const from = new Set(moved.map((move) => move.from));
  const to = new Set(moved.map((move) => move.to.identity));
  return {
    changed,
    born: born.filter(({ identity }) => !to.has(identity)),
    gone: gone.filter(({ identity }) => !from.has(identity)),
    moved,
    files,
  };
}

function isSame(was: Statement | undefined, is: Statement): boolean {
  return announcementOf(was) === announcementOf(is);
}

function announcementOf(statement: Statement | undefined): string {
  const says = statement?.says;
  if (says === undefined) return "";
  return `${says.deprecated} ${says.since ?? ""} ${says.sunset ?? ""} ${says.unreadable ?? ""}`;
}

/**
 * Announced elements that went in the same step in which their like came: of the same kind, with
 * the same announcement, and with the same name elsewhere or another name in the same place.
 * Where several could be meant, none is.
 */
function movesIn(
  gone: readonly StatedElement[],
  born: readonly StatedElement[],
): readonly { readonly from: string; readonly to: StatedElement }[] {
  const announcedGone = gone.filter(({ says }) => says !== undefined);
  const announcedBorn = born.filter(({ says }) => says !== undefined);
  if (announcedGone.length === 0 || announcedBorn.length === 0) return [];
  const moves = new Map<string, StatedElement>();
  const taken = new Set<string>();
  for (const likeness of [sameName, samePlace]) {
    const candidates = Map.groupBy(
      announcedBorn.filter(({ identity }) => !taken.has(identity)),
      likeness,
    );
    const leavers = Map.groupBy(
      announcedGone.filter(({ identity }) => !moves.has(identity)),
      likeness,
    );
    for (const [key, [from, ...others]] of leavers) {
      const [to, ...more] = candidates.get(key) ?? [];
      if (from === undefined || to === undefined || others.length + more.length > 0) continue;
      moves.set(from.identity, to);
      taken.add(to.identity);
    }
  }
  return [...moves].map(([from, to]) => ({ from, to }));
}

function sameName(element: StatedElement): string {
  return likenessOf(element.kind, partsOf(element.coordinate).name, element);
}

function samePlace(element: StatedElement): string {
  return likenessOf(element.kind, partsOf(element.coordinate).place, element);
}

function likenessOf(kind: ElementKind, part: string, statement: Statement): string {
  return [kind, part, announcementOf(statement)].join("\0");
}

function partsOf(coordinate: Coordinate): { readonly place: string; readonly name: string } {
  const cut = Math.max(coordinate.lastIndexOf("."), coordinate.lastIndexOf("("));
  return { place: coordinate.slice(0, Math.max(cut, 0)), name: coordinate.slice(cut + 1) };
}
