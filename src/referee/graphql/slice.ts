import {
  Kind,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NamedTypeNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from "graphql";

/**
 * Cuts the part out of a schema that questions made of some words can be about: the root types and
 * the types that are named, with the fields that are named, the types these lead to, and all of the
 * inputs they take. Of other types that are members or implementations there is the name and what
 * they implement. Nobody who asks by these words sees more of the whole.
 */
export function slicer(
  definitions: readonly DefinitionNode[],
): (words: ReadonlySet<string>) => readonly DefinitionNode[] {
  const index = indexOf(definitions);
  return (asked) => {
    const words = new Set(asked);
    const cut: Cut = { index, words, full: new Set(), shells: new Set(), pending: [] };
    for (const word of asked) for (const name of index.scalars.get(word) ?? []) words.add(name);
    for (const name of index.roots) take(cut, name);
    for (const word of words) take(cut, word);
    for (const name of index.inputs) take(cut, name);
    // What is looked at makes more known.
    for (let next = cut.pending.pop(); next !== undefined; next = cut.pending.pop()) {
      for (const node of index.types.get(next) ?? []) lookAt(cut, node);
    }
    return definitions.flatMap((node): readonly DefinitionNode[] => {
      if (!isType(node)) return [node];
      const name = node.name.value;
      if (cut.full.has(name)) return [withFields(node, words)];
      return cut.shells.has(name) ? [withFields(node, NO_WORDS)] : [];
    });
  };
}

type TypeNodeOfSchema = TypeDefinitionNode | TypeExtensionNode;

interface Index {
  /** Definitions and extensions by the name of their type. */
  readonly types: ReadonlyMap<string, readonly TypeNodeOfSchema[]>;
  readonly roots: ReadonlySet<string>;
  /** The types of what directives take. */
  readonly inputs: ReadonlySet<string>;
  /** A type and its field that use a built-in scalar: a schema knows those that it uses. */
  readonly scalars: ReadonlyMap<string, readonly string[]>;
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

function indexOf(definitions: readonly DefinitionNode[]): Index {
  const types = new Map<string, TypeNodeOfSchema[]>();
  const roots = new Set(["Query", "Mutation", "Subscription"]);
  const inputs = new Set<string>();
  const implementers = new Map<string, string[]>();
  const scalars = new Map<string, readonly string[]>();
  for (const node of definitions) {
    if (isType(node)) {
      add(types, node.name.value, node);
      if (scalars.size < SCALARS.size) findScalars(node, scalars);
      for (const { name } of interfacesOf(node)) add(implementers, name.value, node.name.value);
    } else if (node.kind === Kind.DIRECTIVE_DEFINITION) {
      for (const { type } of node.arguments ?? []) inputs.add(namedIn(type));
    } else if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      for (const { type } of node.operationTypes ?? []) roots.add(type.name.value);
    }
  }
  return { types, roots, inputs, scalars, implementers };
}

/** The built-in scalars that introspection does not use, so that not every schema knows them. */
const SCALARS: ReadonlySet<string> = new Set(["Int", "Float", "ID"]);

function findScalars(node: TypeNodeOfSchema, found: Map<string, readonly string[]>): void {
  for (const field of "fields" in node ? (node.fields ?? []) : []) {
    const inputs = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
    for (const { type } of [field, ...inputs]) {
      const name = namedIn(type);
      if (SCALARS.has(name) && !found.has(name))
        found.set(name, [node.name.value, field.name.value]);
    }
  }
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
  for (const node of cut.index.types.get(name) ?? []) {
    for (const implemented of interfacesOf(node)) takeShell(cut, implemented.name.value);
  }
}

function lookAt(cut: Cut, node: TypeNodeOfSchema): void {
  for (const { name } of interfacesOf(node)) takeShell(cut, name.value);
  if (isInterface(node)) {
    for (const name of cut.index.implementers.get(node.name.value) ?? []) takeShell(cut, name);
  }
  if ("types" in node) for (const { name } of node.types ?? []) takeShell(cut, name.value);
  if (!("fields" in node)) return;
  for (const field of node.fields ?? []) {
    if (!isKept(field, cut.words)) continue;
    take(cut, namedIn(field.type));
    if (field.kind === Kind.FIELD_DEFINITION) {
      for (const { type } of field.arguments ?? []) take(cut, namedIn(type));
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

function isInterface({ kind }: TypeNodeOfSchema): boolean {
  return kind === Kind.INTERFACE_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_EXTENSION;
}

function interfacesOf(node: TypeNodeOfSchema): readonly NamedTypeNode[] {
  return "interfaces" in node ? (node.interfaces ?? []) : [];
}

function isType(node: DefinitionNode): node is TypeNodeOfSchema {
  return node.kind.endsWith("TypeDefinition") || node.kind.endsWith("TypeExtension");
}

function namedIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);
}
