import { TypeInfo, visitWithTypeInfo } from "graphql/utilities";
import { Kind, visit } from "graphql/language";
import type { ASTNode, DocumentNode } from "graphql/language";
import type { GraphQLSchema } from "graphql/type";
import { getNamedType } from "graphql/type";
import type { Coordinate } from "../model/element.ts";
import * as coordinate from "../model/coordinate.ts";

/** How many elements around a node are kept; farther ones explain nothing. */
const AROUND = 12;

/**
 * For each node of a document the elements that it names in a schema, then those around it, the
 * nearest first: the argument around a value, the field around an argument, the fields above.
 */
export function coordinatesByNode(
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlyMap<ASTNode, readonly Coordinate[]> {
  const chains = new Map<ASTNode, readonly Coordinate[]>();
  const info = new TypeInfo(schema);
  const conditions = fragmentConditions(document);
  const stack: (readonly Coordinate[])[] = [[]];
  visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        const around = stack.at(-1) ?? [];
        const own = namedBy(node, info, conditions).filter((one) => !around.includes(one));
        const chain = own.length === 0 ? around : [...own, ...around].slice(0, AROUND);
        chains.set(node, chain);
        stack.push(chain);
      },
      leave() {
        stack.pop();
      },
    }),
  );
  return chains;
}

function namedBy(
  node: ASTNode,
  info: TypeInfo,
  conditions: ReadonlyMap<string, string>,
): readonly Coordinate[] {
  const parent = info.getParentType()?.name;
  switch (node.kind) {
    case Kind.FIELD:
      return parent === undefined ? [] : [coordinate.graphqlMember(parent, node.name.value)];
    case Kind.ARGUMENT:
      return argumentOwner(info).map((owner) => coordinate.graphqlArgument(owner, node.name.value));
    case Kind.OBJECT_FIELD:
      return nameOf(info.getParentInputType()).map((type) =>
        coordinate.graphqlMember(type, node.name.value),
      );
    case Kind.ENUM:
      return nameOf(info.getInputType()).map((type) => coordinate.graphqlMember(type, node.value));
    case Kind.OBJECT:
      return nameOf(info.getInputType());
    case Kind.DIRECTIVE:
      return [coordinate.graphqlDirective(node.name.value)];
    case Kind.NAMED_TYPE:
      return [node.name.value];
    case Kind.FRAGMENT_SPREAD:
      return [conditions.get(node.name.value), parent].filter((name) => name !== undefined);
    case Kind.INLINE_FRAGMENT:
      return [node.typeCondition?.name.value, parent].filter((name) => name !== undefined);
    default:
      return [];
  }
}

/** The directive or the field that an argument belongs to. */
function argumentOwner(info: TypeInfo): readonly Coordinate[] {
  const directive = info.getDirective()?.name;
  if (directive !== undefined) return [coordinate.graphqlDirective(directive)];
  const parent = info.getParentType()?.name;
  const field = info.getFieldDef()?.name;
  return parent === undefined || field === undefined
    ? []
    : [coordinate.graphqlMember(parent, field)];
}

function nameOf(type: Parameters<typeof getNamedType>[0]): readonly string[] {
  const named = type === undefined || type === null ? undefined : getNamedType(type);
  return named === undefined ? [] : [named.name];
}

function fragmentConditions(document: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION
        ? [[one.name.value, one.typeCondition.name.value] as const]
        : [],
    ),
  );
}
