import type { CalendarDate } from "../model/lifecycle.ts";
import type { DanglingUse, Usage } from "../model/usage.ts";

/** Uses that were seen many times, each kept once with its count and the last day it was seen. */
export interface Tally {
  add(usage: Usage): void;
  dangle(use: DanglingUse): void;
  usages(): readonly Usage[];
  dangling(): readonly DanglingUse[];
}

/** An empty tally. */
export function tally(): Tally {
  const usages = new Map<string, Usage>();
  const dangling = new Map<string, DanglingUse>();
  return {
    add(usage) {
      const { consumer, consumerVersion, environment, coordinate, mode, evidence } = usage;
      const { kind, file, item } = evidence;
      const who = [consumer, consumerVersion, environment, coordinate, mode];
      const key = JSON.stringify([...who, kind, file, item]);
      const known = usages.get(key);
      usages.set(key, known === undefined ? usage : merged(known, usage));
    },
    dangle(use) {
      const key = JSON.stringify([use.consumer, use.coordinate, use.reason]);
      if (!dangling.has(key)) dangling.set(key, use);
    },
    usages: () => [...usages.values()],
    dangling: () => [...dangling.values()],
  };
}

function merged(a: Usage, b: Usage): Usage {
  const seen = later(a.evidence.seen, b.evidence.seen);
  return {
    ...a,
    count: (a.count ?? 1) + (b.count ?? 1),
    evidence: { ...a.evidence, ...(seen === undefined ? {} : { seen }) },
  };
}

function later(a: CalendarDate | undefined, b: CalendarDate | undefined): CalendarDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
