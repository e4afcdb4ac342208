import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { Undecided } from "../answer.ts";
import { member } from "../json-value.ts";

/**
 * What a response breaks of what a schema promises for a document's selection: fields are there,
 * no null where none may be, lists are lists, scalars of their kind. A tolerant client survives
 * enum values it does not know and skips members of unions that it does not know.
 */
export function brokenPromises(
  schema: GraphQLSchema,
  document: DocumentNode,
  data: Json,
): readonly string[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Undecided("the document holds no operation");
  const fragments = fragmentsOf(document);
  const root = schema.getRootType(operation.operation) ?? pieceRoot(schema, fragments);
  if (root === undefined) throw new Undecided(`the schema has no ${operation.operation} type`);
  const reading: Reading = { schema, fragments, errors: [] };
  readSelection(reading, [operation.selectionSet], { type: root, data, path: "data" });
  return reading.errors;
}

/** A schema without root types is a piece of one: its documents start at their only fragment. */
function pieceRoot(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): GraphQLCompositeType | undefined {
  const isWhole = [
    OperationTypeNode.QUERY,
    OperationTypeNode.MUTATION,
    OperationTypeNode.SUBSCRIPTION,
  ].some((kind) => schema.getRootType(kind) != null);
  const [fragment] = fragments.values();
  if (isWhole || fragment === undefined || fragments.size > 1) return undefined;
  const type = schema.getType(fragment.typeCondition.name.value);
  return isCompositeType(type) ? type : undefined;
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly errors: string[];
}

/** A value of a composite type and where it stands in the response. */
interface At {
  readonly type: GraphQLCompositeType;
  readonly data: Json;
  readonly path: string;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}

/** The fields that a response key stands for, and whether the key may be left out. */
interface Selected {
  readonly nodes: FieldNode[];
  readonly parent: GraphQLCompositeType;
  optional: boolean;
}

function readSelection(reading: Reading, sets: readonly SelectionSetNode[], at: At): void {
  if (!isJsonObject(at.data)) {
    reading.errors.push(`${at.path} is no object`);
    return;
  }
  const selected = new Map<string, Selected>();
  const { runtime, isStranger } = runtimeType(reading, sets, at);
  for (const set of sets) {
    const { type } = at;
    const place = { set, type, runtime, isStranger, optional: false, seen: new Set<string>() };
    collect(reading, { ...place, selected });
  }
  for (const [key, fields] of selected) readField(reading, key, fields, { ...at, data: at.data });
}

/**
 * The object type a value has: the only one it can have, or what its `__typename` says. A type that
 * the reader never knew to stand here is a stranger: of it, only what every value has is read.
 */
function runtimeType(
  reading: Reading,
  sets: readonly SelectionSetNode[],
  at: At,
): { readonly runtime: GraphQLCompositeType | undefined; readonly isStranger: boolean } {
  if (isObjectType(at.type)) return { runtime: at.type, isStranger: false };
  const name = sets
    .flatMap((set) => set.selections)
    .filter((node) => node.kind === Kind.FIELD && node.name.value === "__typename")
    .map((node) => (node.kind === Kind.FIELD ? (node.alias ?? node.name).value : ""))
    .map((key) => member(at.data, key))
    .find((value) => typeof value === "string");
  const type = name === undefined ? undefined : reading.schema.getType(name);
  const isKnown = isObjectType(type) && reading.schema.isSubType(at.type, type);
  return { runtime: isKnown ? type : undefined, isStranger: name !== undefined && !isKnown };
}

interface Collecting {
  readonly set: SelectionSetNode;
  /** The type the set is written on, and the type the value really has, if that is known. */
  readonly type: GraphQLCompositeType;
  readonly runtime: GraphQLCompositeType | undefined;
  readonly isStranger: boolean;
  readonly optional: boolean;
  readonly seen: Set<string>;
  readonly selected: Map<string, Selected>;
}

function collect(reading: Reading, at: Collecting): void {
  for (const node of at.set.selections) {
    const optional = at.optional || isConditional(node.directives);
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = at.selected.get(key);
      if (known === undefined) {
        at.selected.set(key, { nodes: [node], parent: at.runtime ?? at.type, optional });
      } else {
        known.nodes.push(node);
        known.optional &&= optional;
      }
      continue;
    }
    const fragment =
      node.kind === Kind.INLINE_FRAGMENT ? node : namedFragment(reading, node.name.value, at.seen);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value ?? at.type.name;
    const type = reading.schema.getType(condition);
    if (!isCompositeType(type) || !applies(reading.schema, type, at)) continue;
    collect(reading, { ...at, set: fragment.selectionSet, type, optional });
  }
}

function namedFragment(
  reading: Reading,
  name: string,
  seen: Set<string>,
): FragmentDefinitionNode | undefined {
  if (seen.has(name)) return undefined;
  seen.add(name);
  return reading.fragments.get(name);
}

function isConditional(directives: OperationDefinitionNode["directives"]): boolean {
  return directives?.some(({ name }) => ["skip", "include", "defer"].includes(name.value)) === true;
}

/** Whether a fragment on `condition` applies. Where the value's type is not known: for certain. */
function applies(schema: GraphQLSchema, condition: GraphQLCompositeType, at: Collecting): boolean {
  const type = at.runtime ?? at.type;
  if (type === condition) return true;
  if (!isAbstractType(condition) || at.isStranger) return false;
  if (isObjectType(type)) return schema.isSubType(condition, type);
  return schema.getPossibleTypes(type).every((possible) => schema.isSubType(condition, possible));
}

function readField(
  reading: Reading,
  key: string,
  fields: Selected,
  at: At & { readonly data: JsonObject },
): void {
  const [node] = fields.nodes;
  if (node === undefined) return;
  const path = `${at.path}.${key}`;
  const field = reading.schema.getField(fields.parent, node.name.value);
  if (field === undefined) throw new Undecided(`${path} is no field of ${fields.parent.name}`);
  const value = member(at.data, key);
  if (value === undefined) {
    if (!fields.optional) reading.errors.push(`${path} is missing`);
    return;
  }
  const sets = fields.nodes.map((each) => each.selectionSet).filter((set) => set !== undefined);
  readValue(reading, sets, { type: field.type, value, path });
}

interface Value {
  readonly type: GraphQLOutputType;
  readonly value: Json;
  readonly path: string;
}

function readValue(reading: Reading, sets: readonly SelectionSetNode[], at: Value): void {
  if (isNonNullType(at.type)) {
    if (at.value === null) reading.errors.push(`${at.path} is null`);
    else readValue(reading, sets, { ...at, type: at.type.ofType });
  } else if (at.value === null) {
    return;
  } else if (isListType(at.type)) {
    const { ofType } = at.type;
    if (!Array.isArray(at.value)) reading.errors.push(`${at.path} is no list`);
    else {
      at.value.forEach((value: Json, index) => {
        readValue(reading, sets, { type: ofType, value, path: `${at.path}[${String(index)}]` });
      });
    }
  } else if (isCompositeType(at.type)) {
    readSelection(reading, sets, { type: at.type, data: at.value, path: at.path });
  } else {
    readLeaf(reading, at);
  }
}

/** What a client may expect of the built-in scalars (GraphQL, September 2025, 3.5). */
const SCALARS: Readonly<Record<string, (value: Json) => boolean>> = {
  Int: (value) => Number.isInteger(value) && Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31,
  Float: (value) => typeof value === "number" || typeof value === "bigint",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  ID: (value) => typeof value === "string",
};

function readLeaf(reading: Reading, at: Value): void {
  const type = getNamedType(at.type);
  const isFit = isEnumType(type)
    ? typeof at.value === "string"
    : (Object.hasOwn(SCALARS, type.name) ? SCALARS[type.name] : undefined)?.(at.value) !== false;
  if (!isFit) reading.errors.push(`${at.path} is no ${type.name}`);
}
