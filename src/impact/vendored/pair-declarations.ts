import { indexOf } from "../../evidence/resolve/contract-index.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { Direction } from "../../model/semantics.ts";
import { elementsOf } from "../../model/walk.ts";
import type { Pairing, Unknown } from "./pairing.ts";

/** Pairs a copy with the contract by the names of their declarations; Protobuf fields by number. */
export function pairDeclarations(copy: Contract, contract: Contract): Pairing {
  const { elements } = indexOf(contract);
  const byNumber = new Map<string, Coordinate>();
  for (const coordinate of elements.keys()) {
    const key = numberKey(coordinate);
    if (key !== undefined) byNumber.set(key, coordinate);
  }
  const shared = new Map<Coordinate, ReadonlySet<Direction>>();
  const unknown = new Map<Coordinate, Unknown>();
  for (const { kind, coordinate, origin } of elementsOf(copy)) {
    if (IN_NO_MESSAGE.has(kind)) continue;
    const found = elements.has(coordinate) ? coordinate : byNumber.get(numberKey(coordinate) ?? "");
    if (found === undefined) unknown.set(coordinate, { coordinate, origin });
    else shared.set(found, NO_DIRECTION);
  }
  return { shared, unknown: [...unknown.values()] };
}

const NO_DIRECTION: ReadonlySet<Direction> = new Set();

/** What copies have without its being used: how a contract is laid out. */
const IN_NO_MESSAGE: ReadonlySet<ElementKind> = new Set(["file", "package", "extension", "tag"]);

/** `shop.v1.Item.code#2` is known by its message and number: `shop.v1.Item#2`. */
function numberKey(coordinate: Coordinate): string | undefined {
  const [, message, number] = /^(.+)\.[^.#]+#(\d+)$/.exec(coordinate) ?? [];
  return message === undefined ? undefined : `${message}#${number}`;
}
