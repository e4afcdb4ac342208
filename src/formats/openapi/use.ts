import type { Coordinate } from "../../model/element.ts";
import type { Section } from "./declared.ts";
import { isReference } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

/** A place where something is defined, or referred to. */
export interface Use {
  /** The definition itself, at the end of all references. */
  readonly definition: Node;
  /** Where it is declared, when it is referred to: its coordinate, and the node that is known by it. */
  readonly declared?: { readonly coordinate: Coordinate; readonly node: Node };
}

export function useOf(reading: Reading, node: Node, section: Section): Use {
  if (!isReference(node.value)) return { definition: node };
  const target = reading.resolver.step(node, node.value.$ref);
  const coordinate = reading.declared.coordinateOf(section, target);
  return {
    definition: reading.resolver.follow(target),
    declared: { coordinate, node: target },
  };
}

/** True for keys that are no part of the specification, where any key may stand. */
export function isExtension(key: string): boolean {
  return key.startsWith("x-");
}

export type Once<T> = (node: Node, read: () => T) => T;

/** Reads what is declared once, however often it is used. */
export function once<T>(): Once<T> {
  const known = new Map<Node, T>();
  return (node, read) => {
    let value = known.get(node);
    if (value === undefined) known.set(node, (value = read()));
    return value;
  };
}
