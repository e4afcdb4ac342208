import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { TypeId } from "../../model/shape.ts";
import { pointerTokens } from "../document/pointer.ts";
import type { Declared } from "./declared.ts";
import { childOf, isReference, stringIn } from "./node.ts";
import type { Node } from "./node.ts";
import { baseName } from "./paths.ts";
import type { Resolver } from "./resolver.ts";
import { malformed } from "./schema-draft.ts";
import type { SchemaAt, ShapeDraft } from "./schema-draft.ts";

/**
 * The discriminator (OAS 3.x, 4.8.25): names that stand in the mapping, and for every other
 * alternative the name of its component. Without alternatives, every declared schema that is built
 * on this one (`allOf`) is one. In 2.0 it is only the name of a property.
 */
export function readDiscriminator(draft: ShapeDraft, value: Json, at: SchemaAt): void {
  const property = typeof value === "string" ? value : stringIn(value, "propertyName");
  if (property === undefined) {
    malformed(at, "discriminator", "an object with a propertyName");
    return;
  }
  const mapping = new Map<string, TypeId>();
  for (const [name, target] of mappingOf(at)) {
    const node = mappedTo(at, target);
    if (node !== undefined) mapping.set(name, at.reading.typeOf(node, at.around));
  }
  const mapped = new Set(mapping.values());
  for (const [name, node] of implied(at)) {
    const type = at.reading.typeOf(node, at.around);
    if (!mapped.has(type) && !mapping.has(name)) mapping.set(name, type);
  }
  const { coordinate, origin } = at;
  draft.discriminator = { coordinate, origin, property, mapping: Object.fromEntries(mapping) };
  const fallback = stringIn(value, "defaultMapping");
  if (fallback !== undefined) {
    draft.attributes = { ...draft.attributes, "discriminator.defaultMapping": fallback };
  }
}

function mappingOf(at: SchemaAt): readonly (readonly [string, string])[] {
  const discriminator = at.reading.resolver.member(at.node, "discriminator");
  const mapping =
    discriminator === undefined
      ? undefined
      : at.reading.resolver.member(discriminator, "mapping")?.value;
  if (!isJsonObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([name, target]) =>
    typeof target === "string" ? [[name, target] as const] : [],
  );
}

/** A mapped value is the name of a component or a reference; the name goes first. */
function mappedTo(at: SchemaAt, target: string): Node | undefined {
  const { declared, resolver } = at.reading;
  const component = declared.section("schemas").get(target);
  if (component !== undefined) return component;
  try {
    return resolver.step(at.node, target);
  } catch (error) {
    if (!(error instanceof DriftError)) throw error;
    at.reading.report(
      "unresolved-mapping",
      `The discriminator maps to ${JSON.stringify(target)}, which is not there.`,
      childOf(at.node, "discriminator") ?? at.node,
    );
    return undefined;
  }
}

/** Alternatives by the name they have without a mapping. */
function implied(at: SchemaAt): readonly (readonly [string, Node])[] {
  const { resolver } = at.reading;
  const alternatives = ["oneOf", "anyOf"].flatMap((keyword) => {
    const list = resolver.member(at.node, keyword);
    return list !== undefined && Array.isArray(list.value)
      ? list.value.flatMap((_: Json, index) => childOf(list, index) ?? [])
      : [];
  });
  if (alternatives.length === 0) {
    return at.reading.heirs().get(resolver.placed(at.node)) ?? [];
  }
  return alternatives.flatMap((node) => {
    if (!isReference(node.value)) return [];
    const target = resolver.step(node, node.value.$ref);
    return [[nameOf(target), target] as const];
  });
}

function nameOf(target: Node): string {
  return pointerTokens(target.pointer).at(-1) ?? baseName(target.file.path);
}

/** Declared schemas by those they are built on: the parts of their `allOf` that are references. */
export type Heirs = ReadonlyMap<Node, readonly (readonly [string, Node])[]>;

export function findHeirs(resolver: Resolver, declared: Declared): Heirs {
  const heirs = new Map<Node, [string, Node][]>();
  for (const [name, declaration] of declared.section("schemas")) {
    const parts = childOf(resolver.follow(declaration), "allOf");
    if (parts === undefined || !Array.isArray(parts.value)) continue;
    for (const index of parts.value.keys()) {
      const part = childOf(parts, index);
      if (part === undefined || !isReference(part.value)) continue;
      const parent = resolver.follow(part);
      const known = heirs.get(parent);
      if (known === undefined) heirs.set(parent, [[name, declaration]]);
      else known.push([name, declaration]);
    }
  }
  return heirs;
}
