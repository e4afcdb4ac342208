import * as coordinate from "../../model/coordinate.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { itemsOf, memberOf, partsOfValue } from "./shape-parts.ts";
import type { Parts } from "./shape-parts.ts";

/** One element that a value meets. */
export interface Touch {
  /**
   * Where it was met: `POST /orders req[application/json].lines[].sku`. Of values only those of
   * enums are told (`….status="PAID"`).
   */
  readonly use: Coordinate;
  /** The declarations met there: the field, and the types its value has. */
  readonly elements: readonly Coordinate[];
}

/** What a value meets in a contract, and what of it the contract does not declare. */
export interface Touched {
  readonly touches: readonly Touch[];
  /** Use coordinates of members that no shape declares; `refused` where the contract forbids them. */
  readonly undeclared: readonly { readonly use: Coordinate; readonly refused: boolean }[];
}

/** How deep values are followed; what lies deeper is not evidence for anything. */
const DEPTH = 500;

interface Gathering {
  readonly contract: Contract;
  readonly places: Map<Coordinate, Place>;
  readonly undeclared: Map<Coordinate, boolean>;
}

interface Place {
  readonly elements: Set<Coordinate>;
  /** Declarations of enum values, by the use coordinate that names the value. */
  readonly values: Map<Coordinate, Coordinate>;
}

/**
 * Every element that a JSON value meets below `at`. Names of members become fields where a shape
 * declares them and data (`{}`) where it is a map; items of an array are one place (`[]`).
 */
export function touchedBy(
  contract: Contract,
  at: Coordinate,
  shape: ShapeRef,
  value: Json,
): Touched {
  const gathering: Gathering = { contract, places: new Map(), undeclared: new Map() };
  visit(gathering, { use: at, refs: [shape], depth: 0 }, value);
  return {
    touches: [...gathering.places].flatMap(([use, place]) => touchesAt(use, place)),
    undeclared: [...gathering.undeclared].map(([use, refused]) => ({ use, refused })),
  };
}

function touchesAt(use: Coordinate, { elements, values }: Place): readonly Touch[] {
  if (values.size === 0) return [{ use, elements: [...elements] }];
  return [...values].map(([literal, declared]) => ({
    use: literal,
    elements: [...elements, declared],
  }));
}

interface Position {
  readonly use: Coordinate;
  readonly refs: readonly ShapeRef[];
  readonly depth: number;
}

function visit(gathering: Gathering, position: Position, value: Json): void {
  const { use, refs, depth } = position;
  const parts = partsOfValue(gathering.contract, refs, value);
  const place = placeAt(gathering, use);
  for (const met of parts.coordinates) place.elements.add(met);
  const literal = enumLiteral(parts, value);
  if (literal !== undefined) place.values.set(coordinate.constant(use, value), literal);
  if (depth > DEPTH) return;
  if (Array.isArray(value)) {
    const items = itemsOf(parts);
    if (items.length === 0) return;
    const next = { use: coordinate.item(use), refs: items, depth: depth + 1 };
    for (const item of value) visit(gathering, next, item);
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) {
      visitMember(gathering, position, parts, { name, value: value[name] ?? null });
    }
  }
}

function visitMember(
  gathering: Gathering,
  position: Position,
  parts: Parts,
  member: { readonly name: string; readonly value: Json },
): void {
  const found = memberOf(parts, member.name);
  const use = coordinate.member(position.use, member.name);
  const depth = position.depth + 1;
  switch (found.kind) {
    case "map-value": {
      const next = { use: coordinate.mapValue(position.use), refs: found.shapes, depth };
      visit(gathering, next, member.value);
      return;
    }
    case "field": {
      const { elements } = placeAt(gathering, use);
      for (const field of found.fields) elements.add(field.coordinate);
      visit(
        gathering,
        { use, refs: found.fields.map((field) => field.shape), depth },
        member.value,
      );
      return;
    }
    case "undeclared":
      gathering.undeclared.set(use, found.refused);
      return;
    case "data":
  }
}

function placeAt(gathering: Gathering, use: Coordinate): Place {
  const known = gathering.places.get(use);
  if (known !== undefined) return known;
  const place: Place = { elements: new Set(), values: new Map() };
  gathering.places.set(use, place);
  return place;
}

/** The declaration of the enum value that a value is. */
function enumLiteral(parts: Parts, value: Json): Coordinate | undefined {
  if (typeof value === "object") return undefined;
  for (const shape of parts.shapes) {
    const item = shape.values?.items.find((one) => one.value === value);
    if (item !== undefined) return item.coordinate;
  }
  return undefined;
}
