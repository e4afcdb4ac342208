import * as coordinate from "../../model/coordinate.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import { itemsOf, mapValuesOf, memberOf, partsOfValue } from "./shape-parts.ts";
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
  /** Use coordinates of members with a default that the value leaves out. */
  readonly omitted: readonly Coordinate[];
  /** Use coordinates of members that no shape declares; `refused` where the contract forbids them. */
  readonly undeclared: readonly { readonly use: Coordinate; readonly refused: boolean }[];
}

/** How deep values are followed; what lies deeper is not evidence for anything. */
const DEPTH = 500;

/** A place in a value: the names and indexes that lead to it. */
export type ValuePath = readonly (string | number)[];

/** What is known of a value beside its example. Without it the example is the value. */
export interface ValueKnowledge {
  /** The values that can stand at a path; none where only the shape is known. */
  valuesAt(path: ValuePath, example: Json): readonly Json[];
  /** Whether the names of an object's members are data. */
  hasDataKeys(path: ValuePath): boolean;
}

const EXACTLY: ValueKnowledge = {
  valuesAt: (_, example) => [example],
  hasDataKeys: () => false,
};

interface Gathering {
  readonly contract: Contract;
  readonly knowledge: ValueKnowledge;
  readonly omitted: Set<Coordinate>;
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
export function touchedBy(contract: Contract, given: GivenValue): Touched {
  const gathering: Gathering = {
    contract,
    knowledge: given.knowledge ?? EXACTLY,
    omitted: new Set(),
    places: new Map(),
    undeclared: new Map(),
  };
  visit(gathering, { use: given.at, refs: [given.shape], path: [] }, given.value);
  return {
    touches: [...gathering.places].flatMap(([use, place]) => touchesAt(use, place)),
    omitted: [...gathering.omitted].filter((use) => !gathering.places.has(use)),
    undeclared: [...gathering.undeclared].map(([use, refused]) => ({ use, refused })),
  };
}

export interface GivenValue {
  /** The use coordinate of the value as a whole. */
  readonly at: Coordinate;
  readonly shape: ShapeRef;
  readonly value: Json;
  readonly knowledge?: ValueKnowledge;
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
  readonly path: ValuePath;
}

function visit(gathering: Gathering, position: Position, value: Json): void {
  const { use, refs, path } = position;
  const parts = partsOfValue(gathering.contract, refs, value);
  const place = placeAt(gathering, use);
  for (const met of parts.coordinates) place.elements.add(met);
  noteEnumValues(gathering, position, parts, value);
  if (path.length > DEPTH) return;
  if (Array.isArray(value)) {
    const items = itemsOf(parts);
    if (items.length === 0) return;
    for (const [index, item] of value.entries()) {
      const next = { use: coordinate.item(use), refs: items, path: [...path, index] };
      visit(gathering, next, item);
    }
  } else if (isJsonObject(value)) {
    visitMembers(gathering, position, parts, value);
  }
}

/** A single value that is not in the list is left alone: other parts of the shape may explain it. */
function noteEnumValues(
  gathering: Gathering,
  { use, path }: Position,
  parts: Parts,
  value: Json,
): void {
  const place = placeAt(gathering, use);
  if (typeof value === "object" || !parts.shapes.some((shape) => shape.values)) return;
  for (const one of gathering.knowledge.valuesAt(path, value)) {
    const declared = enumValue(parts, one);
    if (declared !== undefined) place.values.set(coordinate.constant(use, one), declared);
  }
}

function visitMembers(
  gathering: Gathering,
  position: Position,
  parts: Parts,
  value: JsonObject,
): void {
  const areData = gathering.knowledge.hasDataKeys(position.path);
  for (const name of Object.keys(value)) {
    const member = { name, value: value[name] ?? null };
    if (areData) visitMapValue(gathering, position, mapValuesOf(parts), member);
    else visitMember(gathering, position, parts, member);
  }
  for (const shape of parts.shapes) {
    for (const field of shape.object?.fields ?? []) {
      if (hasDefault(field) && !Object.hasOwn(value, field.name)) {
        gathering.omitted.add(coordinate.member(position.use, field.name));
      }
    }
  }
}

function hasDefault(field: Field): boolean {
  return (
    field.default !== undefined ||
    (field.shape.kind === "shape" && field.shape.default !== undefined)
  );
}

interface Member {
  readonly name: string;
  readonly value: Json;
}

function visitMapValue(
  gathering: Gathering,
  position: Position,
  refs: readonly ShapeRef[],
  member: Member,
): void {
  if (refs.length === 0) return;
  const next = {
    use: coordinate.mapValue(position.use),
    refs,
    path: [...position.path, member.name],
  };
  visit(gathering, next, member.value);
}

function visitMember(gathering: Gathering, position: Position, parts: Parts, member: Member): void {
  const found = memberOf(parts, member.name);
  const use = coordinate.member(position.use, member.name);
  switch (found.kind) {
    case "map-value":
      visitMapValue(gathering, position, found.shapes, member);
      return;
    case "field": {
      const { elements } = placeAt(gathering, use);
      for (const field of found.fields) elements.add(field.coordinate);
      const refs = found.fields.map((field) => field.shape);
      visit(gathering, { use, refs, path: [...position.path, member.name] }, member.value);
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
function enumValue(parts: Parts, value: Json): Coordinate | undefined {
  for (const shape of parts.shapes) {
    const item = shape.values?.items.find((one) => one.value === value);
    if (item !== undefined) return item.coordinate;
  }
  return undefined;
}
