import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Shape, ShapeRef } from "../../model/shape.ts";
import {
  isOfType,
  itemsOf,
  mapValuesOf,
  memberOf,
  partsOfValue,
} from "../../evidence/resolve/shape-parts.ts";
import type { Parts } from "../../evidence/resolve/shape-parts.ts";
import type { ValuePath } from "../../evidence/resolve/touch.ts";
import type { FindingLevel, PactFinding } from "./finding.ts";
import type { Judging } from "./judging.ts";
import { itemPlace, mapPlace, memberPlace } from "./place.ts";
import type { ValuePlace } from "./place.ts";
import { violationsOf } from "./violations.ts";

/** What a consumer needs of a value, beside its example. */
export interface Needed {
  readonly place: ValuePlace;
  hasDataKeys(path: ValuePath): boolean;
  /**
   * The values that a matcher lists; none where it asks for the type only. Undefined: there is no
   * matcher, the example is needed.
   */
  values(path: ValuePath, example: Json): readonly Json[] | undefined;
}

/**
 * Where a contract does not promise what a consumer needs of a response: members that are not
 * declared (`fails`), and those that may be absent, `null`, or of another type (`weak`). Extra
 * members never matter.
 */
export function needsOf(
  judging: Judging,
  shape: ShapeRef,
  value: Json,
  needed: Needed,
): readonly PactFinding[] {
  const found = new Map<string, PactFinding>();
  const walk: Walk = { judging, needed, found };
  visit(walk, [shape], value, needed.place);
  return [...found.values()];
}

interface Walk {
  readonly judging: Judging;
  readonly needed: Needed;
  readonly found: Map<string, PactFinding>;
}

/** Deeper values are not looked at. */
const DEPTH = 500;

function visit(walk: Walk, refs: readonly ShapeRef[], value: Json, place: ValuePlace): void {
  const parts = partsOfValue(walk.judging.contract, refs, value);
  noteWidening(walk, refs, value, place);
  if (place.path.length > DEPTH) return;
  if (Array.isArray(value)) {
    const items = itemsOf(parts);
    for (const [index, item] of value.entries()) {
      if (items.length > 0) visit(walk, items, item, itemPlace(place, index));
    }
  } else if (isJsonObject(value)) {
    visitMembers(walk, parts, value, place);
  }
}

/** What the contract may deliver instead of what the consumer knows how to read. */
function noteWidening(walk: Walk, refs: readonly ShapeRef[], value: Json, place: ValuePlace): void {
  const { judging, needed } = walk;
  const anything = { ...judging, isExact: () => false };
  const takes = (example: Json): boolean =>
    refs.every((ref) => violationsOf(anything, ref, example, place).length === 0);
  if (value !== null && takes(null)) note(walk, place, NULLABLE);
  const listed = needed.values(place.path, value);
  const isFree = listed === undefined || typeof value === "object";
  if (isFree) return;
  const others = EXAMPLES.filter((one) => typeof one !== typeof value && takes(one));
  if (others.length > 0) note(walk, place, OTHER_TYPE);
  if (listed.length === 0) return;
  const shapes = partsOfValue(judging.contract, refs, value).shapes;
  const unknown = valuesIn(shapes).some((one) => !listed.includes(one));
  if (unknown) note(walk, place, OTHER_VALUES);
}

/** One value of each scalar type. */
const EXAMPLES: readonly Json[] = ["", 0, true];

function valuesIn(shapes: readonly Shape[]): readonly Json[] {
  return shapes.flatMap((shape) => shape.values?.items.map((item) => item.value) ?? []);
}

function visitMembers(walk: Walk, parts: Parts, value: JsonObject, place: ValuePlace): void {
  const areData = walk.needed.hasDataKeys(place.path);
  for (const name of Object.keys(value)) {
    const given = value[name] ?? null;
    if (areData) {
      const shapes = mapValuesOf(parts);
      if (shapes.length > 0) visit(walk, shapes, given, mapPlace(place, name));
      continue;
    }
    visitMember(walk, parts, { name, value: given }, place);
  }
}

function visitMember(
  walk: Walk,
  parts: Parts,
  { name, value }: { readonly name: string; readonly value: Json },
  place: ValuePlace,
): void {
  const found = memberOf(parts, name);
  const own = memberPlace(place, name);
  switch (found.kind) {
    case "field": {
      const isPromised =
        found.fields.some((field) => field.required) ||
        parts.shapes.some((shape) => shape.object?.required?.includes(name) === true);
      if (found.fields.every((field) => field.writeOnly === true)) {
        note(walk, own, HIDDEN);
      } else if (!isPromised) note(walk, own, OPTIONAL);
      visit(
        walk,
        found.fields.map((field) => field.shape),
        value,
        own,
      );
      return;
    }
    case "map-value":
      visit(walk, found.shapes, value, mapPlace(place, name));
      return;
    case "undeclared":
      note(walk, own, isOpen(parts) ? UNDESCRIBED : UNDECLARED);
      return;
    case "data":
      if (isClosed(parts)) note(walk, own, UNDESCRIBED);
  }
}

/** The contract says itself that there is more than it declares. */
function isOpen(parts: Parts): boolean {
  return parts.shapes.some((shape) => shape.object?.additional === true);
}

function isClosed(parts: Parts): boolean {
  return parts.shapes.some((shape) => shape.types?.some((type) => isOfType(type, {})) === true);
}

/** What is told of a need, each rule once at a place. */
interface Note {
  readonly level: FindingLevel;
  readonly rule: string;
  readonly text: string;
}

const OPTIONAL: Note = { level: "weak", rule: "optional", text: "may be absent" };
const NULLABLE: Note = { level: "weak", rule: "nullable", text: "may be null" };
const OTHER_TYPE: Note = { level: "weak", rule: "type", text: "may be of another type" };
const OTHER_VALUES: Note = { level: "weak", rule: "values", text: "may have another value" };
const HIDDEN: Note = { level: "fails", rule: "undeclared", text: "is never delivered" };
const UNDECLARED: Note = { level: "fails", rule: "undeclared", text: "is not promised" };
const UNDESCRIBED: Note = { ...UNDECLARED, level: "weak" };

function note({ found }: Walk, { where, use }: ValuePlace, { level, rule, text }: Note): void {
  const key = `${where} ${rule}`;
  if (!found.has(key)) found.set(key, { level, rule, where, use, message: `${where} ${text}` });
}
