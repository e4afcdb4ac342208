import { indexOf } from "../../evidence/resolve/contract-index.ts";
import { isFine, gatherUses } from "../../impact/uses.ts";
import { proofOf } from "../../impact/proof.ts";
import { canMeet } from "../../impact/reachable.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { KnownEvidence, RegistryStore } from "../../registry/store.ts";
import { usageOf } from "./usages.ts";

const DIRECTIONS = ["input", "output"] as const satisfies readonly Direction[];

/** Kinds of evidence that may say no more than that a contract is used. */
const OFTEN_WHOLE: ReadonlySet<string> = new Set(["manifest", "package-manifest"]);

/** Whether evidence of a kind shows every element that its consumer uses, in both directions. */
function isFineKind({ kind, file, consumer, contract }: KnownEvidence): boolean {
  const usage = {
    consumer,
    contract,
    coordinate: WHOLE_CONTRACT,
    mode: "declared",
    evidence: { kind, file },
  } as const;
  return (
    !OFTEN_WHOLE.has(kind) &&
    DIRECTIONS.every((direction) => proofOf(usage, direction, false) === "element")
  );
}

/** A piece of evidence without any use but the one of the contract itself has to be looked at. */
function mostlyResolves({ uses }: KnownEvidence): boolean {
  return uses > 1;
}

/** Whose use of a contract is known, and how finely. */
export interface Grain {
  readonly known: readonly string[];
  /** Consumers of which no more is known than that they use the contract. */
  readonly uncovered: readonly string[];
  /** Consumers that may meet an element: only calls of an operation that leads to it are known. */
  mayMeet(element: Coordinate): readonly string[];
}

/** How finely evidence shows the use of a contract. Uses are asked for only where their kind is coarse. */
export async function grainOf(
  store: RegistryStore,
  contract: { readonly name: string; readonly contract: Contract },
  evidence: readonly KnownEvidence[],
): Promise<Grain> {
  const byConsumer = Map.groupBy(evidence, ({ consumer }) => consumer);
  const ids = new Set(evidence.map(({ id }) => id));
  const uncovered: string[] = [];
  const coarse = new Map<string, CoarseCall>();
  for (const [consumer, pieces] of byConsumer) {
    const isFineAll = pieces.every((piece) => isFineKind(piece));
    if (isFineAll && pieces.some((piece) => mostlyResolves(piece))) continue;
    const uses = await store.uses({ contract: contract.name, consumer });
    const counted = uses.filter((use) => ids.has(use.evidence.id));
    if (isFineAll) {
      // What resolves nowhere shows of no element that it is not used.
      if (counted.every(({ coordinate }) => coordinate === WHOLE_CONTRACT))
        uncovered.push(consumer);
      continue;
    }
    const usages = counted.map((use) => usageOf(use));
    const known = gatherUses(usages, contract.contract).get(consumer);
    if (known === undefined || known.grain === "contract") uncovered.push(consumer);
    for (const [name, own] of known?.byOperation ?? []) {
      const operation = indexOf(contract.contract).operations.get(name);
      if (operation === undefined) continue;
      for (const direction of DIRECTIONS) {
        if (isFine(own, direction)) continue;
        const key = `${direction} ${operation.coordinate}`;
        const call = coarse.get(key) ?? { operation, direction, consumers: new Set() };
        call.consumers.add(consumer);
        coarse.set(key, call);
      }
    }
  }
  return {
    known: [...byConsumer.keys()].sort(),
    uncovered: uncovered.sort(),
    mayMeet: (element) => {
      const calls = [...coarse.values()].filter(({ operation, direction }) =>
        canMeet(contract.contract, operation, direction, element),
      );
      return [...new Set(calls.flatMap(({ consumers }) => [...consumers]))].sort();
    },
  };
}

interface CoarseCall {
  readonly operation: Operation;
  readonly direction: Direction;
  readonly consumers: Set<string>;
}
