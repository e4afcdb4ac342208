import { indexOf } from "../evidence/resolve/contract-index.ts";
import type { ContractIndex } from "../evidence/resolve/contract-index.ts";
import type { Change } from "../diff/change.ts";
import type { Contract } from "../model/contract.ts";
import type { Coordinate, ElementKind } from "../model/element.ts";
import type { RuleId } from "../rules/index.ts";

/** Whom a change concerns, told by what they use. */
export type Concern =
  /** Whoever uses the contract at all. */
  | { readonly whom: "everybody" }
  /** Whoever calls one of these operations. */
  | { readonly whom: "callers"; readonly operations: readonly Coordinate[] }
  /** Whoever uses the element. */
  | { readonly whom: "users"; readonly element: Coordinate; readonly removed: boolean }
  /** Whoever uses what an element was added to: they cannot know it yet. */
  | { readonly whom: "users-of-parent"; readonly element: Coordinate }
  /** Whoever uses what holds the element and leaves the element out. */
  | { readonly whom: "omitters"; readonly element: Coordinate; readonly parent: Coordinate }
  /** Whoever meets a value of a set: those who name it, or do not say which ones they use. */
  | { readonly whom: "users-of-value"; readonly element: Coordinate; readonly parent: Coordinate };

/** The contract on both sides of a change. */
export interface Sides {
  readonly before: Contract;
  readonly after: Contract;
}

const EVERYBODY: ReadonlySet<ElementKind> = new Set(["contract", "server", "file", "package"]);

const OPERATION_WIDE: ReadonlySet<ElementKind> = new Set([
  "operation",
  "security-requirement",
  "security-scheme",
  "service",
  "tag",
]);

/** What was optional has to be sent: it fails for those who leave it out, not for those who send it. */
const NOW_DEMANDED: ReadonlySet<RuleId> = new Set([
  "field-became-required",
  "parameter-became-required",
  "body-became-required",
]);

/** Whom a change concerns. */
export function concernOf(change: Change, sides: Sides): Concern {
  if (EVERYBODY.has(change.kind)) return { whom: "everybody" };
  const before = indexOf(sides.before);
  const known = before.elements.get(change.element);
  if (OPERATION_WIDE.has(change.kind)) {
    return { whom: "callers", operations: operationsOf(change, sides, before) };
  }
  if (change.kind === "enum-value" && known?.parent !== undefined) {
    return { whom: "users-of-value", element: change.element, parent: known.parent };
  }
  if (NOW_DEMANDED.has(change.rule) && known?.parent !== undefined) {
    return { whom: "omitters", element: change.element, parent: known.parent };
  }
  if (known === undefined) return addedTo(change, sides, before);
  const removed = change.before !== undefined && !indexOf(sides.after).elements.has(change.element);
  return { whom: "users", element: change.element, removed };
}

function addedTo(change: Change, sides: Sides, before: ContractIndex): Concern {
  const { elements } = indexOf(sides.after);
  let parent = elements.get(change.element)?.parent ?? shorter(change.element);
  while (parent !== undefined && !before.elements.has(parent)) {
    parent = elements.get(parent)?.parent ?? shorter(parent);
  }
  if (parent !== undefined) return { whom: "users-of-parent", element: parent };
  return { whom: "callers", operations: change.reach.map((reach) => reach.operation) };
}

/** A coordinate without its last step, for elements that no index knows (alternatives). */
function shorter(coordinate: Coordinate): Coordinate | undefined {
  const match =
    /^(.+?)(?:\."(?:[^"\\]|\\.)*"|\.[^.[\]{}<>="() ]+|\[[^\]]*\]|\{\}|<[^<>]*>|=.*|\([^()]*\)|#\d+| [^ ]+)$/s.exec(
      coordinate,
    );
  return match?.[1];
}

function operationsOf(change: Change, sides: Sides, before: ContractIndex): readonly Coordinate[] {
  const own = before.operations.get(change.element);
  if (own !== undefined) return [own.coordinate];
  if (change.reach.length > 0) {
    return change.reach.map(
      ({ operation }) => before.operations.get(operation)?.coordinate ?? operation,
    );
  }
  return sides.before.operations
    .filter(({ group }) => group === change.element || group === change.details.name)
    .map((operation) => operation.coordinate);
}
