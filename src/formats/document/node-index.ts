import { pointerTokens } from "./pointer.ts";

/** What a node of the index is. Members of a mapping stand as key, value, key, value. */
export const NODE = { mapping: 1, sequence: 2, scalar: 3, alias: 4 } as const;

/** Every node of a document in the order of the text, in flat arrays: a few bytes each. */
export interface NodeIndex {
  /** A value of `NODE` in the low three bits. */
  readonly kinds: Uint8Array;
  /** Where the node's text begins. */
  readonly starts: Int32Array;
  /** The node after this one and all it holds. An alias has the node it stands for instead. */
  readonly nexts: Int32Array;
  /** The text of a scalar, decoded. */
  textOf(node: number): string;
  /** Members by name of the mappings that were asked for so far. */
  readonly members: Map<number, ReadonlyMap<string, Child>>;
}

interface Child {
  /** The node that names it: the key, or the item itself. */
  readonly named: number;
  readonly value: number;
}

/**
 * Where the element of a pointer is written: its key, or the value where it is an item of an
 * array. What the document does not have is placed at its nearest existing parent.
 */
export function offsetOf(index: NodeIndex, pointer: string): number {
  let node = 0;
  let offset = index.starts[0] ?? 0;
  for (const token of pointerTokens(pointer)) {
    const child = childOf(index, resolved(index, node), token);
    if (child === undefined) break;
    offset = index.starts[child.named] ?? offset;
    node = child.value;
  }
  return offset;
}

/** The node a pointer leads to, if the document has it. */
export function nodeAt(index: NodeIndex, pointer: string): number | undefined {
  let node = resolved(index, 0);
  for (const token of pointerTokens(pointer)) {
    const child = childOf(index, node, token);
    if (child === undefined) return undefined;
    node = resolved(index, child.value);
  }
  return node;
}

export function kindOf(index: NodeIndex, node: number): number {
  return (index.kinds[node] ?? 0) & 7;
}

function childOf(index: NodeIndex, parent: number, token: string): Child | undefined {
  const kind = kindOf(index, parent);
  if (kind === NODE.sequence) return itemOf(index, parent, token);
  return kind === NODE.mapping ? memberOf(index, parent, token) : undefined;
}

function itemOf(index: NodeIndex, parent: number, token: string): Child | undefined {
  const end = after(index, parent);
  let position = Number(token);
  for (let node = parent + 1; node < end; node = after(index, node)) {
    if (position === 0) return { named: node, value: node };
    position--;
  }
  return undefined;
}

function memberOf(index: NodeIndex, parent: number, token: string): Child | undefined {
  let members = index.members.get(parent);
  if (members === undefined) {
    members = membersOf(index, parent);
    index.members.set(parent, members);
  }
  const merged = members.get("<<");
  return (
    members.get(token) ??
    (merged === undefined ? undefined : mergedMember(index, merged.value, token))
  );
}

/** Of two members with one name the last, as JSON has it. */
function membersOf(index: NodeIndex, parent: number): ReadonlyMap<string, Child> {
  const members = new Map<string, Child>();
  const end = after(index, parent);
  for (let key = parent + 1; key < end;) {
    const value = after(index, key);
    if (kindOf(index, key) === NODE.scalar) members.set(index.textOf(key), { named: key, value });
    key = after(index, value);
  }
  return members;
}

function mergedMember(index: NodeIndex, merged: number, token: string): Child | undefined {
  const source = resolved(index, merged);
  if (kindOf(index, source) !== NODE.sequence) return childOf(index, source, token);
  const end = after(index, source);
  for (let node = source + 1; node < end; node = after(index, node)) {
    const found = childOf(index, resolved(index, node), token);
    if (found !== undefined) return found;
  }
  return undefined;
}

function after(index: NodeIndex, node: number): number {
  if (kindOf(index, node) === NODE.alias) return node + 1;
  return index.nexts[node] ?? node + 1;
}

function resolved(index: NodeIndex, node: number): number {
  return kindOf(index, node) === NODE.alias ? (index.nexts[node] ?? node) : node;
}

/** An index under construction. */
export interface IndexBuilder {
  /** Adds a node and gives its number. `kind` may carry the writer's own bits above the low three. */
  add(kind: number, start: number): number;
  /** Closes a mapping or sequence at the node that was added last. */
  close(node: number): void;
  /** Says which node an alias stands for. */
  alias(node: number, target: number): void;
  readonly size: number;
  finish(textOf: (node: number) => string): NodeIndex;
}

export function indexBuilder(expected: number): IndexBuilder {
  let kinds = new Uint8Array(expected);
  let starts = new Int32Array(expected);
  let nexts = new Int32Array(expected);
  let size = 0;
  const grow = (): void => {
    const larger = Math.max(64, size * 2);
    kinds = copied(new Uint8Array(larger), kinds);
    starts = copied(new Int32Array(larger), starts);
    nexts = copied(new Int32Array(larger), nexts);
  };
  return {
    add(kind, start) {
      if (size === kinds.length) grow();
      kinds[size] = kind;
      starts[size] = start;
      nexts[size] = size + 1;
      return size++;
    },
    close(node) {
      nexts[node] = size;
    },
    alias(node, target) {
      nexts[node] = target;
    },
    get size() {
      return size;
    },
    finish: (textOf) => ({
      kinds: kinds.slice(0, size),
      starts: starts.slice(0, size),
      nexts: nexts.slice(0, size),
      textOf,
      members: new Map(),
    }),
  };
}

function copied<A extends Uint8Array | Int32Array>(to: A, from: A): A {
  to.set(from);
  return to;
}
