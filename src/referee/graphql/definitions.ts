import {
  Kind,
  type DefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type NamedTypeNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";
import { definitionParts, parsedPart } from "./definition-parts.ts";
import { memberParts, type MemberPart } from "./members.ts";
import type { DefinitionPart, ParsedParts, TypeHead } from "./parsed-parts.ts";

/** A definition of a schema. */
export type Definition =
  | DeclaredType
  | { readonly declares: "other"; readonly node: Exclude<DefinitionNode, TypeNodeOfSchema> };

/** A type's definition or extension, which is parsed when it is first asked for. */
export interface DeclaredType {
  readonly declares: "type";
  readonly name: string;
  readonly isExtension: boolean;
  readonly isInterface: boolean;
  /** What it implements. */
  readonly interfaces: readonly string[];
  /** Absent: it is parsed already. */
  readonly text?: string;
  node(): TypeNodeOfSchema;
  /** Of an object or interface the fields that have one of these names; others may be left out. */
  about(names: ReadonlySet<string>): TypeNodeOfSchema;
}

export type TypeNodeOfSchema = TypeDefinitionNode | TypeExtensionNode;

/**
 * The definitions of a text of SDL, most of which are not parsed before somebody asks for one.
 * Undefined where the text is to be parsed as a whole. Throws `GraphQLError`, as do the definitions,
 * where a part of it is no SDL.
 */
export function definitionsInParts(
  text: string,
  parts: ParsedParts,
): readonly Definition[] | undefined {
  return definitionParts(text, parts)?.flatMap((part) =>
    part.head === undefined
      ? parsedPart(part.text, parts).map(definitionOf)
      : unparsed(part.head, part, parts),
  );
}

/** A definition that was parsed. */
export function definitionOf(node: DefinitionNode): Definition {
  if (!isType(node)) return { declares: "other", node };
  return {
    declares: "type",
    name: node.name.value,
    isExtension: node.kind.endsWith("Extension"),
    isInterface: isInterface(node),
    interfaces: interfacesOf(node).map(({ name }) => name.value),
    node: () => node,
    about: () => node,
  };
}

function unparsed(
  { name, keyword, isExtension, interfaces }: TypeHead,
  { text, body }: DefinitionPart,
  parts: ParsedParts,
): DeclaredType {
  const parsed = (part: string): TypeNodeOfSchema => {
    const [node] = parsedPart(part, parts);
    if (node === undefined || !isType(node)) throw new TypeError(`no type is defined: ${name}`);
    return node;
  };
  const isInterface = keyword === "interface";
  let members: readonly MemberPart[] | undefined;
  const about = (names: ReadonlySet<string>): string => {
    if (keyword !== "type" && !isInterface) return text;
    const parts = (members ??= memberParts(text, body));
    if (parts === undefined) return text;
    const fields = parts.filter((member) => names.has(member.name)).map((member) => member.text);
    if (fields.length > 0) return `${text.slice(0, body)}{${fields.join("")}}`;
    // An extension has to say something.
    return isExtension ? text : text.slice(0, body);
  };
  return {
    declares: "type",
    name,
    isExtension,
    isInterface,
    interfaces,
    text,
    node: () => parsed(text),
    about: (names) => parsed(about(names)),
  };
}

function isType(node: DefinitionNode): node is TypeNodeOfSchema {
  return node.kind.endsWith("TypeDefinition") || node.kind.endsWith("TypeExtension");
}

function isInterface(
  node: DefinitionNode,
): node is InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode {
  return (
    node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function interfacesOf(node: TypeNodeOfSchema): readonly NamedTypeNode[] {
  return "interfaces" in node ? (node.interfaces ?? []) : [];
}
