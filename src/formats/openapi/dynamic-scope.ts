import { isJsonObject } from "../../model/json.ts";
import { childPointer } from "../document/pointer.ts";
import { stringIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { DynamicScope } from "./reading.ts";
import type { Resolver } from "./resolver.ts";

/**
 * Dynamic references (JSON Schema 2020-12, 8.2.3.2): a template schema with `$dynamicRef` means
 * something else for each resource that refers to it. Such a template becomes one type for each
 * meaning; everything else is not touched by it.
 */
export interface DynamicScopes {
  /** What the target of a reference sees, given what the reference sees. */
  enter(target: Node, outer: DynamicScope): DynamicScope;
  /** The part of a scope that makes a difference to a schema and all it refers to. */
  relevant(target: Node, scope: DynamicScope): DynamicScope;
  /** What a `$dynamicRef` leads to. */
  resolve(node: Node, reference: string, scope: DynamicScope): Node;
}

export const NO_SCOPE: DynamicScope = new Map();

export function dynamicScopes(resolver: Resolver): DynamicScopes {
  const { resources } = resolver;
  const names = new Map<Node, ReadonlySet<string>>();

  /** Anchors that dynamic references below a schema name, through all its references. */
  const namesBelow = (target: Node): ReadonlySet<string> => {
    let found = names.get(target);
    if (found === undefined) {
      const collected = new Set<string>();
      collectNames(resolver, target, { names: collected, seen: new Set() });
      names.set(target, (found = collected));
    }
    return found;
  };
  return {
    enter(target, outer) {
      const anchors = resources.dynamicAnchors(resources.around(target));
      if (anchors.size === 0) return outer;
      return new Map([...anchors, ...outer]);
    },
    relevant(target, scope) {
      if (scope.size === 0) return NO_SCOPE;
      const own = resources.dynamicAnchors(resources.around(target));
      const needed = namesBelow(target);
      const kept = [...scope].filter(([name, node]) => {
        const local = own.get(name);
        return needed.has(name) && (local === undefined || !samePlace(local, node));
      });
      return kept.length === 0 ? NO_SCOPE : new Map(kept);
    },
    resolve(node, reference, scope) {
      const target = resolver.step(node, reference);
      const name = stringIn(target.value, "$dynamicAnchor");
      const outermost = name === undefined ? undefined : scope.get(name);
      return outermost === undefined ? target : resolver.placed(outermost);
    },
  };
}

function samePlace(a: Node, b: Node): boolean {
  return a.file === b.file && a.pointer === b.pointer;
}

interface Collected {
  readonly names: Set<string>;
  readonly seen: Set<string>;
}

function collectNames(resolver: Resolver, node: Node, into: Collected): void {
  const place = `${node.file.path}#${node.pointer}`;
  if (into.seen.has(place)) return;
  into.seen.add(place);
  const dynamic = stringIn(node.value, "$dynamicRef");
  if (dynamic !== undefined) into.names.add(dynamic.slice(dynamic.indexOf("#") + 1));
  const reference = stringIn(node.value, "$ref");
  if (reference !== undefined) collectNames(resolver, resolver.step(node, reference), into);
  const { file, pointer, value } = node;
  if (!isJsonObject(value) && !Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === "object" && child !== null && !DATA.has(key)) {
      collectNames(resolver, { file, pointer: childPointer(pointer, key), value: child }, into);
    }
  }
}

/** Keywords that hold data, in which nothing is a reference. */
const DATA: ReadonlySet<string> = new Set(["enum", "const", "default", "example", "examples"]);
