import {
  Kind,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from "graphql";
import type { DeclaredType, Definition, TypeNodeOfSchema } from "./definitions.ts";

/**
 * Cuts the part out of a schema that questions made of some words can be about: the root types and
 * the types that are named, with the fields that are named, the types these lead to, and all of the
 * inputs they take. Of other types that are members or implementations there is the name and what
 * they implement. Nobody who asks by these words sees more of the whole, and nothing else is parsed.
 */
export function slicer(
  definitions: readonly Definition[],
): (words: ReadonlySet<string>) => readonly DefinitionNode[] {
  const index = indexOf(definitions);
  return (asked) => {
    const words = new Set(asked);
    const cut: Cut = { index, words, full: new Set(), shells: new Set(), pending: [] };
    for (const word of asked) for (const name of index.usersOf(word)) words.add(name);
    for (const { operation, name } of index.roots) {
      if (operation === "query" || words.has(operation)) take(cut, name);
      else takeShell(cut, name);
    }
    for (const word of words) take(cut, word);
    for (const name of index.inputs) take(cut, name);
    // What is looked at makes more known.
    for (let next = cut.pending.pop(); next !== undefined; next = cut.pending.pop()) {
      for (const type of index.types.get(next) ?? []) lookAt(cut, type);
    }
    return definitions.flatMap((definition): readonly DefinitionNode[] => {
      if (definition.declares === "other") return [definition.node];
      const { name } = definition;
      if (cut.full.has(name)) return [withFields(definition.about(words), words)];
      return cut.shells.has(name) ? [withFields(definition.about(NO_WORDS), NO_WORDS)] : [];
    });
  };
}

/** A type that operations of a kind start at; nobody who does not name the kind sees more than its name. */
interface Root {
  readonly operation: string;
  readonly name: string;
}

interface Index {
  /** Definitions and extensions by the name of their type. */
  readonly types: ReadonlyMap<string, readonly DeclaredType[]>;
  readonly roots: readonly Root[];
  /** The types of what directives take. */
  readonly inputs: ReadonlySet<string>;
  /** A type and its field that use a built-in scalar: a schema knows those that it uses. */
  usersOf(scalar: string): readonly string[];
  /** Who declares to implement an interface. */
  readonly implementers: ReadonlyMap<string, readonly string[]>;
}

interface Cut {
  readonly index: Index;
  readonly words: ReadonlySet<string>;
  readonly full: Set<string>;
  readonly shells: Set<string>;
  readonly pending: string[];
}

const NO_WORDS: ReadonlySet<string> = new Set();

const CONVENTIONAL: readonly Root[] = [
  { operation: "query", name: "Query" },
  { operation: "mutation", name: "Mutation" },
  { operation: "subscription", name: "Subscription" },
];

function indexOf(definitions: readonly Definition[]): Index {
  const types = new Map<string, DeclaredType[]>();
  const roots: Root[] = [...CONVENTIONAL];
  const inputs = new Set<string>();
  const implementers = new Map<string, string[]>();
  for (const definition of definitions) {
    if (definition.declares === "type") {
      add(types, definition.name, definition);
      for (const name of definition.interfaces) add(implementers, name, definition.name);
    } else if (definition.node.kind === Kind.DIRECTIVE_DEFINITION) {
      for (const { type } of definition.node.arguments ?? []) inputs.add(namedIn(type));
    } else if ("operationTypes" in definition.node) {
      for (const { operation, type } of definition.node.operationTypes ?? [])
        roots.push({ operation, name: type.name.value });
    }
  }
  const users = new Map<string, readonly string[]>();
  const usersOf = (scalar: string): readonly string[] => {
    if (!SCALARS.has(scalar)) return NOBODY;
    const known = users.get(scalar) ?? firstUserOf(scalar, definitions);
    users.set(scalar, known);
    return known;
  };
  return { types, roots, inputs, usersOf, implementers };
}

const NOBODY: readonly string[] = [];

/** The built-in scalars that introspection does not use, so that not every schema knows them. */
const SCALARS: ReadonlySet<string> = new Set(["Int", "Float", "ID"]);

function firstUserOf(scalar: string, definitions: readonly Definition[]): readonly string[] {
  for (const definition of definitions) {
    if (definition.declares === "other" || definition.text?.includes(scalar) === false) continue;
    const node = definition.node();
    for (const field of "fields" in node ? (node.fields ?? []) : []) {
      const inputs = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
      if ([field, ...inputs].some(({ type }) => namedIn(type) === scalar))
        return [definition.name, field.name.value];
    }
  }
  return NOBODY;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function take({ index, full, pending }: Cut, name: string): void {
  if (full.has(name) || !index.types.has(name)) return;
  full.add(name);
  pending.push(name);
}

/** A type that can stand here without being asked about; a value of it is one of what it implements. */
function takeShell(cut: Cut, name: string): void {
  if (cut.shells.has(name)) return;
  cut.shells.add(name);
  for (const { interfaces } of cut.index.types.get(name) ?? []) {
    for (const implemented of interfaces) takeShell(cut, implemented);
  }
}

function lookAt(cut: Cut, type: DeclaredType): void {
  for (const name of type.interfaces) takeShell(cut, name);
  if (type.isInterface) {
    for (const name of cut.index.implementers.get(type.name) ?? []) takeShell(cut, name);
  }
  const node = type.about(cut.words);
  if ("types" in node) for (const { name } of node.types ?? []) takeShell(cut, name.value);
  if (!("fields" in node)) return;
  for (const field of node.fields ?? []) {
    if (!isKept(field, cut.words)) continue;
    take(cut, namedIn(field.type));
    if (field.kind === Kind.FIELD_DEFINITION) {
      for (const { type: input } of field.arguments ?? []) take(cut, namedIn(input));
    }
  }
}

type Member = FieldDefinitionNode | InputValueDefinitionNode;

/** A value of an input type may leave out what is required: all of its fields count. */
function isKept(field: Member, words: ReadonlySet<string>): boolean {
  return field.kind === Kind.INPUT_VALUE_DEFINITION || words.has(field.name.value);
}

function withFields(node: TypeNodeOfSchema, words: ReadonlySet<string>): TypeNodeOfSchema {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return { ...node, fields: (node.fields ?? []).filter((field) => isKept(field, words)) };
    default:
      return node;
  }
}

function namedIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);
}
