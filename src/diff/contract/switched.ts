import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Message } from "../../model/operation.ts";
import type { Walk } from "./walk.ts";

/**
 * Whether a place took another declaration than it had, or a description of its own instead, while
 * the declaration stands where it stood: what differs is told of the place.
 */
export function isSwitched({ engine }: Walk, before: Coordinate, after: Coordinate): boolean {
  if (before === after) return false;
  return (
    (isDeclared(before) && usedIn(engine.after.contract).has(before)) ||
    (isDeclared(after) && usedIn(engine.before.contract).has(after))
  );
}

function isDeclared(coordinate: Coordinate): boolean {
  return coordinate.startsWith("#");
}

const KNOWN = new WeakMap<Contract, ReadonlySet<Coordinate>>();

/** What operations share by its name: parameters, headers, bodies and responses. */
function usedIn(contract: Contract): ReadonlySet<Coordinate> {
  const known = KNOWN.get(contract) ?? new Set(contract.operations.flatMap(declaredIn));
  KNOWN.set(contract, known);
  return known;
}

function declaredIn({ messages }: Contract["operations"][number]): readonly Coordinate[] {
  return messages.flatMap(namedIn).filter(isDeclared);
}

function namedIn({ coordinate, parameters, body }: Message): readonly Coordinate[] {
  const contents = (body?.contents ?? []).map((content) => content.coordinate);
  const shared = body?.declared === undefined ? [] : [body.declared.coordinate];
  return [coordinate, ...shared, ...contents, ...parameters.map((one) => one.coordinate)];
}
