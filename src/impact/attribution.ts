import { indexOf } from "../evidence/resolve/contract-index.ts";
import type { Change } from "../diff/change.ts";
import type { Coordinate } from "../model/element.ts";
import type { Sides } from "./concerns.ts";
import { isFrom } from "../evidence/replay.ts";
import type { Replay, ReplayFailure } from "../evidence/replay.ts";
import type { ConsumerUses } from "./uses.ts";

/** A replay's failure with the changes that cause it. */
export interface AttributedFailure {
  readonly replay: Replay;
  readonly failure: ReplayFailure;
  /** Indexes into the changes. */
  readonly changes: readonly number[];
}

export interface UnattributedFailure {
  readonly replay: Replay;
  readonly failure: ReplayFailure;
}

interface Question extends Sides {
  readonly changes: readonly Change[];
  readonly replays?: readonly Replay[];
}

/**
 * Finds the cause of each failure: the changes at the nearest of its elements; where there is none,
 * the breaking changes of what the failing evidence uses.
 */
export function attributeFailures(
  question: Question,
  known: ReadonlyMap<string, ConsumerUses>,
): {
  readonly attributed: readonly AttributedFailure[];
  readonly unattributed: readonly UnattributedFailure[];
} {
  const attributed: AttributedFailure[] = [];
  const unattributed: UnattributedFailure[] = [];
  const causes = causesByElement(question);
  for (const replay of question.replays ?? []) {
    for (const failure of replay.failures) {
      const nearest = failure.elements.map((element) => causes.get(element)).find(Boolean);
      const changes = nearest ?? usedCauses(replay, causes, known.get(replay.consumer));
      if (changes.length === 0) unattributed.push({ replay, failure });
      else attributed.push({ replay, failure, changes });
    }
  }
  return { attributed, unattributed };
}

/**
 * Changes that are worse than compatible, by their element, and by its parent where it was added or
 * is a value, of which a failure may name the set only.
 */
function causesByElement(question: Question): ReadonlyMap<Coordinate, readonly number[]> {
  const causes = new Map<Coordinate, number[]>();
  const put = (element: Coordinate, index: number): void => {
    const changes = causes.get(element);
    if (changes === undefined) causes.set(element, [index]);
    else if (!changes.includes(index)) changes.push(index);
  };
  for (const [index, change] of question.changes.entries()) {
    if (!change.effects.some((effect) => effect.severity !== "compatible")) continue;
    put(change.element, index);
    const parent = parentOf(change, question);
    if (parent !== undefined) put(parent, index);
  }
  return causes;
}

function parentOf({ element, kind }: Change, { before, after }: Sides): Coordinate | undefined {
  const known = indexOf(before).elements.get(element);
  if (known === undefined) return indexOf(after).elements.get(element)?.parent;
  return kind === "enum-value" ? known.parent : undefined;
}

function usedCauses(
  replay: Replay,
  causes: ReadonlyMap<Coordinate, readonly number[]>,
  uses: ConsumerUses | undefined,
): readonly number[] {
  const found = new Set<number>();
  for (const use of uses?.uses ?? []) {
    if (!isFrom(replay, use.usage.evidence)) continue;
    for (const element of use.resolved?.elements ?? []) {
      for (const index of causes.get(element) ?? []) found.add(index);
    }
  }
  return [...found].sort((a, b) => a - b);
}
