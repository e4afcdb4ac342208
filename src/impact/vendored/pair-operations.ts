import { operationNamed } from "../../evidence/resolve/elements-of.ts";
import {
  itemsOf,
  mapValuesOf,
  memberOf,
  partsOfValue,
} from "../../evidence/resolve/shape-parts.ts";
import type { Parts } from "../../evidence/resolve/shape-parts.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import { canonicalJson } from "../../model/json.ts";
import type { Content, Message, Operation, Parameter } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { EnumValue, Field, ShapeRef } from "../../model/shape.ts";
import type { Pairing, Unknown } from "./pairing.ts";

/**
 * Pairs an HTTP copy with the contract along their operations, as messages would: schemas may have
 * other names, stand inline, or be left out where no operation of the copy leads to them.
 */
export function pairOperations(copy: Contract, contract: Contract): Pairing {
  const pairs: Pairs = { copy, contract, shared: new Map(), unknown: new Map(), open: [] };
  for (const operation of copy.operations) pairOperation(pairs, operation);
  const seen = new Set<string>();
  for (let pair = pairs.open.pop(); pair !== undefined; pair = pairs.open.pop()) {
    const own = partsOfValue(copy, pair.own, undefined);
    const other = partsOfValue(contract, pair.other, undefined);
    const key = JSON.stringify([pair.direction, own.coordinates, other.coordinates]);
    if (seen.has(key) || seen.size > MOST_PAIRS) continue;
    seen.add(key);
    pairValues(pairs, own, other, pair.direction);
  }
  return { shared: pairs.shared, unknown: [...pairs.unknown.values()] };
}

/** More pairs of shapes than the largest contracts have. */
const MOST_PAIRS = 500_000;

interface Pairs {
  readonly copy: Contract;
  readonly contract: Contract;
  readonly shared: Map<Coordinate, Set<Direction>>;
  readonly unknown: Map<Coordinate, Unknown>;
  readonly open: OpenPair[];
}

/** Shapes that speak about the same value, the copy's own and the contract's. */
interface OpenPair {
  readonly own: readonly ShapeRef[];
  readonly other: readonly ShapeRef[];
  readonly direction: Direction;
}

function pairOperation(pairs: Pairs, operation: Operation): void {
  const other = operationNamed(pairs.contract, operation.coordinate);
  if (other === undefined) return unknown(pairs, operation);
  share(pairs, other.coordinate, "input");
  for (const message of operation.messages) {
    const counterpart = other.messages.find(
      ({ kind, selector }) => kind === message.kind && selector === message.selector,
    );
    if (counterpart === undefined) unknown(pairs, message);
    else pairMessages(pairs, message, counterpart);
  }
}

function pairMessages(pairs: Pairs, own: Message, other: Message): void {
  const { direction } = own;
  share(pairs, other.coordinate, direction);
  for (const parameter of own.parameters) {
    const counterpart = other.parameters.find((one) => isSame(one, parameter));
    if (counterpart === undefined) unknown(pairs, parameter);
    else pairFields(pairs, parameter, [counterpart], direction);
  }
  for (const content of own.body?.contents ?? []) {
    const counterpart = other.body?.contents.find((one) => one.mediaType === content.mediaType);
    if (counterpart === undefined) {
      unknown(pairs, content);
      continue;
    }
    share(pairs, counterpart.coordinate, direction);
    pairs.open.push({ own: shapesOf(content), other: shapesOf(counterpart), direction });
  }
}

function isSame(one: Parameter, other: Parameter): boolean {
  if (one.place !== other.place) return false;
  if (one.place === "path") return one.position === other.position;
  return one.place === "header"
    ? one.name.toLowerCase() === other.name.toLowerCase()
    : one.name === other.name;
}

function shapesOf({ shape, itemShape }: Content): readonly ShapeRef[] {
  return [shape, itemShape].filter((one) => one !== undefined);
}

function pairValues(pairs: Pairs, own: Parts, other: Parts, direction: Direction): void {
  for (const shape of own.shapes) {
    for (const value of shape.values?.items ?? []) pairValue(pairs, value, other, direction);
    for (const field of shape.object?.fields ?? []) pairMember(pairs, field, other, direction);
  }
  openIfAny(pairs, { own: itemsOf(own), other: itemsOf(other), direction });
  openIfAny(pairs, { own: mapValuesOf(own), other: mapValuesOf(other), direction });
}

function pairMember(pairs: Pairs, field: Field, other: Parts, direction: Direction): void {
  const found = memberOf(other, field.name);
  switch (found.kind) {
    case "field":
      return pairFields(pairs, field, found.fields, direction);
    case "map-value":
      return openIfAny(pairs, { own: [field.shape], other: found.shapes, direction });
    case "undeclared":
      return unknown(pairs, field);
    case "data":
  }
}

function pairFields(
  pairs: Pairs,
  field: Field,
  others: readonly Field[],
  direction: Direction,
): void {
  for (const other of others) share(pairs, other.coordinate, direction);
  openIfAny(pairs, { own: [field.shape], other: others.map(({ shape }) => shape), direction });
}

function pairValue(pairs: Pairs, value: EnumValue, other: Parts, direction: Direction): void {
  const lists = other.shapes.flatMap(({ values }) => (values === undefined ? [] : [values]));
  const text = canonicalJson(value.value);
  const same = lists.flatMap(({ items }) =>
    items.filter((item) => canonicalJson(item.value) === text),
  );
  for (const item of same) share(pairs, item.coordinate, direction);
  if (same.length === 0 && lists.length > 0) unknown(pairs, value);
}

function openIfAny(pairs: Pairs, pair: OpenPair): void {
  if (pair.own.length > 0 && pair.other.length > 0) pairs.open.push(pair);
}

function share(pairs: Pairs, coordinate: Coordinate, direction: Direction): void {
  const directions = pairs.shared.get(coordinate);
  if (directions === undefined) pairs.shared.set(coordinate, new Set([direction]));
  else directions.add(direction);
}

function unknown(pairs: Pairs, { coordinate, origin }: Unknown): void {
  pairs.unknown.set(coordinate, { coordinate, origin });
}
