import { declaration } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import { pointerTokens } from "../document/pointer.ts";
import { isReference } from "./node.ts";
import type { Node } from "./node.ts";
import { baseName } from "./paths.ts";
import type { Resolver } from "./resolver.ts";
import { isSchemaStep, withSteps } from "./schema-steps.ts";
import type { Version } from "./version.ts";

/** The sections of reusable things, under their names in 3.x. */
export type Section =
  | "schemas"
  | "parameters"
  | "responses"
  | "headers"
  | "requestBodies"
  | "mediaTypes"
  | "securitySchemes";

/** Names of what is declared once and referred to. */
export interface Declared {
  /** The declarations of a section of the entry, in the order of the text, as they are written. */
  section(name: Section): ReadonlyMap<string, Node>;
  /** The coordinate of what a reference leads to, one and the same for one place in a document. */
  coordinateOf(section: Section, target: Node): Coordinate;
}

/**
 * A declaration of the entry that is nothing but a reference to another file gives that file's
 * content its name, so that an element keeps its coordinate when it moves to a file of its own.
 */
export function declaredNames(resolver: Resolver, version: Version, isAlias: IsAlias): Declared {
  const names: Names = { byPlace: new Map(), taken: new Set() };
  const sections = new Map(
    SECTIONS.map((name) => [name, sectionOf(resolver, version, name)] as const),
  );
  for (const [section, members] of sections) {
    for (const [name, node] of members) give(names, node, declaration(section, name));
  }
  for (const [section, members] of sections) {
    for (const [name, node] of members) {
      let at = node;
      while (isReference(at.value) && isAlias(at)) {
        at = resolver.step(at, at.value.$ref);
        if (names.byPlace.has(placeKey(at))) break;
        give(names, at, declaration(section, name));
      }
    }
  }
  return {
    section: (name) => sections.get(name) ?? new Map(),
    coordinateOf: (section, target) =>
      names.byPlace.get(placeKey(target)) ?? derivedName(names, section, target),
  };
}

interface Names {
  readonly byPlace: Map<string, Coordinate>;
  readonly taken: Set<Coordinate>;
}

function give(names: Names, node: Node, coordinate: Coordinate): void {
  names.byPlace.set(placeKey(node), coordinate);
  names.taken.add(coordinate);
}

function placeKey(node: Node): string {
  return `${node.file.path}#${node.pointer}`;
}

/** A place within something that has a name is named after it; else the short name that is free. */
function derivedName(names: Names, section: Section, target: Node): Coordinate {
  const short = insideOfNamed(names, target) ?? shortName(section, target);
  const coordinate = names.taken.has(short) ? longName(section, target) : short;
  give(names, target, coordinate);
  return coordinate;
}

function insideOfNamed(names: Names, { file, pointer }: Node): Coordinate | undefined {
  for (let end = pointer.lastIndexOf("/"); end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    const outer = names.byPlace.get(`${file.path}#${pointer.slice(0, end)}`);
    if (outer !== undefined) return withSteps(outer, pointerTokens(pointer.slice(end)));
    if (end === 0) break;
  }
  return undefined;
}

/** True where a declaration is nothing but a reference. */
export type IsAlias = (node: Node) => boolean;

const SECTIONS: readonly Section[] = [
  "schemas",
  "parameters",
  "responses",
  "headers",
  "requestBodies",
  "mediaTypes",
  "securitySchemes",
];

const IN_2_0: Readonly<Partial<Record<Section, string>>> = {
  schemas: "definitions",
  parameters: "parameters",
  responses: "responses",
  securitySchemes: "securityDefinitions",
};

function sectionOf(resolver: Resolver, version: Version, name: Section): ReadonlyMap<string, Node> {
  const key = version === "2.0" ? IN_2_0[name] : name;
  const parent = version === "2.0" ? resolver.entry : resolver.member(resolver.entry, "components");
  if (key === undefined || parent === undefined) return new Map();
  const entries = resolver.entries(resolver.member(parent, key));
  return new Map(entries.map(([member, node]) => [member, resolver.placed(node)]));
}

/** `#schemas.order` for `schemas/order.yaml`, `#schemas.Order.status` for a place in a schema. */
function shortName(section: Section, target: Node): Coordinate {
  const tokens = pointerTokens(target.pointer);
  const name = baseName(target.file.path);
  const start = tokens.findLastIndex((token, index) => isContainer(token, index, tokens));
  if (start !== -1) {
    return withSteps(declaration(section, tokens[start + 1] ?? name), tokens.slice(start + 2));
  }
  const [first, ...rest] = tokens;
  if (first === undefined || isSchemaStep(first)) {
    return withSteps(declaration(section, name), tokens);
  }
  return withSteps(declaration(section, first), rest);
}

function longName(section: Section, target: Node): Coordinate {
  const place = target.pointer === "" ? "" : `#${target.pointer}`;
  return declaration(section, `${target.file.path}${place}`);
}

/** `/components/schemas/` and its like at the top of any document, `definitions` anywhere. */
function isContainer(token: string, index: number, tokens: readonly string[]): boolean {
  if (index + 1 >= tokens.length) return false;
  if (index === 1) return tokens[0] === "components";
  return index === 0 && CONTAINERS.has(token);
}

const CONTAINERS: ReadonlySet<string> = new Set([
  ...SECTIONS,
  ...Object.values(IN_2_0),
  "$defs",
  "definitions",
]);
