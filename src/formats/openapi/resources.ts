import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { childPointer, pointerTokens } from "../document/pointer.ts";
import { childOf, stringIn } from "./node.ts";
import type { Node } from "./node.ts";
import { isUrl } from "./paths.ts";
import type { SourceFile } from "./source-files.ts";

/**
 * Schema resources: documents and schemas with an `$id` (JSON Schema 2020-12, 8.2), which may be
 * referred to by that address, and whose anchors are their own. Most contracts have none, and then
 * nothing is searched.
 */
export interface SchemaResources {
  /** True where a file has `$id`s, so that a reference depends on where it stands. */
  varies(file: SourceFile): boolean;
  /** The innermost resource around a node: the document, or a schema with an `$id`. */
  around(node: Node): Node;
  /** The resource with an address, taken relative to `base`. */
  named(base: Node, address: string): Node | undefined;
  /** The schema in a resource with `$anchor` or `$dynamicAnchor`. */
  anchored(resource: Node, anchor: string): Node | undefined;
  /** The `$dynamicAnchor`s of a resource by name. */
  dynamicAnchors(resource: Node): ReadonlyMap<string, Node>;
}

export function schemaResources(files: ReadonlyMap<string, SourceFile>): SchemaResources {
  const flags = new Map<SourceFile, boolean>();
  const anchors = new Map<string, Anchors>();
  let addresses: ReadonlyMap<string, Node> | undefined;

  const varies = (file: SourceFile): boolean => {
    let flag = flags.get(file);
    if (flag === undefined) {
      flag = file.text.includes("$id") && /["']?\$id["']?\s*:/.test(file.text);
      flags.set(file, flag);
    }
    return flag;
  };
  const anchorsOf = (resource: Node): Anchors => {
    const key = `${resource.file.path}#${resource.pointer}`;
    let found = anchors.get(key);
    if (found === undefined) {
      found = { all: new Map(), dynamic: new Map() };
      collectAnchors(resource, found, true);
      anchors.set(key, found);
    }
    return found;
  };
  return {
    varies,
    around: (node) => (varies(node.file) ? innermost(node) : wholeOf(node.file)),
    named(base, address) {
      addresses ??= addressesOf(files, varies);
      if (addresses.size === 0) return undefined;
      const absolute = URL.parse(address, addressOf(base))?.href;
      return absolute === undefined ? undefined : addresses.get(absolute);
    },
    anchored: (resource, anchor) => anchorsOf(resource).all.get(anchor),
    dynamicAnchors: (resource) => anchorsOf(resource).dynamic,
  };
}

interface Anchors {
  readonly all: Map<string, Node>;
  readonly dynamic: Map<string, Node>;
}

/** The address that relative ones are resolved against where no document says its own. */
const UNNAMED = "tree:/";

function wholeOf(file: SourceFile): Node {
  return { file, pointer: "", value: file.document().value };
}

/** An `$id` that is only a fragment is an anchor of older drafts, not a resource. */
function idOf(value: Json): string | undefined {
  const id = stringIn(value, "$id");
  return id === undefined || id.startsWith("#") ? undefined : id;
}

function innermost(node: Node): Node {
  let current = wholeOf(node.file);
  let found = current;
  for (const token of pointerTokens(node.pointer)) {
    const child = childOf(current, token);
    if (child === undefined) break;
    current = child;
    if (idOf(current.value) !== undefined) found = current;
  }
  return found;
}

/** The absolute address of a resource: every `$id` on the way to it, and the document's `$self`. */
function addressOf(resource: Node): string {
  let node = wholeOf(resource.file);
  let address = selfOf(node);
  for (const token of ["", ...pointerTokens(resource.pointer)]) {
    if (token !== "") node = childOf(node, token) ?? node;
    const id = idOf(node.value);
    if (id !== undefined) address = URL.parse(id, address)?.href ?? address;
  }
  return address;
}

/** OpenAPI 3.2 `$self`, else the place in the tree. */
function selfOf(whole: Node): string {
  const retrieved = isUrl(whole.file.path)
    ? whole.file.path
    : (URL.parse(whole.file.path, UNNAMED)?.href ?? UNNAMED);
  const self = stringIn(whole.value, "$self");
  return (self === undefined ? undefined : URL.parse(self, retrieved)?.href) ?? retrieved;
}

function addressesOf(
  files: ReadonlyMap<string, SourceFile>,
  varies: (file: SourceFile) => boolean,
): ReadonlyMap<string, Node> {
  const addresses = new Map<string, Node>();
  for (const file of files.values()) {
    const hasSelf = file.text.includes("$self");
    if (!varies(file) && !hasSelf) continue;
    const whole = wholeOf(file);
    if (hasSelf) addresses.set(selfOf(whole), whole);
    collectAddresses(whole, selfOf(whole), addresses);
  }
  return addresses;
}

function collectAddresses(node: Node, base: string, addresses: Map<string, Node>): void {
  const id = idOf(node.value);
  const address = id === undefined ? base : (URL.parse(id, base)?.href ?? base);
  if (id !== undefined) addresses.set(address, node);
  for (const child of containersIn(node)) collectAddresses(child, address, addresses);
}

function collectAnchors(node: Node, anchors: Anchors, isTop: boolean): void {
  if (!isTop && idOf(node.value) !== undefined) return;
  const dynamic = stringIn(node.value, "$dynamicAnchor");
  const plain = stringIn(node.value, "$anchor") ?? anchorOfOldDrafts(node.value);
  if (dynamic !== undefined && !anchors.dynamic.has(dynamic)) anchors.dynamic.set(dynamic, node);
  for (const name of [plain, dynamic]) {
    if (name !== undefined && !anchors.all.has(name)) anchors.all.set(name, node);
  }
  for (const child of containersIn(node)) collectAnchors(child, anchors, false);
}

function anchorOfOldDrafts(value: Json): string | undefined {
  const id = stringIn(value, "$id");
  return id?.startsWith("#") === true ? id.slice(1) : undefined;
}

/** Objects and arrays directly in a node. */
function containersIn(node: Node): readonly Node[] {
  const { file, pointer, value } = node;
  if (!isJsonObject(value) && !Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, child]: readonly [string, Json]) =>
    typeof child === "object" && child !== null
      ? [{ file, pointer: childPointer(pointer, key), value: child }]
      : [],
  );
}
