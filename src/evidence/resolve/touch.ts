import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { itemsOf, memberOf, partsOfValue } from "./shape-parts.ts";
import type { Parts } from "./shape-parts.ts";
import { printName } from "./use-path.ts";

/** One element that a value meets. */
export interface Touch {
  /** Where it was met: `POST /orders req[application/json].lines[].sku`. */
  readonly use: Coordinate;
  /** The declarations met there: the field, and the types its value has. */
  readonly elements: readonly Coordinate[];
  /** The enum value that was met there; never any other value. */
  readonly value?: string;
}

/** What a value meets in a contract, and what of it the contract does not declare. */
export interface Touched {
  readonly touches: readonly Touch[];
  /** Use coordinates of members that no shape declares; `refused` where the contract forbids them. */
  readonly undeclared: readonly { readonly use: Coordinate; readonly refused: boolean }[];
}

/** How deep values are followed; what lies deeper is not evidence for anything. */
const DEPTH = 500;

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
  const touches = new Map<Coordinate, { elements: Set<Coordinate>; values: Set<string> }>();
  const undeclared = new Map<Coordinate, boolean>();

  const visit = (use: Coordinate, refs: readonly ShapeRef[], given: Json, depth: number): void => {
    const parts = partsOfValue(contract, refs, given);
    const touch = touches.get(use) ?? { elements: new Set(), values: new Set() };
    touches.set(use, touch);
    for (const coordinate of parts.coordinates) touch.elements.add(coordinate);
    const literal = enumLiteral(parts, given);
    if (literal !== undefined) {
      touch.values.add(literal.text);
      touch.elements.add(literal.coordinate);
    }
    if (depth > DEPTH) return;
    if (Array.isArray(given)) {
      const items = itemsOf(parts);
      if (items.length > 0) for (const item of given) visit(`${use}[]`, items, item, depth + 1);
    } else if (isJsonObject(given)) {
      visitMembers(use, parts, given, depth);
    }
  };

  const visitMembers = (
    use: Coordinate,
    parts: Parts,
    given: { readonly [key: string]: Json },
    depth: number,
  ): void => {
    for (const [name, child] of Object.entries(given)) {
      const found = memberOf(parts, name);
      const place = `${use}.${printName(name)}`;
      if (found.kind === "map-value") visit(`${use}{}`, found.shapes, child, depth + 1);
      else if (found.kind === "undeclared") undeclared.set(place, found.refused);
      else if (found.kind === "field") {
        const shapes = found.fields.map((field) => field.shape);
        visit(place, shapes, child, depth + 1);
        const touch = touches.get(place);
        for (const field of found.fields) touch?.elements.add(field.coordinate);
      }
    }
  };

  visit(at, [shape], value, 0);
  return {
    touches: [...touches].flatMap(([use, { elements, values }]) => [
      ...(values.size === 0 ? [{ use, elements: [...elements] }] : []),
      ...[...values].map((text) => ({ use, elements: [...elements], value: text })),
    ]),
    undeclared: [...undeclared].map(([use, refused]) => ({ use, refused })),
  };
}

function enumLiteral(
  parts: Parts,
  value: Json,
): { readonly text: string; readonly coordinate: Coordinate } | undefined {
  if (typeof value === "object") return undefined;
  for (const shape of parts.shapes) {
    const item = shape.values?.items.find((one) => one.value === value);
    if (item !== undefined) return { text: String(value), coordinate: item.coordinate };
  }
  return undefined;
}

/** A use coordinate with the enum value that was met there: `… .status=PAID`. */
export function withValue(use: Coordinate, value: string): Coordinate {
  return `${use}=${printName(value)}`;
}
