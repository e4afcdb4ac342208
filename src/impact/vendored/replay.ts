import { diffContracts } from "../../diff/index.ts";
import type { Change } from "../../diff/change.ts";
import type { Replayer, SparedChange } from "../../evidence/replay.ts";
import { vendoredReader } from "./reader.ts";
import { ANY_DAY } from "./standing.ts";

/**
 * Compares a copy with after: what changes between before and after, but not between the copy and
 * after, does not concern whoever lives by the copy.
 */
export const replayCopy: Replayer = (request, { after }) => {
  const { copy, consumer, path } = request;
  if (copy === undefined || consumer === undefined) {
    return Promise.resolve({ replays: [], problems: [] });
  }
  const changes = changesAt(diffContracts(copy.contract, after.contract, { today: ANY_DAY }));
  const replay = {
    consumer,
    evidence: { kind: vendoredReader.kind, file: path },
    failures: [],
    decides: [],
    provesPresence: [],
    spares: (change: SparedChange) => !mayMeet(change, changes),
  };
  return Promise.resolve({ replays: [replay], problems: [] });
};

/** What differs between a copy and after, coarse enough to miss nothing. */
interface ChangesAt {
  readonly keys: ReadonlySet<string>;
  /** True: some change has more places than are listed. */
  readonly isCut: boolean;
}

function changesAt(changes: readonly Change[]): ChangesAt {
  return {
    keys: new Set(changes.flatMap((change) => keysOf(change))),
    isCut: changes.some((change) => change.reachTotal > change.reach.length),
  };
}

/**
 * The types of a copy may have other names, and what is one change for the contract may be another
 * for the copy: whatever matters in one of the change's operations counts as the change.
 */
function mayMeet(change: SparedChange, { keys, isCut }: ChangesAt): boolean {
  if (isCut || change.reachTotal > change.reach.length) return true;
  if (change.effects.some(({ surface }) => surface === "promise")) return true;
  const { rule, element, reach } = change;
  return (
    keys.has(element) ||
    reach.some(({ operation }) => keys.has(`in ${operation}`) || keys.has(`${rule} ${operation}`))
  );
}

function keysOf({ rule, element, reach, effects }: Change): readonly string[] {
  const matters = effects.some(({ severity }) => severity !== "compatible");
  return [
    element,
    ...reach.flatMap(({ operation }) => [
      `${rule} ${operation}`,
      ...(matters ? [`in ${operation}`] : []),
    ]),
  ];
}
