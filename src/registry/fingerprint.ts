import { createHash } from "node:crypto";
import type { UsageMode } from "../model/usage.ts";
import type { EvidenceRecord, RecordedDangling, RecordedUse, UseItem } from "./store.ts";

/** A piece of evidence with each use once, and the digest of what it shows. */
export interface Fingerprinted {
  readonly record: EvidenceRecord;
  readonly uses: readonly RecordedUse[];
  readonly dangling: readonly RecordedDangling[];
  readonly digest: string;
}

/**
 * The digest of what a piece of evidence shows: whose uses of what, where, by which kind of
 * evidence. Not of the file (generated values differ in every run), nor of versions, dates, lines
 * and counts: evidence that shows the same again is the same.
 */
export function fingerprint(record: EvidenceRecord): Fingerprinted {
  const uses = new Map<string, Met>();
  for (const use of record.uses) {
    const key = `${use.coordinate}\0${use.operation ?? ""}\0${use.mode}`;
    const known = uses.get(key);
    if (known === undefined) uses.set(key, metFirst(use));
    else meetAgain(known, use);
  }
  const dangling = new Map<string, RecordedDangling>();
  for (const use of record.dangling) {
    if (!dangling.has(use.coordinate)) dangling.set(use.coordinate, use);
  }
  const { contract, consumer, environment = "", kind } = record;
  const subject = [contract, consumer, environment, kind].join("\0");
  const shown = [...uses.keys(), ...[...dangling.keys()].map((one) => `\0${one}`)].sort();
  const digest = createHash("sha256")
    .update([subject, ...shown].join("\n"))
    .digest("base64url");
  return {
    record,
    uses: [...uses.values()].map(withItems),
    dangling: [...dangling.values()],
    digest,
  };
}

/** Uses that were met several times, with the items that each of them was met in. */
interface Met {
  use: RecordedUse;
  readonly items: Map<string, UseItem>;
}

/** The same use twice: every place, the latest day, both counts. */
function meetAgain(known: Met, again: RecordedUse): void {
  for (const one of [again, ...(again.also ?? [])]) meetIn(known.items, one);
  known.use = joined(known.use, again);
}

function metFirst(use: RecordedUse): Met {
  const items = new Map<string, UseItem>();
  for (const one of [use, ...(use.also ?? [])]) meetIn(items, one);
  return { use, items };
}

function meetIn(items: Map<string, UseItem>, { item, line }: UseItem): void {
  const key = `${item ?? ""}\0${line ?? ""}`;
  if (items.has(key)) return;
  items.set(key, {
    ...(item === undefined ? {} : { item }),
    ...(line === undefined ? {} : { line }),
  });
}

function withItems({ use, items }: Met): RecordedUse {
  const [, ...also] = items.values();
  return also.length === 0 ? use : { ...use, also };
}

function joined(first: RecordedUse, second: RecordedUse): RecordedUse {
  const seen = later(first.seen, second.seen);
  const count = (first.count ?? 0) + (second.count ?? 0);
  return {
    ...first,
    ...(seen === undefined ? {} : { seen }),
    ...(count === 0 ? {} : { count }),
  };
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** Modes by the number that stands for them in the store. New ones are added at the end. */
export const MODES: readonly UsageMode[] = [
  "sent",
  "needed",
  "delivered",
  "may-use",
  "declared",
  "omitted-default",
];
