import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { member } from "./json-value.ts";
import { parseText } from "./parse.ts";

/** A node of a document set. */
export interface Place {
  readonly file: string;
  /** JSON pointer (RFC 6901) without a leading `#`. */
  readonly pointer: string;
}

/** The texts of one contract as parsed trees, read on first use. References are never expanded. */
export interface Documents {
  readonly entry: string;
  /** The tree of a file; undefined where it is missing or cannot be parsed. */
  root(file: string): JsonObject | undefined;
  node(place: Place): Json | undefined;
  /** Where a `$ref` at `from` leads: one step. Undefined: to nothing that was given. */
  follow(from: Place, reference: string): Place | undefined;
  /** Every place that declares a `$dynamicAnchor` of this name. */
  dynamicAnchors(name: string): readonly Place[];
}

/** What is known of the texts of a document set beside them. */
export interface KnownTexts {
  /**
   * What the engine's `JSON.parse` made of a text, where somebody asked it. Readers and referees
   * share no parser of ours, but this one is nobody's.
   */
  readonly jsonOf?: ((path: string) => Json | undefined) | undefined;
}

/** Parses nothing yet: each file is read when a reference first leads there. */
export function documentSet(
  texts: ReadonlyMap<string, string>,
  entry: string,
  { jsonOf }: KnownTexts = {},
): Documents {
  const roots = new Map<string, JsonObject | undefined>();
  const rootOf = (file: string): JsonObject | undefined => {
    const known = texts.has(file) ? jsonOf?.(file) : undefined;
    return isJsonObject(known) ? known : readRoot(texts.get(file));
  };
  const root = (file: string): JsonObject | undefined => {
    if (!roots.has(file)) roots.set(file, rootOf(file));
    return roots.get(file);
  };
  const names = lazily(() => indexNames(texts, root));
  const nodes = new Map<string, NodeFinder>();
  const node = ({ file, pointer }: Place): Json | undefined => {
    let find = nodes.get(file);
    if (find === undefined) nodes.set(file, (find = nodeFinder(root(file))));
    return find(pointer);
  };
  return {
    entry,
    root,
    node,
    follow: (from, reference) => {
      const target = splitReference(reference);
      const start =
        target.document === ""
          ? resourceOf(root(from.file), from, names().ids.size > 0)
          : locate(target.document, from, { texts, ids: names().ids, root });
      if (start === undefined) return undefined;
      return inFragment(start, target.fragment, names().anchors);
    },
    dynamicAnchors: (name) => names().dynamic.get(name) ?? [],
  };
}

/** `pointer` followed by one more step. */
export function stepInto(place: Place, ...steps: readonly (string | number)[]): Place {
  const tail = steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return { file: place.file, pointer: place.pointer + tail.join("") };
}

function readRoot(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  const parsed = parseText(text.replace(/^\uFEFF/, ""));
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
}

type NodeFinder = (pointer: string) => Json | undefined;

/** Finds what a pointer leads to from where its parent leads, which is mostly known. */
function nodeFinder(root: JsonObject | undefined): NodeFinder {
  const known = new Map<string, Json | undefined>([["", root]]);
  const find: NodeFinder = (pointer) => {
    if (known.has(pointer)) return known.get(pointer);
    const slash = pointer.lastIndexOf("/");
    if (slash === -1) return undefined;
    const found = memberAt(find(pointer.slice(0, slash)), pointer.slice(slash + 1));
    known.set(pointer, found);
    return found;
  };
  return find;
}

function nodeAt(root: JsonObject | undefined, pointer: string): Json | undefined {
  if (pointer === "") return root;
  let node: Json | undefined = root;
  for (const step of pointer.slice(1).split("/")) node = memberAt(node, step);
  return node;
}

/** What stands under one step of a pointer. */
function memberAt(node: Json | undefined, step: string): Json | undefined {
  const name = step.includes("~") ? step.replaceAll("~1", "/").replaceAll("~0", "~") : step;
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, name)) return undefined;
  return Array.isArray(node) ? node[Number(name)] : member(node, name);
}

function splitReference(reference: string): { document: string; fragment: string } {
  const hash = reference.indexOf("#");
  if (hash < 0) return { document: reference, fragment: "" };
  return { document: reference.slice(0, hash), fragment: reference.slice(hash + 1) };
}

/** The root of the schema resource a place belongs to: the nearest `$id` above it, or the file. */
function resourceOf(root: JsonObject | undefined, place: Place, hasIds: boolean): Place {
  if (!hasIds) return { file: place.file, pointer: "" };
  const steps = place.pointer.split("/");
  for (let length = steps.length; length > 1; length--) {
    const pointer = steps.slice(0, length).join("/");
    if (typeof member(nodeAt(root, pointer), "$id") === "string") {
      return { file: place.file, pointer };
    }
  }
  return { file: place.file, pointer: "" };
}

interface Names {
  /** Schema resources by absolute URI (`$id`, OpenAPI 3.2 `$self`). */
  readonly ids: ReadonlyMap<string, Place>;
  /** `$anchor` and `$dynamicAnchor` by file, then name. */
  readonly anchors: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  readonly dynamic: ReadonlyMap<string, readonly Place[]>;
}

interface Known {
  readonly texts: ReadonlyMap<string, string>;
  readonly ids: ReadonlyMap<string, Place>;
  readonly root: (file: string) => JsonObject | undefined;
}

/** The stand-in for the unknown address that the contract's files are served from. */
const BASE = "contract://files/";

function locate(document: string, from: Place, known: Known): Place | undefined {
  const path = resolveUri(document, BASE + encodeURI(from.file));
  if (path?.startsWith(BASE) === true) {
    const file = decode(path.slice(BASE.length));
    if (known.texts.has(file)) return { file, pointer: "" };
  }
  const resource = resourceOf(known.root(from.file), from, true);
  const id = member(nodeAt(known.root(from.file), resource.pointer), "$id");
  const self = member(known.root(from.file), "$self");
  const bases = [id, self].filter((base) => typeof base === "string");
  for (const base of [...bases, BASE + from.file]) {
    const uri = resolveUri(document, base);
    const found = uri === undefined ? undefined : known.ids.get(uri);
    if (found !== undefined) return found;
  }
  return known.texts.has(document) ? { file: document, pointer: "" } : undefined;
}

function resolveUri(reference: string, base: string): string | undefined {
  const absolute = URL.canParse(base) ? base : BASE + base;
  return URL.canParse(reference, absolute) ? new URL(reference, absolute).href : undefined;
}

function inFragment(
  start: Place,
  fragment: string,
  anchors: ReadonlyMap<string, ReadonlyMap<string, Place>>,
): Place | undefined {
  const text = decode(fragment);
  if (text === "") return start;
  if (text.startsWith("/")) return { file: start.file, pointer: start.pointer + text };
  return anchors.get(start.file)?.get(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Values of these keywords are data; a `$id` or `$anchor` in them names nothing. */
const DATA = new Set(["example", "examples", "default", "enum", "const", "x-example"]);

/** Keywords that give a place a name of its own: most texts hold none, and none need be walked. */
const NAMING = ["$id", "$anchor", "$dynamicAnchor", "$self"];

function indexNames(
  texts: ReadonlyMap<string, string>,
  root: (file: string) => JsonObject | undefined,
): Names {
  const ids = new Map<string, Place>();
  const anchors = new Map<string, Map<string, Place>>();
  const dynamic = new Map<string, Place[]>();
  for (const [file, text] of texts) {
    if (!NAMING.some((keyword) => text.includes(keyword))) continue;
    const local = new Map<string, Place>();
    anchors.set(file, local);
    visit(root(file), { file, pointer: "" }, BASE + file, (node, place, base) => {
      const id = member(node, "$id") ?? (place.pointer === "" ? member(node, "$self") : undefined);
      const uri = typeof id === "string" ? resolveUri(id, base) : undefined;
      if (uri !== undefined) ids.set(uri.replace(/#$/, ""), place);
      const plain = member(node, "$anchor");
      if (typeof plain === "string") local.set(plain, place);
      const anchor = member(node, "$dynamicAnchor");
      if (typeof anchor === "string") {
        local.set(anchor, place);
        dynamic.set(anchor, [...(dynamic.get(anchor) ?? []), place]);
      }
      return uri ?? base;
    });
  }
  return { ids, anchors, dynamic };
}

/** Walks every object once (YAML aliases share nodes); `enter` returns the base for what is inside. */
function visit(
  root: Json | undefined,
  start: Place,
  base: string,
  enter: (node: JsonObject, place: Place, base: string) => string,
): void {
  const seen = new Set<Json>();
  const pending: { node: Json | undefined; place: Place; base: string }[] = [
    { node: root, place: start, base },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, place } = next;
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    const inner = isJsonObject(node) ? enter(node, place, next.base) : next.base;
    for (const [name, value] of Object.entries(node)) {
      if (!DATA.has(name)) pending.push({ node: value, place: stepInto(place, name), base: inner });
    }
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
