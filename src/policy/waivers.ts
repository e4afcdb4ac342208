import type { CalendarDate } from "../model/lifecycle.ts";
import { hasReached } from "./release.ts";

/** When a waiver ends: with the end of a day, or when a release of this name or a later one is tagged. */
export type Expiry =
  | { readonly kind: "date"; readonly date: CalendarDate }
  | { readonly kind: "release"; readonly release: string };

/** What a contract's texts were on both sides when a waiver was written, as `contentId` tells them. */
export interface ContentIds {
  readonly before: string;
  readonly after: string;
}

/** One entry of a waivers file: a change that somebody answers for, until when, and why. */
export interface Waiver {
  /** The key of the change (`report/key.ts`): no prose, no line. */
  readonly key: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: Expiry;
  /** The address of the decision: a ticket, an ADR. */
  readonly decision?: string;
  /** The consumers it speaks for. Absent: the whole contract, whoever uses it. */
  readonly consumers?: readonly string[];
  /** The contract's name, for people and for `waive prune`; the key has it already. */
  readonly contract?: string;
  readonly madeFor?: ContentIds;
  readonly place: WaiverPlace;
}

/** Where an entry is written; both numbers count from 1. */
export interface WaiverPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Everything that waivers are judged by. */
export interface WaiverBook {
  /** The entries of after's files by the key of their change; several where files say the same. */
  readonly byKey: ReadonlyMap<string, readonly Waiver[]>;
  /** Those of them that before's files hold already, word for word. */
  readonly held: ReadonlySet<Waiver>;
  readonly today: CalendarDate;
  /** The names of release tags. */
  readonly releases: readonly string[];
}

/**
 * `valid`: it excuses its change. `expired`: it did, and the change blocks again. `dead`: before's
 * file holds it, and it was made for another version of the contract, so the change it excused is
 * merged and this is another one.
 */
export type WaiverState = "valid" | "expired" | "dead";

/** An entry whose change was found, and what it is worth. */
export interface WaiverRuling {
  readonly waiver: Waiver;
  readonly state: WaiverState;
  /** True where the branch itself brings the entry. */
  readonly added: boolean;
}

const STATES: readonly WaiverState[] = ["valid", "expired", "dead"];

/**
 * What the entries about a change are worth; undefined where there is none. `contentOf` is asked
 * only for an entry of before's file. Of several entries about one change the best counts.
 */
export function rulingOn(
  key: string,
  book: WaiverBook,
  contentOf: () => ContentIds,
): WaiverRuling | undefined {
  const rulings = (book.byKey.get(key) ?? []).map((waiver): WaiverRuling => {
    const added = !book.held.has(waiver);
    const state = stateOf(waiver, book, added || isMadeFor(waiver, contentOf()));
    return { waiver, state, added };
  });
  return STATES.flatMap((state) => rulings.filter((one) => one.state === state))[0];
}

function stateOf(waiver: Waiver, book: WaiverBook, isCurrent: boolean): WaiverState {
  if (!isCurrent) return "dead";
  return isExpired(waiver.expires, book) ? "expired" : "valid";
}

function isMadeFor({ madeFor }: Waiver, content: ContentIds): boolean {
  return madeFor?.before === content.before && madeFor.after === content.after;
}

/** True after the end of its day, or where the release is out. */
export function isExpired(
  expires: Expiry,
  { today, releases }: Pick<WaiverBook, "today" | "releases">,
): boolean {
  return expires.kind === "date" ? expires.date < today : hasReached(expires.release, releases);
}

/** `2027-02-20`, `release v2.0`. */
export function expiryWords(expires: Expiry): string {
  return expires.kind === "date" ? expires.date : `release ${expires.release}`;
}

/**
 * The entries of after's files that stand in before's files in the same words. Whoever changes an
 * entry, its expiry for instance, answers for it anew.
 */
export function heldBy(before: readonly Waiver[], after: readonly Waiver[]): ReadonlySet<Waiver> {
  const known = new Set(before.map(identityOf));
  return new Set(after.filter((waiver) => known.has(identityOf(waiver))));
}

function identityOf(waiver: Waiver): string {
  const { place: _place, ...words } = waiver;
  return JSON.stringify(Object.entries(words).sort(([one], [other]) => (one < other ? -1 : 1)));
}
