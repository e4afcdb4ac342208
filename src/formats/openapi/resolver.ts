import { isJsonObject } from "../../model/json.ts";
import { tooDeep } from "../document/depth.ts";
import { pointerTokens } from "../document/pointer.ts";
import { childOf, isReference } from "./node.ts";
import type { Node } from "./node.ts";
import { decoded, targetOf } from "./paths.ts";
import * as refusal from "./reference-errors.ts";
import { schemaResources } from "./resources.ts";
import type { SchemaResources } from "./resources.ts";
import type { SourceFile } from "./source-files.ts";

/** Follows `$ref`s when somebody asks, one step at a time; nothing is expanded. */
export interface Resolver {
  /** The whole entry document. */
  readonly entry: Node;
  /** The one node for its place in a document. */
  placed(node: Node): Node;
  /** The resources that references are relative to. */
  readonly resources: SchemaResources;
  /**
   * What a reference leads to in one step; one and the same node for one place in a document.
   * Throws a `DriftError` placed at the `$ref` where it leads nowhere.
   */
  step(node: Node, reference: string): Node;
  /** The node itself, or what its chain of references ends at. Throws where that is a circle. */
  follow(node: Node): Node;
  /** A member that is there and not null, followed. */
  member(node: Node, key: string): Node | undefined;
  /** The members of a map as they are written. What is no map has none, and is noted. */
  entries(node: Node | undefined): readonly (readonly [string, Node])[];
  /** The items of a list as they are written. What is no list has none, and is noted. */
  elements(node: Node | undefined): readonly Node[];
  /** The members of a map, followed. */
  members(node: Node | undefined): readonly (readonly [string, Node])[];
  /** The items of a list, followed. */
  items(node: Node | undefined): readonly Node[];
}

/** Told of a part of the document that is not what should stand there. */
export type NoteMalformed = (node: Node, expected: string) => void;

export function resolverOf(
  files: ReadonlyMap<string, SourceFile>,
  entry: SourceFile,
  note: NoteMalformed,
): Resolver {
  const state: State = {
    files,
    note,
    resources: schemaResources(files),
    places: new Map(),
    ends: new Map(),
    open: new Set(),
    steps: new Map(),
  };
  return {
    entry: placed(state, wholeOf(entry)),
    resources: state.resources,
    placed: (node) => placed(state, node),
    step: (node, reference) => step(state, node, reference),
    follow: (node) => follow(state, node),
    member(node, key) {
      const child = childOf(node, key);
      return child === undefined || child.value === null ? undefined : follow(state, child);
    },
    entries: (node) => entriesOf(state, node),
    elements: (node) => elementsOf(state, node),
    members: (node) =>
      entriesOf(state, node).map(([key, child]) => [key, follow(state, child)] as const),
    items: (node) => elementsOf(state, node).map((child) => follow(state, child)),
  };
}

interface State {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly resources: SchemaResources;
  readonly note: NoteMalformed;
  readonly places: Map<string, Node>;
  /** Where chains of references end, by each node on the way. */
  readonly ends: Map<Node, Node>;
  /** References that are being resolved. */
  readonly open: Set<string>;
  /** What references lead to, by the file they stand in. */
  readonly steps: Map<SourceFile, Map<string, Node>>;
}

function entriesOf({ note }: State, node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node === undefined || node.value === null) return [];
  if (!isJsonObject(node.value)) {
    note(node, "an object");
    return [];
  }
  return Object.keys(node.value).flatMap((key) => {
    const child = childOf(node, key);
    return child === undefined ? [] : [[key, child] as const];
  });
}

function elementsOf({ note }: State, node: Node | undefined): readonly Node[] {
  if (node === undefined || node.value === null) return [];
  if (!Array.isArray(node.value)) {
    note(node, "a list");
    return [];
  }
  return [...node.value.keys()].flatMap((index) => childOf(node, index) ?? []);
}

function placed(state: State, node: Node): Node {
  const key = `${node.file.path}#${node.pointer}`;
  const known = state.places.get(key);
  if (known === undefined) state.places.set(key, node);
  return known ?? node;
}

function follow(state: State, node: Node): Node {
  if (!isReference(node.value)) return node;
  const way = new Set<Node>();
  let current = step(state, node, node.value.$ref);
  let end = state.ends.get(current);
  while (end === undefined && isReference(current.value)) {
    if (way.has(current)) throw refusal.circle(node);
    way.add(current);
    current = step(state, current, current.value.$ref);
    end = state.ends.get(current);
  }
  end ??= current;
  for (const passed of way) state.ends.set(passed, end);
  return end;
}

function step(state: State, node: Node, reference: string): Node {
  const { resources } = state;
  let known = state.steps.get(node.file);
  if (known === undefined) state.steps.set(node.file, (known = new Map()));
  // In a file with `$id`s, the same text means different things in different places.
  const key = resources.varies(node.file)
    ? `${resources.around(node).pointer} ${reference}`
    : reference;
  let target = known.get(key);
  if (target === undefined) {
    target = resolveOnce(state, node, reference);
    known.set(key, target);
  }
  return target;
}

/** How many references may be needed to walk the pointer of one. */
const MOST_NEEDED = 100;

/** A pointer may lead through other references, but not through the one it belongs to. */
function resolveOnce(state: State, node: Node, reference: string): Node {
  const key = `${node.file.path} ${reference}`;
  if (state.open.has(key)) throw refusal.circle(node);
  if (state.open.size > MOST_NEEDED) throw tooDeep(refusal.placeOf(node));
  state.open.add(key);
  try {
    return resolve(state, node, reference);
  } finally {
    state.open.delete(key);
  }
}

function resolve(state: State, node: Node, reference: string): Node {
  const hash = reference.indexOf("#");
  const address = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? "" : decoded(reference.slice(hash + 1));
  const resource = resourceOf(state, node, address);
  if (resource.value === null) throw refusal.emptyFile(node, resource.file.path);
  if (fragment === "") return placed(state, resource);
  if (fragment.startsWith("/")) return walk(state, { from: resource, fragment, at: node });
  const anchored = state.resources.anchored(resource, fragment);
  if (anchored === undefined) throw refusal.missingAnchor(node, fragment);
  return placed(state, anchored);
}

/** The resource that a reference is relative to, or the one it names. */
function resourceOf({ files, resources }: State, node: Node, address: string): Node {
  const base = resources.around(node);
  if (address === "") return base;
  const named = resources.named(base, address);
  if (named !== undefined) return named;
  const target = targetOf(node.file.path, address);
  if (target.kind === "outside") throw refusal.outsideRoot(node, address);
  if (target.kind === "same-file") return base;
  const path = target.kind === "url" ? target.url : target.path;
  const file = files.get(path);
  if (file?.refused !== undefined) throw refusal.refusedFile(node, file.refused);
  if (file !== undefined) return wholeOf(file);
  throw target.kind === "url"
    ? refusal.network(node, target.host)
    : refusal.missingFile(node, path, files.keys());
}

function wholeOf(file: SourceFile): Node {
  return { file, pointer: "", value: file.document().value };
}

interface Walk {
  readonly from: Node;
  readonly fragment: string;
  /** Where the reference stands. */
  readonly at: Node;
}

/** Walks a JSON pointer; a reference on the way stands for what it leads to. */
function walk(state: State, { from, fragment, at }: Walk): Node {
  let node = from;
  for (const token of pointerTokens(fragment)) {
    let child = childOf(node, token);
    if (child === undefined && isReference(node.value)) {
      node = follow(state, node);
      child = childOf(node, token);
    }
    if (child === undefined) throw refusal.missingPointer(at, node, token);
    node = child;
  }
  return placed(state, node);
}
