import type { NamedType } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { TypeId } from "../../model/shape.ts";
import { parseCoordinate } from "../../model/coordinate-text.ts";
import type { Declared } from "./declared.ts";
import { NO_SCOPE } from "./dynamic-scope.ts";
import type { DynamicScopes } from "./dynamic-scope.ts";
import { isReference, originOf } from "./node.ts";
import type { Node } from "./node.ts";
import type { Around, DynamicScope, Reading } from "./reading.ts";
import type { Resolver } from "./resolver.ts";
import { withoutCircles } from "./all-of-circles.ts";

/** The types of a contract: every schema of the entry's components, and every target of a `$ref`. */
export interface TypeRegistry {
  /** The id of the schema that a reference leads to. It is read later, once. */
  idOf(target: Node, around?: Around): TypeId;
  /** Reads every type that is known, and those that become known by it. */
  readAll(reading: Reading): ReadonlyMap<TypeId, NamedType>;
}

interface Pending {
  readonly coordinate: Coordinate;
  readonly node: Node;
  readonly scope: DynamicScope;
}

export interface RegistryParts {
  readonly resolver: Resolver;
  readonly declared: Declared;
  /** True where a schema is nothing but a reference. */
  readonly isAlias: (node: Node) => boolean;
  /** Absent where no text has a `$dynamicRef`. */
  readonly scopes: DynamicScopes | undefined;
}

export function typeRegistry(parts: RegistryParts): TypeRegistry {
  const { resolver, declared, scopes, isAlias } = parts;
  const own = new Set(declared.section("schemas").values());
  const ids = new Map<Node, TypeId>();
  const pending = new Map<TypeId, Pending>();

  const endOfAliases = aliasEnds(parts, own);
  const register = (node: Node, coordinate: Coordinate, outer: DynamicScope): TypeId => {
    const relevant = scopes?.relevant(node, outer) ?? NO_SCOPE;
    const id = relevant.size === 0 ? coordinate : coordinate + printScope(relevant, idOf);
    if (!pending.has(id)) {
      const scope = scopes?.enter(node, relevant) ?? NO_SCOPE;
      pending.set(id, { coordinate, node, scope });
    }
    return id;
  };
  const idOf = (target: Node, around?: Around): TypeId => {
    const outer = around?.scope ?? NO_SCOPE;
    const known = outer.size === 0 ? ids.get(target) : undefined;
    if (known !== undefined) return known;
    resolver.follow(target);
    const end = endOfAliases(target);
    const id = register(end, declared.coordinateOf("schemas", end), outer);
    if (outer.size === 0) ids.set(target, id);
    return id;
  };

  for (const node of own) {
    resolver.follow(node);
    const coordinate = declared.coordinateOf("schemas", node);
    const target =
      isReference(node.value) && isAlias(node) ? resolver.step(node, node.value.$ref) : node;
    const end = endOfAliases(target);
    const isItsContent = declared.coordinateOf("schemas", end) === coordinate;
    ids.set(node, register(isItsContent ? end : node, coordinate, NO_SCOPE));
  }
  return {
    idOf,
    readAll(reading) {
      const types = new Map<TypeId, NamedType>();
      // Reading a type makes others known; a map's iterator meets what is added meanwhile.
      for (const [id, next] of pending) types.set(id, readType(reading, id, next));
      return withoutCircles(types, (id) => {
        const node = pending.get(id)?.node;
        const message = `${id} is built on itself (allOf); that part is left out.`;
        if (node !== undefined) reading.report("circular-all-of", message, node);
      });
    },
  };
}

/** What a schema stands for that is nothing but a reference; a declaration stands for itself. */
function aliasEnds(
  { resolver, isAlias }: RegistryParts,
  own: ReadonlySet<Node>,
): (target: Node) => Node {
  const ends = new Map<Node, Node>();
  return (target) => {
    const way: Node[] = [];
    let end = target;
    while (!own.has(end) && isReference(end.value) && isAlias(end)) {
      way.push(end);
      end = ends.get(end) ?? resolver.step(end, end.value.$ref);
    }
    for (const node of way) ends.set(node, end);
    return end;
  };
}

/** The arguments of a template: `(item: #schemas.Order)`. */
function printScope(scope: DynamicScope, idOf: (node: Node) => TypeId): string {
  return `(${[...scope].map(([name, node]) => `${name}: ${idOf(node)}`).join(", ")})`;
}

function readType(reading: Reading, id: TypeId, { coordinate, node, scope }: Pending): NamedType {
  const around = { dialect: reading.dialectOf(node.file), scope };
  const shape = reading.shape(node, coordinate, around);
  const deprecation = reading.lifecycle.deprecation(node.value);
  const stability = reading.lifecycle.stability(node.value);
  return {
    kind: "type",
    coordinate,
    origin: originOf(node),
    id,
    name: nameIn(coordinate),
    definition: "schema",
    shape,
    file: node.file.path,
    ...(deprecation === undefined ? {} : { deprecation }),
    ...stability,
  };
}

/** The last name of a declaration's coordinate, without its quotes. */
function nameIn(coordinate: Coordinate): string {
  const parsed = parseCoordinate("openapi", coordinate);
  if (parsed?.form !== "declaration") return coordinate;
  const last = parsed.steps.findLast((step) => step.kind === "member");
  return last?.name ?? parsed.name;
}
