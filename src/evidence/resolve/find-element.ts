import { didYouMean } from "../../errors.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import { indexOf } from "./contract-index.ts";
import { resolveUse } from "./elements-of.ts";

/** An element that a person named, by its declaration. */
export interface FoundElement {
  readonly coordinate: Coordinate;
  readonly kind: ElementKind;
}

/** The element was not found; the nearest coordinate there is. */
export interface UnknownElement {
  readonly suggestion: Coordinate | undefined;
}

/**
 * The element that a text names: a declaration (`#schemas.Order.status`, `Order.status`), an
 * operation however its parameters are written (`GET /orders/:id`), or a place of use
 * (`GET /orders/{} res.200[application/json].status`), which stands for what is declared there.
 */
export function findElement(contract: Contract, text: string): FoundElement | UnknownElement {
  const { elements } = indexOf(contract);
  const own = elements.get(text);
  if (own !== undefined) return { coordinate: text, kind: own.kind };
  const use = resolveUse(contract, text);
  if (use?.operationOnly === true && use.operation !== undefined) {
    return { coordinate: use.operation.coordinate, kind: "operation" };
  }
  const declared = (use?.elements ?? []).flatMap((coordinate) => {
    const element = elements.get(coordinate);
    return element === undefined || element.kind === "type"
      ? []
      : [{ coordinate, kind: element.kind }];
  });
  const last = declared.at(-1);
  if (last !== undefined) return last;
  return { suggestion: suggestionFor(contract, text) };
}

/**
 * The nearest coordinate there is: another name where the text goes wrong, with what stands before
 * it unchanged.
 */
export function suggestionFor(contract: Contract, text: string): Coordinate | undefined {
  const { elements, operations } = indexOf(contract);
  const [, head = "", tail = text] = /^(.*[./ ])([^./ ]+)$/s.exec(text) ?? [];
  const names = new Map<string, Coordinate>();
  for (const coordinate of [...elements.keys(), ...operations.keys()]) {
    if (!coordinate.startsWith(head)) continue;
    const name = /^[^./ ]+/.exec(coordinate.slice(head.length))?.[0];
    if (name !== undefined && !names.has(name)) names.set(name, head + name);
  }
  const meant = didYouMean(tail, names.keys());
  if (meant !== undefined) return names.get(meant);
  return head === "" || names.size > 0 ? undefined : suggestionFor(contract, head.slice(0, -1));
}
