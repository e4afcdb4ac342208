import type { Change } from "../diff/change.ts";
import { indexOf } from "../evidence/resolve/contract-index.ts";
import type { Coordinate } from "../model/element.ts";
import type { Operation } from "../model/operation.ts";
import type { Direction } from "../model/semantics.ts";
import type { Concern, Sides } from "./concerns.ts";
import { ENDS_OF_MEMBERSHIP, isSpared } from "./narrowing.ts";
import { isFirm } from "./proof.ts";
import { canMeet, mustSend } from "./reachable.ts";
import { isFine } from "./uses.ts";
import type { ConsumerUses, KnownUse } from "./uses.ts";

/** A use that a change meets. */
export interface Hit {
  readonly use: KnownUse;
  /** Whether the use itself is certain and fine enough for the change. */
  readonly firm: boolean;
  /** The direction whose effects count; absent: all of them. */
  readonly direction?: Direction;
  /** True where the element that the use reads is gone: it fails, whatever others may tolerate. */
  readonly gone: boolean;
  /** True where the consumer cannot have sent what is demanded now. */
  readonly unforeseen: boolean;
}

/** The uses of one consumer that a change meets, by coordinates. */
export function hitsOf(
  change: Change,
  concern: Concern,
  uses: ConsumerUses,
  sides: Sides,
): readonly Hit[] {
  const hits = [...exactHits(change, concern, uses), ...coarseHits(change, concern, uses, sides)];
  if (!ENDS_OF_MEMBERSHIP.has(change.rule)) return hits;
  return hits.filter(({ use }) => !isSpared(use, sides));
}

function exactHits(change: Change, concern: Concern, uses: ConsumerUses): readonly Hit[] {
  switch (concern.whom) {
    case "everybody":
      return uses.uses.map((use) => wide(use));
    case "callers":
      return concern.operations.flatMap((one) => uses.byOperation.get(one) ?? []).map(wide);
    case "users":
      return at(uses, concern.element)
        .filter((use) => change.rule === "default-changed" || !leavesOut(use))
        .map((use) => narrow(change, use, { gone: concern.removed }));
    case "users-of-parent":
      return at(uses, concern.element).map((use) => {
        const isCall = uses.byOperation.has(concern.element) || isInherentInput(change);
        return isCall
          ? { ...wide(use), unforeseen: true }
          : narrow(change, use, { unforeseen: use.direction !== "output" });
      });
    case "newcomers":
      return [];
    case "omitters":
      return omitterHits(change, concern, uses);
    case "users-of-value": {
      const users = at(uses, concern.parent);
      const naming = new Set(users.filter(namesValue).map(itemOf));
      return users
        .filter((use) => meetsValue(use, concern, naming))
        .map((use) => valueHit(change, use, concern.element));
    }
  }
}

/** Who leaves an element out relies on its default only. */
function leavesOut(use: KnownUse): boolean {
  return use.usage.mode === "omitted-default";
}

function at(uses: ConsumerUses, element: Coordinate): readonly KnownUse[] {
  return uses.byElement.get(element) ?? [];
}

function wide(use: KnownUse): Hit {
  return { use, firm: use.usage.mode !== "may-use", gone: false, unforeseen: false };
}

function narrow(change: Change, use: KnownUse, marks: Partial<Hit>): Hit {
  const isOneSided = use.direction === undefined || isInherentInput(change);
  return {
    use,
    firm: isFirm(use.usage.mode),
    ...(isOneSided ? {} : { direction: use.direction }),
    gone: marks.gone ?? false,
    unforeseen: marks.unforeseen ?? false,
  };
}

/** Arguments and parameters are input by nature, however their holder is used. */
function isInherentInput(change: Change): boolean {
  return change.kind === "argument" || change.kind === "parameter" || change.kind === "request";
}

/**
 * Who was seen sending the element may leave it out at other times. Who was never seen sending it
 * leaves it out, if its evidence would show it.
 */
function omitterHits(
  change: Change,
  concern: { readonly element: Coordinate; readonly parent: Coordinate },
  uses: ConsumerUses,
): readonly Hit[] {
  const sending = at(uses, concern.element).filter((use) => use.direction !== "output");
  if (sending.length > 0) {
    return sending.map((use) => {
      const hit = narrow(change, use, {});
      return { ...hit, firm: leavesOut(use) };
    });
  }
  const isCall = uses.byOperation.has(concern.parent);
  return at(uses, concern.parent)
    .filter((use) => isCall || use.direction !== "output")
    .map((use) => ({
      ...(isCall || isInherentInput(change) ? wide(use) : narrow(change, use, {})),
      firm: isFirm(use.usage.mode) && isFine([use], "input"),
    }));
}

/**
 * Whoever names other values of a set when sending does not send this one. A place that is sent is
 * explained by the values that the same piece of evidence names.
 */
function meetsValue(
  use: KnownUse,
  concern: { readonly element: Coordinate; readonly parent: Coordinate },
  naming: ReadonlySet<string>,
): boolean {
  if (use.resolved?.elements.includes(concern.element) === true) return true;
  if (use.direction !== "input") return true;
  if (namesValue(use)) return false;
  return use.usage.coordinate === concern.parent || !naming.has(itemOf(use));
}

function namesValue(use: KnownUse): boolean {
  return use.direction === "input" && use.resolved?.value === true;
}

function itemOf({ usage: { evidence } }: KnownUse): string {
  return JSON.stringify([evidence.file, evidence.item]);
}

function valueHit(change: Change, use: KnownUse, element: Coordinate): Hit {
  const hit = narrow(change, use, {});
  const isNamed = use.resolved?.elements.includes(element) === true;
  return { ...hit, firm: hit.firm && (isNamed || use.direction === "output") };
}

/** The consumer calls an operation in which the element can be met, and nothing shows more. */
function coarseHits(
  change: Change,
  concern: Concern,
  uses: ConsumerUses,
  sides: Sides,
): readonly Hit[] {
  const element = "element" in concern ? concern.element : undefined;
  if (element === undefined) return [];
  return uses.coarse
    .filter(
      ({ operation, direction }) =>
        (change.direction === "both" || change.direction === direction) &&
        canMeetIn(sides, operation, direction, element),
    )
    .map(({ use, operation, direction }) => {
      const isAddition = concern.whom === "users-of-parent" && direction === "input";
      const unforeseen = isAddition && mustSend(sides.before, operation, element);
      return { use, firm: unforeseen, direction, gone: false, unforeseen };
    });
}

/** What is new is met where the operation of the same name leads after. */
function canMeetIn(
  sides: Sides,
  operation: Operation,
  direction: Direction,
  element: Coordinate,
): boolean {
  if (indexOf(sides.before).elements.has(element)) {
    return canMeet(sides.before, operation, direction, element);
  }
  const after = indexOf(sides.after).operations.get(operation.match);
  return after !== undefined && canMeet(sides.after, after, direction, element);
}
