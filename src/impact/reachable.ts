import { directReferences, indexOf } from "../evidence/resolve/contract-index.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { Operation } from "../model/operation.ts";
import type { Direction } from "../model/semantics.ts";
import type { ShapeRef, TypeId } from "../model/shape.ts";

const reached = new WeakMap<Operation, Map<Direction, ReadonlySet<TypeId>>>();

/** The types that can be met in the messages of one direction of an operation. */
function reachableTypes(
  contract: Contract,
  operation: Operation,
  direction: Direction,
): ReadonlySet<TypeId> {
  const known = reached.get(operation) ?? new Map<Direction, ReadonlySet<TypeId>>();
  reached.set(operation, known);
  const found = known.get(direction) ?? typesFrom(contract, [operation], direction);
  known.set(direction, found);
  return found;
}

function typesFrom(
  contract: Contract,
  operations: readonly Operation[],
  direction: Direction,
): ReadonlySet<TypeId> {
  const { references } = indexOf(contract);
  const types = new Set<TypeId>();
  const pending = operations
    .flatMap((operation) => operation.messages)
    .filter((message) => message.direction === direction)
    .flatMap((message) => [...directReferences(message)]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (types.has(next)) continue;
    types.add(next);
    pending.push(...(references.get(next) ?? []));
  }
  return types;
}

const sides = new WeakMap<Contract, Readonly<Record<Direction, ReadonlySet<TypeId>>>>();

/** The direction in which a type is met, where it is met in one only. */
export function onlyDirection(contract: Contract, type: TypeId): Direction | undefined {
  const { operations } = contract;
  const known = sides.get(contract) ?? {
    input: typesFrom(contract, operations, "input"),
    output: typesFrom(contract, operations, "output"),
  };
  sides.set(contract, known);
  const isSent = known.input.has(type);
  if (isSent === known.output.has(type)) return undefined;
  return isSent ? "input" : "output";
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

/** Whether whoever calls an operation has to send an element: what its required body is itself. */
export function mustSend(contract: Contract, operation: Operation, element: Coordinate): boolean {
  return operation.messages.some(({ direction, body }) => {
    if (direction !== "input" || body?.required !== true) return false;
    return body.contents.every(({ shape }) => isItself(contract, shape, element, 0));
  });
}

/** Follows references and `allOf`: alternatives need not be taken. */
function isItself(
  contract: Contract,
  shape: ShapeRef | undefined,
  element: Coordinate,
  depth: number,
): boolean {
  if (shape === undefined || depth > 100) return false;
  if (shape.kind === "shape") {
    const isPart = (part: ShapeRef): boolean => isItself(contract, part, element, depth + 1);
    return shape.coordinate === element || (shape.allOf?.some(isPart) ?? false);
  }
  const type = contract.types.get(shape.to);
  return type?.coordinate === element || isItself(contract, type?.shape, element, depth + 1);
}
