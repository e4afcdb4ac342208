import { indexOf } from "../evidence/resolve/contract-index.ts";
import type { ContractIndex } from "../evidence/resolve/contract-index.ts";
import type { Change } from "../diff/change.ts";
import type { Contract } from "../model/contract.ts";
import * as coordinate from "../model/coordinate.ts";
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
  | { readonly whom: "users-of-value"; readonly element: Coordinate; readonly parent: Coordinate }
  /** Nobody can have used it; whoever calls an operation in which it is met may meet it. */
  | { readonly whom: "newcomers"; readonly element: Coordinate };

/** The contract on both sides of a change. */
export interface Sides {
  readonly before: Contract;
  readonly after: Contract;
}

/** Whom a change concerns. */
export function concernOf(change: Change, sides: Sides): Concern {
  if (EVERYBODY.has(change.kind)) return { whom: "everybody" };
  const before = indexOf(sides.before);
  if (OPERATION_WIDE.has(change.kind)) {
    return { whom: "callers", operations: operationsOf(change, sides, before) };
  }
  return BY_RULE[change.rule]?.(change, before) ?? atElement(change, sides, before);
}

const EVERYBODY: ReadonlySet<ElementKind> = new Set(["contract", "file", "package"]);

const OPERATION_WIDE: ReadonlySet<ElementKind> = new Set([
  "operation",
  "security-requirement",
  "security-scheme",
  "server",
  "service",
  "tag",
]);

type ConcernOf = (change: Change, before: ContractIndex) => Concern | undefined;

/** What was optional has to be sent: it fails for those who leave it out, not for those who send it. */
const demanded: ConcernOf = (change, before) => {
  const known = before.elements.get(change.element);
  const { parent } = known ?? {};
  if (parent === undefined || known?.kind === "type") return undefined;
  return { whom: "omitters", element: change.element, parent };
};

/** A value is met by whoever meets the set it belongs to, and named by some of them. */
const value: ConcernOf = ({ element, details }, before) => ({
  whom: "users-of-value",
  element,
  parent: before.elements.get(element)?.parent ?? details.detail ?? element,
});

/** The element is the message, the media type stands beside it. */
const mediaType: ConcernOf = (change, before) => {
  const type = change.before?.value;
  const element = typeof type === "string" ? coordinate.inMediaType(change.element, type) : "";
  return before.elements.has(element) ? { whom: "users", element, removed: true } : undefined;
};

/** Who reads through an interface meets one more type. */
const implementation: ConcernOf = (change, before) => {
  const name = change.details.name ?? "";
  const whom = before.elements.has(name) ? "users-of-parent" : "newcomers";
  return { whom, element: name };
};

/** Callers send a request without the new body. */
const body: ConcernOf = (change, before) => {
  const parent = before.elements.get(change.element)?.parent;
  return parent === undefined ? undefined : { whom: "users-of-parent", element: parent };
};

const BY_RULE: Partial<Record<RuleId, ConcernOf>> = {
  "field-became-required": demanded,
  "parameter-became-required": demanded,
  "body-became-required": demanded,
  "body-added": body,
  "enum-value-added": value,
  "enum-value-removed": value,
  "enum-value-renamed": value,
  "enum-value-number-changed": value,
  "media-type-removed": mediaType,
  "interface-added": implementation,
};

function atElement(change: Change, sides: Sides, before: ContractIndex): Concern {
  const { element } = change;
  const { elements } = indexOf(sides.after);
  if (before.elements.has(element)) {
    const removed = change.before !== undefined && !elements.has(element);
    return { whom: "users", element, removed };
  }
  let parent = elements.get(element)?.parent ?? shorter(element);
  while (parent !== undefined && !before.elements.has(parent)) {
    parent = elements.get(parent)?.parent ?? shorter(parent);
  }
  return parent === undefined
    ? { whom: "newcomers", element }
    : { whom: "users-of-parent", element: parent };
}

/** An OpenAPI coordinate without its last step, for elements that no index knows (alternatives). */
function shorter(element: Coordinate): Coordinate | undefined {
  if (!/[#\s]/.test(element)) return undefined;
  const match =
    /^(.+?)(?:\."(?:[^"\\]|\\.)*"|\.[^.[\]{}<>="() ]+|\[[^\]]*\]|\{\}|<[^<>]*>|=.*| [^ ]+)$/s.exec(
      element,
    );
  return match?.[1];
}

/** The operations of a change; all of them where its reach is cut short. */
function operationsOf(change: Change, sides: Sides, before: ContractIndex): readonly Coordinate[] {
  const own = before.operations.get(change.element);
  if (own !== undefined) return [own.coordinate];
  const { operations } = sides.before;
  const ofGroup = operations.filter(({ group }) => group === change.element);
  if (ofGroup.length > 0) return ofGroup.map((one) => one.coordinate);
  if (change.reach.length === 0 || change.reachTotal > change.reach.length) {
    return operations.map((one) => one.coordinate);
  }
  return change.reach.map(
    (one) => before.operations.get(one.operation)?.coordinate ?? one.operation,
  );
}
