import { Kind } from "graphql/language";
import type {
  EnumValueDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  TypeDefinitionNode,
  TypeExtensionNode,
} from "graphql/language";
import { graphqlMember } from "../../model/coordinate.ts";
import type { Origin } from "../../model/position.ts";
import type {
  AppliedDirective,
  DefinitionKind,
  FieldDefinition,
  InputDefinition,
  TypeDefinition,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";
import { appliedOf } from "./literals.ts";
import { addFields, addOnce, inputOf, nameOrigin, useOf, valueOf } from "./sdl-members.ts";
import type { Scope } from "./sdl-members.ts";

/** A definition of a type or an extension of one. */
export type TypeNode = TypeDefinitionNode | TypeExtensionNode;

/** A type while definitions and extensions are collected, members by name. */
export interface GrowingType {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly origin: Origin;
  readonly applied: AppliedDirective[];
  readonly interfaces: Map<string, TypeUse>;
  readonly members: Map<string, TypeUse>;
  readonly fields: Map<string, FieldDefinition>;
  readonly inputs: Map<string, InputDefinition>;
  readonly values: Map<string, ValueDefinition>;
}

const KINDS: Readonly<Record<TypeNode["kind"], DefinitionKind>> = {
  [Kind.SCALAR_TYPE_DEFINITION]: "scalar",
  [Kind.SCALAR_TYPE_EXTENSION]: "scalar",
  [Kind.OBJECT_TYPE_DEFINITION]: "object",
  [Kind.OBJECT_TYPE_EXTENSION]: "object",
  [Kind.INTERFACE_TYPE_DEFINITION]: "interface",
  [Kind.INTERFACE_TYPE_EXTENSION]: "interface",
  [Kind.UNION_TYPE_DEFINITION]: "union",
  [Kind.UNION_TYPE_EXTENSION]: "union",
  [Kind.ENUM_TYPE_DEFINITION]: "enum",
  [Kind.ENUM_TYPE_EXTENSION]: "enum",
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: "input",
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: "input",
};

/** An empty type of the node's name and kind. */
export function startType(node: TypeNode, scope: Scope): GrowingType {
  return {
    kind: KINDS[node.kind],
    name: node.name.value,
    origin: nameOrigin(node.name, scope.file),
    applied: [],
    interfaces: new Map(),
    members: new Map(),
    fields: new Map(),
    inputs: new Map(),
    values: new Map(),
  };
}

/** Adds what a definition or extension declares. False: it is of another kind than the type. */
export function mergeInto(type: GrowingType, node: TypeNode, scope: Scope): boolean {
  if (KINDS[node.kind] !== type.kind) return false;
  for (const directive of appliedOf(node.directives)) type.applied.push(directive);
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      addUses(type.interfaces, node.interfaces, `${type.name} implements`, scope);
      addFields(type.fields, node.fields, type.name, scope);
      break;
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      addUses(type.members, node.types, `${type.name} =`, scope);
      break;
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      addValues(type, node.values, scope);
      break;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      addInputs(type, node.fields, scope);
      break;
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      break;
  }
  return true;
}

/** The collected type, its members in the order in which they were met. */
export function finishType(type: GrowingType): TypeDefinition {
  return {
    ...type,
    interfaces: [...type.interfaces.values()],
    members: [...type.members.values()],
    fields: [...type.fields.values()],
    inputs: [...type.inputs.values()],
    values: [...type.values.values()],
  };
}

function addValues(
  type: GrowingType,
  nodes: readonly EnumValueDefinitionNode[] | undefined,
  scope: Scope,
): void {
  for (const node of nodes ?? []) {
    addOnce(
      type.values,
      valueOf(node, scope.file),
      graphqlMember(type.name, node.name.value),
      scope,
    );
  }
}

function addInputs(
  type: GrowingType,
  nodes: readonly InputValueDefinitionNode[] | undefined,
  scope: Scope,
): void {
  for (const node of nodes ?? []) {
    addOnce(
      type.inputs,
      inputOf(node, scope.file),
      graphqlMember(type.name, node.name.value),
      scope,
    );
  }
}

function addUses(
  uses: Map<string, TypeUse>,
  nodes: readonly NamedTypeNode[] | undefined,
  owner: string,
  scope: Scope,
): void {
  for (const node of nodes ?? []) {
    addOnce(uses, useOf(node, scope.file), `${owner} ${node.name.value}`, scope);
  }
}
