import type { Contract, Declaration, NamedType } from "../../model/contract.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef, TypeId } from "../../model/shape.ts";
import { eachReference, placeOf } from "./references.ts";

/** A type in the graph of references. */
export interface TypeNode {
  readonly id: TypeId;
  /** Counted from 0 in one graph. */
  readonly index: number;
  /** Where it is referred to: in messages first, then in other types, in the order of the text. */
  readonly uses: Use[];
  /** The types it refers to. */
  readonly refersTo: { readonly to: TypeNode; readonly turned: boolean }[];
}

/** A message that refers to a type, and where. */
export interface MessageUse {
  readonly by: "message";
  readonly operation: Operation;
  /** The operation's number in the order of coordinates. */
  readonly rank: number;
  readonly direction: Direction;
  /** What stands for the message, counted from 0 in one graph: one way to a type is told for each. */
  readonly message: number;
  readonly place: string;
  /** Below an argument: sent, although what is around it is received. */
  readonly turned: boolean;
}

/** A type that refers to another: once for each `turned`, however often it does. */
export interface TypeUse {
  readonly by: "type";
  readonly holder: TypeNode;
  readonly turned: boolean;
}

export type Use = MessageUse | TypeUse;

/** Who refers to which type, for one contract. */
export interface UseGraph {
  readonly types: ReadonlyMap<TypeId, TypeNode>;
  /** How many messages there are that refer to a type. */
  readonly messages: number;
}

/** A graph under construction. */
interface Draft {
  readonly nodeOf: (id: TypeId) => TypeNode;
  /** The number of what stands for a message of an operation. */
  readonly messageOf: (operation: Operation, part: string) => number;
}

/** Walks every shape of the contract once. */
export function useGraphOf(contract: Contract): UseGraph {
  const types = new Map<TypeId, TypeNode>();
  const nodeOf = (id: TypeId): TypeNode => {
    const known = types.get(id);
    if (known !== undefined) return known;
    const made: TypeNode = { id, index: types.size, uses: [], refersTo: [] };
    types.set(id, made);
    return made;
  };
  const messages = new Map<string, number>();
  const messageOf = (operation: Operation, part: string): number => {
    const key = `${operation.coordinate} ${part}`;
    const known = messages.get(key) ?? messages.size;
    messages.set(key, known);
    return known;
  };
  const draft: Draft = { nodeOf, messageOf };
  const ranks = ranksOf(contract.operations);
  for (const operation of contract.operations) {
    const rank = ranks.get(operation.coordinate) ?? 0;
    for (const message of operation.messages) addMessage({ operation, rank, message }, draft);
  }
  for (const declaration of contract.declarations.values()) addDeclaration(declaration, draft);
  for (const type of contract.types.values()) addType(type, draft);
  if (contract.semantics.selection === "explicit") {
    for (const type of contract.types.values()) addFragments(type, draft);
  }
  return { types, messages: messages.size };
}

function ranksOf(operations: readonly Operation[]): ReadonlyMap<string, number> {
  const coordinates = operations.map(({ coordinate }) => coordinate).sort();
  return new Map(coordinates.map((coordinate, rank) => [coordinate, rank]));
}

function addType(type: NamedType, { nodeOf }: Draft): void {
  const holder = nodeOf(type.id);
  for (const { id, turned } of referencesOf(type)) {
    const to = nodeOf(id);
    to.uses.push({ by: "type", holder, turned });
    holder.refersTo.push({ to, turned });
  }
}

interface TypeReference {
  readonly id: TypeId;
  readonly turned: boolean;
}

/** Both sides of a comparison can have the same type. */
const REFERENCES = new WeakMap<NamedType, readonly TypeReference[]>();

/** The types that a type refers to: once for each `turned`, in the order in which they are met. */
function referencesOf(type: NamedType): readonly TypeReference[] {
  const known = REFERENCES.get(type);
  if (known !== undefined) return known;
  const found: TypeReference[] = [];
  const met = { plain: new Set<TypeId>(), turned: new Set<TypeId>() };
  eachReference(type.shape, (id, turned) => {
    const before = turned ? met.turned : met.plain;
    if (before.has(id)) return;
    before.add(id);
    found.push({ id, turned });
  });
  REFERENCES.set(type, found);
  return found;
}

/**
 * A value of an interface is a value of one of its implementations, and inside an object a fragment
 * may ask for any interface or union it belongs to (GraphQL, 5.5.2.3): each leads to the other.
 */
function addFragments(type: NamedType, { nodeOf }: Draft): void {
  if (type.shape.kind === "ref") return;
  for (const id of type.shape.object?.interfaces ?? []) {
    addUse(nodeOf(id), nodeOf(type.id));
    addUse(nodeOf(type.id), nodeOf(id));
  }
  for (const member of type.shape.anyOf ?? []) {
    if (member.kind === "ref") addUse(nodeOf(member.to), nodeOf(type.id));
  }
}

function addUse(holder: TypeNode, to: TypeNode): void {
  to.uses.push({ by: "type", holder, turned: false });
  holder.refersTo.push({ to, turned: false });
}

/** Documents carry directives that may stand in them, and send their arguments. */
function addDeclaration(declaration: Declaration, { nodeOf, messageOf }: Draft): void {
  if (!declaration.reachable) return;
  const operation = carrying(declaration);
  for (const argument of declaration.arguments ?? []) {
    eachReference(argument.shape, (id, turned, steps) => {
      nodeOf(id).uses.push({
        by: "message",
        operation,
        rank: Number.MAX_SAFE_INTEGER,
        direction: "input",
        message: messageOf(operation, ""),
        place: `(${argument.name}:)${placeOf(steps)}`,
        turned,
      });
    });
  }
}

/** A directive, as what a document sends it in. */
function carrying({ coordinate, origin }: Declaration): Operation {
  const sent = { coordinate, origin, match: coordinate, messages: [] };
  return { kind: "operation", initiator: "consumer", ...sent };
}

interface Sender {
  readonly operation: Operation;
  readonly rank: number;
  readonly message: Message;
}

function addMessage({ operation, rank, message }: Sender, { nodeOf, messageOf }: Draft): void {
  const { direction } = message;
  const base =
    message.kind === "request" ? "" : message.selector === "" ? "res" : `res.${message.selector}`;
  const add = (root: ShapeRef, start: string) => {
    eachReference(root, (id, turned, steps) => {
      const place = start + placeOf(steps);
      const part = place.split(/[.[(<{]/, 2).join(" ");
      nodeOf(id).uses.push({
        by: "message",
        operation,
        rank,
        direction,
        message: messageOf(operation, part),
        place,
        turned,
      });
    });
  };
  for (const parameter of message.parameters) {
    const step = `${parameter.place}.${parameter.position ?? parameter.name}`;
    add(parameter.shape, base === "" ? step : `${base}.${step}`);
  }
  for (const content of message.body?.contents ?? []) {
    const media = content.mediaType === "" ? "" : `[${content.mediaType}]`;
    const place = `${base === "" ? "req" : base}${media}`;
    if (content.shape !== undefined) add(content.shape, place);
    if (content.itemShape !== undefined) add(content.itemShape, `${place}[]`);
  }
}
