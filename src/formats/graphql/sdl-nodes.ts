import { Kind, isTypeDefinitionNode, isTypeExtensionNode } from "graphql/language";
import type {
  ASTNode,
  DefinitionNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  SchemaDefinitionNode,
  SchemaExtensionNode,
  TypeDefinitionNode,
  TypeExtensionNode,
  TypeNode,
} from "graphql/language";
import type { Origin } from "../../model/position.ts";
import type {
  DefinitionKind,
  FieldDefinition,
  InputDefinition,
  TypeExpression,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";
import { appliedOf, jsonOf } from "./literals.ts";
import type { WrittenDefinition, WrittenSchema, WrittenType } from "./written.ts";

/** A definition of a file as graphql-js parsed it. */
export function writtenOf(node: DefinitionNode, file: string): WrittenDefinition {
  if (isTypeDefinitionNode(node)) return typeOf(node, "type", file);
  if (isTypeExtensionNode(node)) return typeOf(node, "type-extension", file);
  switch (node.kind) {
    case Kind.SCHEMA_DEFINITION:
      return schemaOf(node, "schema", file);
    case Kind.SCHEMA_EXTENSION:
      return schemaOf(node, "schema-extension", file);
    case Kind.DIRECTIVE_DEFINITION:
      return {
        form: "directive",
        directive: {
          name: node.name.value,
          origin: nodeOrigin(node.name, file),
          arguments: inputsOf(node.arguments, file),
          locations: node.locations.map((location) => location.value),
          repeatable: node.repeatable,
          applied: appliedOf(node.directives),
        },
      };
    case Kind.DIRECTIVE_EXTENSION:
      return {
        form: "directive-extension",
        name: node.name.value,
        applied: appliedOf(node.directives),
      };
    default:
      return { form: "executable", origin: nodeOrigin(node, file) };
  }
}

/** The place where a node begins. */
function nodeOrigin(node: ASTNode, file: string): Origin {
  return { file, offset: node.loc?.start ?? 0 };
}

type AnyTypeNode = TypeDefinitionNode | TypeExtensionNode;

const KINDS: Readonly<Record<AnyTypeNode["kind"], DefinitionKind>> = {
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

function typeOf(node: AnyTypeNode, form: WrittenType["form"], file: string): WrittenType {
  const type = {
    kind: KINDS[node.kind],
    name: node.name.value,
    origin: nodeOrigin(node.name, file),
    applied: appliedOf(node.directives),
    interfaces: usesOf("interfaces" in node ? node.interfaces : undefined, file),
    members: usesOf("types" in node ? node.types : undefined, file),
    fields: fieldsOf(node, file),
    inputs: inputFieldsOf(node, file),
    values: "values" in node ? (node.values ?? []).map((value) => valueOf(value, file)) : [],
  };
  return { form, type, distinct: false };
}

function fieldsOf(node: AnyTypeNode, file: string): readonly FieldDefinition[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return (node.fields ?? []).map((field) => fieldOf(field, file));
    default:
      return [];
  }
}

function inputFieldsOf(node: AnyTypeNode, file: string): readonly InputDefinition[] {
  const isInput =
    node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
  return isInput ? inputsOf(node.fields, file) : [];
}

function usesOf(nodes: readonly NamedTypeNode[] | undefined, file: string): readonly TypeUse[] {
  return (nodes ?? []).map((node) => useOf(node, file));
}

/** A named type where it is used. */
function useOf(node: NamedTypeNode, file: string): TypeUse {
  return { name: node.name.value, origin: nodeOrigin(node, file) };
}

function inputsOf(
  nodes: readonly InputValueDefinitionNode[] | undefined,
  file: string,
): readonly InputDefinition[] {
  return (nodes ?? []).map((node) => ({
    name: node.name.value,
    origin: nodeOrigin(node.name, file),
    type: expressionOf(node.type, file),
    ...(node.defaultValue === undefined ? {} : { default: jsonOf(node.defaultValue) }),
    applied: appliedOf(node.directives),
  }));
}

function fieldOf(node: FieldDefinitionNode, file: string): FieldDefinition {
  return {
    name: node.name.value,
    origin: nodeOrigin(node.name, file),
    type: expressionOf(node.type, file),
    arguments: inputsOf(node.arguments, file),
    applied: appliedOf(node.directives),
  };
}

function valueOf(node: EnumValueDefinitionNode, file: string): ValueDefinition {
  const applied = appliedOf(node.directives);
  return { name: node.name.value, origin: nodeOrigin(node.name, file), applied };
}

function expressionOf(node: TypeNode, file: string): TypeExpression {
  switch (node.kind) {
    case Kind.NAMED_TYPE:
      return { kind: "named", name: node.name.value, origin: nodeOrigin(node, file) };
    case Kind.LIST_TYPE:
      return { kind: "list", of: expressionOf(node.type, file), origin: nodeOrigin(node, file) };
    case Kind.NON_NULL_TYPE:
      return { kind: "non-null", of: expressionOf(node.type, file) };
  }
}

function schemaOf(
  node: SchemaDefinitionNode | SchemaExtensionNode,
  form: WrittenSchema["form"],
  file: string,
): WrittenSchema {
  const roots = (node.operationTypes ?? []).map(({ operation, type }) => ({
    operation,
    type: useOf(type, file),
  }));
  return { form, origin: nodeOrigin(node, file), applied: appliedOf(node.directives), roots };
}
