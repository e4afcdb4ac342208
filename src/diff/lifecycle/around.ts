import type { Contract } from "../../model/contract.ts";
import type { Element } from "../../model/element.ts";
import type { Deprecation } from "../../model/lifecycle.ts";
import type { Holder } from "../finding.ts";
import { announces } from "./history.ts";
import { inheritedWindowIn } from "./inherit.ts";
import type { InheritedWindow } from "./inherit.ts";

/** The window that ends soonest of what holds a place: its type or operation, and the ways to it. */
export type WindowsAround = (holder: Holder) => InheritedWindow | undefined;

/** Looks nothing up before the first question. */
export function windowsAround(contract: Contract): WindowsAround {
  let inherited: ReturnType<typeof inheritedWindowIn> | undefined;
  let operations: ReadonlyMap<string, Element> | undefined;
  return ({ type, operation }) => {
    if (type !== undefined) {
      inherited ??= inheritedWindowIn(contract);
      return soonest(ownWindow(contract.types.get(type)), inherited(type));
    }
    operations ??= new Map(contract.operations.map((one) => [one.coordinate, one]));
    return operation === undefined ? undefined : ownWindow(operations.get(operation));
  };
}

function ownWindow(element: Element | undefined): InheritedWindow | undefined {
  const deprecation = element?.deprecation;
  if (element === undefined || deprecation === undefined || !announces(deprecation))
    return undefined;
  return { deprecation, from: element.coordinate };
}

function soonest(
  one: InheritedWindow | undefined,
  other: InheritedWindow | undefined,
): InheritedWindow | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return isSooner(other.deprecation, one.deprecation) ? other : one;
}

/** True where the first announcement ends before the second; one without a date ends last. */
export function isSooner(one: Deprecation, other: Deprecation | undefined): boolean {
  if (other === undefined || !announces(other)) return true;
  return (one.sunset ?? NEVER) < (other.sunset ?? NEVER);
}

const NEVER = "9999-13";
