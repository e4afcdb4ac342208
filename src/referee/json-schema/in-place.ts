import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { stepInto, type Documents, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import { dialectOf } from "./dialect.ts";

/** A schema object and where it stands. */
export interface SchemaNode {
  readonly place: Place;
  readonly node: JsonObject;
}

/** Keywords whose schemas apply to the same value: `allOf` and only alternatives always, others may. */
const MAYBE = ["allOf", "anyOf", "oneOf"] as const;

/**
 * The schema objects that apply to the value a schema describes: the schema itself, what its
 * references lead to, the members of `allOf`, and, where `alternatives` is true or there is one
 * only, of `anyOf` and `oneOf`. Each is met once.
 */
export function inPlace(
  documents: Documents,
  start: Place,
  alternatives: boolean,
): readonly SchemaNode[] {
  const found: SchemaNode[] = [];
  const seen = new Set<Json>();
  const pending: Place[] = [start];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const node = documents.node(place);
    if (!isJsonObject(node) || seen.has(node)) continue;
    seen.add(node);
    const reference = member(node, "$ref");
    if (typeof reference === "string") {
      const target = documents.follow(place, reference);
      if (target !== undefined) pending.push(target);
      if (!dialectOf(documents, place.file).refSiblings) continue;
    }
    found.push({ place, node });
    for (const keyword of MAYBE) {
      const members = member(node, keyword);
      if (!Array.isArray(members)) continue;
      if (keyword !== "allOf" && members.length > 1 && !alternatives) continue;
      for (let index = members.length - 1; index >= 0; index--) {
        pending.push(stepInto(place, keyword, index));
      }
    }
  }
  return found;
}

/** The places of a property's schemas in the schema objects given. */
export function propertyPlaces(nodes: readonly SchemaNode[], name: string): readonly Place[] {
  return nodes
    .filter(({ node }) => member(member(node, "properties"), name) !== undefined)
    .map(({ place }) => stepInto(place, "properties", name));
}

/** The names of all properties the schema objects declare, in the order they are met. */
export function propertyNames(nodes: readonly SchemaNode[]): readonly string[] {
  const names = new Set<string>();
  for (const { node } of nodes) {
    const properties = member(node, "properties");
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
  }
  return [...names];
}

/**
 * The properties that a message of this kind need not carry: `readOnly` ones in what consumers
 * send, `writeOnly` ones in what they receive (OpenAPI 3.0.4, 4.7.24.1).
 */
export function exempted(
  documents: Documents,
  start: Place,
  mark: "readOnly" | "writeOnly",
): readonly string[] {
  const nodes = inPlace(documents, start, false);
  return propertyNames(nodes).filter((name) =>
    propertyPlaces(nodes, name).some((place) => isMarked(documents, place, mark)),
  );
}

/** A property that need not be present in values which alternatives accept that mark it. */
export interface Spared {
  readonly name: string;
  /** All of them accept: an alternative, and alternatives within it. */
  readonly by: readonly Place[];
}

/** Alternatives within alternatives are followed this far. */
const MAX_NESTING = 4;

/**
 * A mark in one of several alternatives holds for the values that the alternative accepts, and for
 * no others: so a `required` around them asks for the property as far as no marking alternative
 * takes the value. The specification says of a mark only that `required` then counts in one
 * direction (OpenAPI 3.0.4, 4.7.24.1), and of annotations that they come from the schemas that
 * accept (JSON Schema 2020-12, Core 7.7.1); a mark is one since 3.1.
 */
export function spared(
  documents: Documents,
  start: Place,
  mark: "readOnly" | "writeOnly",
): readonly Spared[] {
  const nodes = inPlace(documents, start, false);
  const required = new Set(nodes.flatMap(({ node }) => textsOf(member(node, "required"))));
  if (required.size === 0) return [];
  return sparedIn(documents, { nodes, mark, depth: 0 }).filter(({ name }) => required.has(name));
}

function sparedIn(
  documents: Documents,
  at: {
    readonly nodes: readonly SchemaNode[];
    readonly mark: "readOnly" | "writeOnly";
    readonly depth: number;
  },
): readonly Spared[] {
  if (at.depth >= MAX_NESTING) return [];
  return at.nodes.flatMap(separateAlternatives).flatMap((place) => {
    const nodes = inPlace(documents, place, false);
    const own = exempted(documents, place, at.mark).map((name) => ({ name, by: [place] }));
    const deeper = sparedIn(documents, { ...at, nodes, depth: at.depth + 1 });
    return [...own, ...deeper.map(({ name, by }) => ({ name, by: [place, ...by] }))];
  });
}

/** The alternatives of a schema object that has several. */
function separateAlternatives({ place, node }: SchemaNode): readonly Place[] {
  return (["anyOf", "oneOf"] as const).flatMap((keyword) => {
    const list = member(node, keyword);
    if (!Array.isArray(list) || list.length < 2) return [];
    return list.map((_, index) => stepInto(place, keyword, index));
  });
}

function textsOf(list: Json | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

/** Whether a property's schema carries the mark, itself or through what it refers to. */
export function isMarked(
  documents: Documents,
  place: Place,
  mark: "readOnly" | "writeOnly",
): boolean {
  return inPlace(documents, place, false).some(({ node }) => member(node, mark) === true);
}

/**
 * The properties by whose values the alternatives of a `oneOf` or `anyOf` are told apart: the
 * discriminator's, and those that at least two alternatives limit to different strings.
 */
export function selectors(
  documents: Documents,
  owner: SchemaNode,
  keyword: string,
): readonly string[] {
  const branches = member(owner.node, keyword);
  if (!Array.isArray(branches)) return [];
  const limits = new Map<string, ReadonlySet<Json>[]>();
  for (let index = 0; index < branches.length; index++) {
    const nodes = inPlace(documents, stepInto(owner.place, keyword, index), false);
    for (const name of propertyNames(nodes)) {
      const values = limitOf(documents, propertyPlaces(nodes, name));
      if (values === undefined) continue;
      const known = limits.get(name);
      if (known === undefined) limits.set(name, [values]);
      else known.push(values);
    }
  }
  const names = [...limits].filter(([, sets]) => sets.length > 1 && areDisjoint(sets));
  const discriminator = member(member(owner.node, "discriminator"), "propertyName");
  return [
    ...names.map(([name]) => name),
    ...(typeof discriminator === "string" ? [discriminator] : []),
  ];
}

function limitOf(documents: Documents, places: readonly Place[]): ReadonlySet<Json> | undefined {
  for (const place of places) {
    for (const { node } of inPlace(documents, place, false)) {
      const constant = member(node, "const");
      if (constant !== undefined) return new Set([constant]);
      const values = member(node, "enum");
      if (Array.isArray(values)) return new Set<Json>(values);
    }
  }
  return undefined;
}

function areDisjoint(sets: readonly ReadonlySet<Json>[]): boolean {
  const seen = new Set<Json>();
  for (const set of sets) {
    for (const value of set) {
      if (seen.has(value)) return false;
      seen.add(value);
    }
  }
  return true;
}
