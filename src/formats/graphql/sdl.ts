import {
  Kind,
  isExecutableDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
} from "graphql/language";
import type {
  DefinitionNode,
  DirectiveDefinitionNode,
  SchemaDefinitionNode,
  SchemaExtensionNode,
} from "graphql/language";
import { OPERATION_KINDS } from "./definitions.ts";
import type {
  AppliedDirective,
  DirectiveDefinition,
  Note,
  OperationKind,
  SchemaDefinitions,
  TypeUse,
} from "./definitions.ts";
import { appliedOf } from "./literals.ts";
import { inputsOf, nameOrigin, nodeOrigin, useOf } from "./sdl-members.ts";
import type { Scope } from "./sdl-members.ts";
import { finishType, mergeInto, startType } from "./sdl-types.ts";
import type { GrowingType, TypeNode } from "./sdl-types.ts";

/** A parsed file's definitions. */
export interface SdlFile {
  readonly file: string;
  readonly definitions: readonly DefinitionNode[];
}

/**
 * The definitions of all files together, extensions merged whatever their order. A second
 * definition of a name is noted as `duplicate-definition` and left out. An extension of a type
 * that no file defines counts as its definition, as federated subgraphs write it.
 */
export function definitionsOfSdl(files: readonly SdlFile[], note: Note): SchemaDefinitions {
  const merge: Merge = {
    types: new Map(),
    directives: new Map(),
    roots: new Map(),
    applied: [],
    schemaNode: undefined,
    note,
  };
  forEachNode(files, merge, define);
  forEachNode(files, merge, extend);
  if (merge.schemaNode === undefined) addConventionalRoots(merge);
  const first = files[0]?.file ?? "";
  return {
    dialect: "GraphQL SDL",
    types: new Map([...merge.types].map(([name, type]) => [name, finishType(type)])),
    directives: merge.directives,
    roots: merge.roots,
    schema: {
      origin: merge.schemaNode ?? { file: first, offset: 0 },
      applied: merge.applied,
    },
  };
}

interface Merge {
  readonly types: Map<string, GrowingType>;
  readonly directives: Map<string, DirectiveDefinition>;
  readonly roots: Map<OperationKind, TypeUse>;
  readonly applied: AppliedDirective[];
  /** Where the schema definition stands. */
  schemaNode: TypeUse["origin"] | undefined;
  readonly note: Note;
}

function forEachNode(
  files: readonly SdlFile[],
  merge: Merge,
  visit: (node: DefinitionNode, merge: Merge, scope: Scope) => void,
): void {
  for (const { file, definitions } of files) {
    const scope: Scope = { file, note: merge.note };
    for (const node of definitions) visit(node, merge, scope);
  }
}

function define(node: DefinitionNode, merge: Merge, scope: Scope): void {
  if (isTypeDefinitionNode(node)) defineType(node, merge, scope);
  else if (node.kind === Kind.DIRECTIVE_DEFINITION) defineDirective(node, merge, scope);
  else if (node.kind === Kind.SCHEMA_DEFINITION) defineSchema(node, merge, scope);
  else if (isExecutableDefinitionNode(node)) {
    const message = "Operations and fragments are no part of a schema; this one is left out.";
    merge.note("executable-definition", message, nodeOrigin(node, scope.file));
  }
}

function extend(node: DefinitionNode, merge: Merge, scope: Scope): void {
  if (isTypeExtensionNode(node)) extendType(node, merge, scope);
  else if (node.kind === Kind.SCHEMA_EXTENSION) addSchema(node, merge, scope);
  else if (node.kind === Kind.DIRECTIVE_EXTENSION) {
    const directive = merge.directives.get(node.name.value);
    if (directive === undefined) return;
    const applied = [...directive.applied, ...appliedOf(node.directives)];
    merge.directives.set(directive.name, { ...directive, applied });
  }
}

function defineType(node: TypeNode, merge: Merge, scope: Scope): void {
  const name = node.name.value;
  if (merge.types.has(name)) return noteDuplicate(`Type "${name}"`, node, scope);
  const type = startType(node, scope);
  merge.types.set(name, type);
  mergeInto(type, node, scope);
}

function extendType(node: TypeNode, merge: Merge, scope: Scope): void {
  const type = merge.types.get(node.name.value);
  if (type === undefined) return defineType(node, merge, scope);
  if (mergeInto(type, node, scope)) return;
  merge.note(
    "invalid-document",
    `"${type.name}" is extended as another kind of type than it is; the extension is left out.`,
    nameOrigin(node.name, scope.file),
  );
}

function defineDirective(node: DirectiveDefinitionNode, merge: Merge, scope: Scope): void {
  const name = node.name.value;
  if (merge.directives.has(name)) return noteDuplicate(`Directive "@${name}"`, node, scope);
  merge.directives.set(name, {
    name,
    origin: nameOrigin(node.name, scope.file),
    arguments: inputsOf(node.arguments, `@${name}`, scope),
    locations: node.locations.map((location) => location.value),
    repeatable: node.repeatable,
    applied: appliedOf(node.directives),
  });
}

function defineSchema(node: SchemaDefinitionNode, merge: Merge, scope: Scope): void {
  if (merge.schemaNode !== undefined) {
    return merge.note(
      "duplicate-definition",
      "The schema is defined a second time; the first definition counts.",
      nodeOrigin(node, scope.file),
    );
  }
  merge.schemaNode = nodeOrigin(node, scope.file);
  addSchema(node, merge, scope);
}

function addSchema(
  node: SchemaDefinitionNode | SchemaExtensionNode,
  merge: Merge,
  scope: Scope,
): void {
  for (const directive of appliedOf(node.directives)) merge.applied.push(directive);
  for (const { operation, type } of node.operationTypes ?? []) {
    if (merge.roots.has(operation)) {
      merge.note(
        "duplicate-definition",
        `The schema's ${operation} type is defined a second time; the first definition counts.`,
        nodeOrigin(type, scope.file),
      );
    } else merge.roots.set(operation, useOf(type, scope.file));
  }
}

/** Without a schema definition the root types go by their names (section 3.3.1). */
function addConventionalRoots(merge: Merge): void {
  for (const kind of OPERATION_KINDS) {
    const name = kind.charAt(0).toUpperCase() + kind.slice(1);
    const type = merge.types.get(name);
    if (type?.kind !== "object" || merge.roots.has(kind)) continue;
    merge.roots.set(kind, { name, origin: type.origin });
  }
}

function noteDuplicate(what: string, node: TypeNode | DirectiveDefinitionNode, scope: Scope): void {
  scope.note(
    "duplicate-definition",
    `${what} is defined a second time; the first definition counts.`,
    nameOrigin(node.name, scope.file),
  );
}
