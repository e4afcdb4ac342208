import { indexOf } from "../evidence/resolve/contract-index.ts";
import { resolveUse } from "../evidence/resolve/elements-of.ts";
import type { ResolvedUse } from "../evidence/resolve/elements-of.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { Operation } from "../model/operation.ts";
import type { Direction } from "../model/semantics.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { WHOLE_CONTRACT } from "../model/usage.ts";
import type { Usage, UsageGrain } from "../model/usage.ts";
import { directionOfMode, proofOf } from "./proof.ts";
import { onlyDirection } from "./reachable.ts";
import { isOutdated } from "./staleness.ts";

/** A use with what it leads to in the contract before. */
export interface KnownUse {
  readonly usage: Usage;
  /** Absent: the contract as a whole, or something the contract does not have. */
  readonly resolved?: ResolvedUse;
  /** Absent: both. */
  readonly direction?: Direction;
  /** True: it holds no more, while other evidence of its consumer does; it shows no absence of use. */
  readonly outdated?: boolean;
}

/** Everything that is known of one consumer's use of one contract. */
export interface ConsumerUses {
  readonly consumer: string;
  readonly uses: readonly KnownUse[];
  /** Its uses by each declaration that they meet. */
  readonly byElement: ReadonlyMap<Coordinate, readonly KnownUse[]>;
  /** Its uses by the coordinate of the operation they belong to. */
  readonly byOperation: ReadonlyMap<Coordinate, readonly KnownUse[]>;
  /** Operations it calls of which nothing shows what else it uses. */
  readonly coarse: readonly CoarseUse[];
  /** The finest grain of anything that is known. */
  readonly grain: UsageGrain;
}

/** A call of which only the operation is known in one direction. */
export interface CoarseUse {
  readonly use: KnownUse;
  readonly operation: Operation;
  readonly direction: Direction;
}

/**
 * Gathers uses by consumer and resolves them against the contract before. Without `today` the age of
 * evidence does not matter.
 */
export function gatherUses(
  usages: readonly Usage[],
  contract: Contract,
  today?: CalendarDate,
): ReadonlyMap<string, ConsumerUses> {
  const byConsumer = new Map<string, KnownUse[]>();
  for (const usage of usages) {
    const uses = byConsumer.get(usage.consumer) ?? [];
    uses.push(resolved(usage, contract));
    byConsumer.set(usage.consumer, uses);
  }
  return new Map(
    [...byConsumer].map(([consumer, uses]) => [consumer, gather(consumer, dated(uses, today))]),
  );
}

function dated(uses: readonly KnownUse[], today: CalendarDate | undefined): readonly KnownUse[] {
  if (today === undefined || uses.every(({ usage }) => isOutdated(usage, today))) return uses;
  return uses.map((use) => (isOutdated(use.usage, today) ? { ...use, outdated: true } : use));
}

function resolved(usage: Usage, contract: Contract): KnownUse {
  const found = resolveUse(contract, usage.coordinate);
  const type = indexOf(contract).elements.get(usage.coordinate)?.type;
  const direction =
    found?.direction ??
    directionOfMode(usage.mode) ??
    (type === undefined ? undefined : onlyDirection(contract, type));
  return {
    usage,
    ...(found === undefined ? {} : { resolved: found }),
    ...(direction === undefined ? {} : { direction }),
  };
}

function gather(consumer: string, uses: readonly KnownUse[]): ConsumerUses {
  const byElement = new Map<Coordinate, KnownUse[]>();
  const byOperation = new Map<Coordinate, KnownUse[]>();
  let grain: UsageGrain = "contract";
  for (const use of uses) {
    for (const element of new Set(use.resolved?.elements)) push(byElement, element, use);
    const operation = use.resolved?.operation?.coordinate ?? use.usage.operation;
    if (operation !== undefined) push(byOperation, operation, use);
    grain = finer(grain, grainOf(use));
  }
  const coarse = [...byOperation.values()].flatMap((called) => coarseUses(called));
  return { consumer, uses, byElement, byOperation, coarse, grain };
}

function coarseUses(called: readonly KnownUse[]): readonly CoarseUse[] {
  const [use] = called;
  const operation = use?.resolved?.operation;
  if (use === undefined || operation === undefined) return [];
  return (["input", "output"] as const)
    .filter((direction) => !isFine(called, direction))
    .map((direction) => ({ use, operation, direction }));
}

function push(map: Map<Coordinate, KnownUse[]>, coordinate: Coordinate, use: KnownUse): void {
  const uses = map.get(coordinate);
  if (uses === undefined) map.set(coordinate, [use]);
  else uses.push(use);
}

/** Dangling coordinates are fine evidence of something, though not of this contract version. */
function grainOf(use: KnownUse): UsageGrain {
  if (use.usage.coordinate === WHOLE_CONTRACT) return "contract";
  return use.resolved?.operationOnly === true ? "operation" : "element";
}

const GRAINS: readonly UsageGrain[] = ["contract", "operation", "element"];

function finer(a: UsageGrain, b: UsageGrain): UsageGrain {
  return GRAINS.indexOf(a) >= GRAINS.indexOf(b) ? a : b;
}

/** Whether some evidence shows every element that a consumer uses of an operation in a direction. */
export function isFine(uses: readonly KnownUse[], direction: Direction): boolean {
  return uses.some(
    (use) =>
      use.outdated !== true &&
      proofOf(use.usage, direction, use.resolved?.operationOnly ?? true) === "element" &&
      (use.direction === undefined || use.direction === direction || !isDeclared(use)),
  );
}

function isDeclared(use: KnownUse): boolean {
  return use.usage.evidence.kind === "manifest";
}
