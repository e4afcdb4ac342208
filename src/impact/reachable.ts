import { directReferences, indexOf } from "../evidence/resolve/contract-index.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { Operation } from "../model/operation.ts";
import type { Direction } from "../model/semantics.ts";
import type { TypeId } from "../model/shape.ts";

const reached = new WeakMap<Operation, Map<Direction, ReadonlySet<TypeId>>>();

/** The types that can be met in the messages of one direction of an operation. */
function reachableTypes(
  contract: Contract,
  operation: Operation,
  direction: Direction,
): ReadonlySet<TypeId> {
  const known = reached.get(operation) ?? new Map<Direction, ReadonlySet<TypeId>>();
  reached.set(operation, known);
  const found = known.get(direction);
  if (found !== undefined) return found;
  const { references } = indexOf(contract);
  const types = new Set<TypeId>();
  const pending: TypeId[] = [];
  for (const message of operation.messages) {
    if (message.direction === direction) pending.push(...directReferences(message));
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (types.has(next)) continue;
    types.add(next);
    pending.push(...(references.get(next) ?? []));
  }
  known.set(direction, types);
  return types;
}

/** Whether an element can be met in the messages of one direction of an operation. */
export function canMeet(
  contract: Contract,
  operation: Operation,
  direction: Direction,
  element: Coordinate,
): boolean {
  const found = indexOf(contract).elements.get(element);
  if (found === undefined) return false;
  if (found.operation !== undefined) return found.operation === operation;
  return found.type !== undefined && reachableTypes(contract, operation, direction).has(found.type);
}
