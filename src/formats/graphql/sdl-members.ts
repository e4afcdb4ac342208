import { Kind } from "graphql/language";
import type {
  ASTNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  NameNode,
  TypeNode,
} from "graphql/language";
import { graphqlArgument, graphqlMember } from "../../model/coordinate.ts";
import type { Origin } from "../../model/position.ts";
import { META_FIELDS } from "./definitions.ts";
import type {
  FieldDefinition,
  InputDefinition,
  Note,
  TypeExpression,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";
import { appliedOf, jsonOf } from "./literals.ts";

/** Where nodes are read from, and who hears of trouble with them. */
export interface Scope {
  readonly file: string;
  readonly note: Note;
}

/** The place of a name: what an editor would jump to. */
export function nameOrigin(name: NameNode, file: string): Origin {
  return nodeOrigin(name, file);
}

/** The place where a node begins. */
export function nodeOrigin(node: ASTNode, file: string): Origin {
  return { file, offset: node.loc?.start ?? 0 };
}

/** A named type where it is used. */
export function useOf(node: NamedTypeNode, file: string): TypeUse {
  return { name: node.name.value, origin: nodeOrigin(node, file) };
}

const NO_INPUTS: readonly InputDefinition[] = [];

/** The arguments of a field or directive; `owner` is its coordinate, for messages. */
export function inputsOf(
  nodes: readonly InputValueDefinitionNode[] | undefined,
  owner: string,
  scope: Scope,
): readonly InputDefinition[] {
  if (nodes === undefined || nodes.length === 0) return NO_INPUTS;
  const inputs = new Map<string, InputDefinition>();
  for (const node of nodes) {
    addOnce(inputs, inputOf(node, scope.file), graphqlArgument(owner, node.name.value), scope);
  }
  return [...inputs.values()];
}

/** One argument or input field. */
export function inputOf(node: InputValueDefinitionNode, file: string): InputDefinition {
  return {
    name: node.name.value,
    origin: nameOrigin(node.name, file),
    type: expressionOf(node.type, file),
    ...(node.defaultValue === undefined ? {} : { default: jsonOf(node.defaultValue) }),
    applied: appliedOf(node.directives),
  };
}

/** The fields of an object or interface go into `fields`; those that every type has are left out. */
export function addFields(
  fields: Map<string, FieldDefinition>,
  nodes: readonly FieldDefinitionNode[] | undefined,
  owner: string,
  scope: Scope,
): void {
  for (const node of nodes ?? []) {
    const name = node.name.value;
    if (META_FIELDS.has(name)) continue;
    const coordinate = graphqlMember(owner, name);
    const field: FieldDefinition = {
      name,
      origin: nameOrigin(node.name, scope.file),
      type: expressionOf(node.type, scope.file),
      arguments: inputsOf(node.arguments, coordinate, scope),
      applied: appliedOf(node.directives),
    };
    addOnce(fields, field, coordinate, scope);
  }
}

/** One value of an enum. */
export function valueOf(node: EnumValueDefinitionNode, file: string): ValueDefinition {
  return {
    name: node.name.value,
    origin: nameOrigin(node.name, file),
    applied: appliedOf(node.directives),
  };
}

/** Adds an item unless its name is taken; then it is noted under its coordinate. */
export function addOnce<Item extends { readonly name: string; readonly origin: Origin }>(
  items: Map<string, Item>,
  item: Item,
  coordinate: string,
  scope: Scope,
): void {
  if (!items.has(item.name)) {
    items.set(item.name, item);
    return;
  }
  scope.note(
    "duplicate-definition",
    `"${coordinate}" is defined a second time; the first definition counts.`,
    item.origin,
  );
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
