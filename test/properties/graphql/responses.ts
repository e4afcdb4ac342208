import {
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  isCompositeType,
  Kind,
  parse,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { Json } from "../../../src/model/json.ts";
import type { Random } from "../openapi/random.ts";

/** A response that a schema allows to a document; aliases are taken as they stand. */
export function randomResponse(schema: GraphQLSchema, document: string, random: Random): Json {
  const [operation] = parse(document).definitions;
  const root = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || root === null || root === undefined) {
    throw new Error("no query");
  }
  return objectFor({ schema, random }, root, [operation.selectionSet]);
}

interface Answering {
  readonly schema: GraphQLSchema;
  readonly random: Random;
}

function objectFor(
  answering: Answering,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Json {
  const members = new Map<string, Json>();
  for (const set of sets) answerSet(answering, type, set, members);
  return Object.fromEntries(members);
}

function answerSet(
  answering: Answering,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  members: Map<string, Json>,
): void {
  const { schema } = answering;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      const field = schema.getField(type, node.name.value);
      const inner = node.selectionSet === undefined ? [] : [node.selectionSet];
      const isName = node.name.value === "__typename";
      const value = isName ? type.name : field && valueFor(answering, field.type, inner);
      if (value !== undefined) members.set((node.alias ?? node.name).value, value);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = schema.getType(node.typeCondition?.name.value ?? type.name);
      if (isCompositeType(condition) && isOf(schema, type, condition)) {
        answerSet(answering, type, node.selectionSet, members);
      }
    }
  }
}

function isOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  condition: GraphQLCompositeType,
): boolean {
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}

const SCALARS: Readonly<Record<string, readonly Json[]>> = {
  Int: [1],
  Float: [0.5, 1],
  String: ["a"],
  Boolean: [true],
  ID: ["a"],
};

function valueFor(
  answering: Answering,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Json {
  const { schema, random } = answering;
  if (isNonNullType(type)) return presentValue(answering, type.ofType, sets);
  if (random.once(4)) return null;
  if (isListType(type)) return presentValue(answering, type, sets);
  return presentValue({ schema, random }, type, sets);
}

function presentValue(
  answering: Answering,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
): Json {
  const { schema, random } = answering;
  if (isNonNullType(type)) return presentValue(answering, type.ofType, sets);
  if (isListType(type)) return random.once(4) ? [] : [valueFor(answering, type.ofType, sets)];
  if (isObjectType(type)) return objectFor(answering, type, sets);
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    return possible.length === 0 ? null : objectFor(answering, random.pick(possible), sets);
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  return random.pick(SCALARS[type.name] ?? ["a", 1, true, {}]);
}
