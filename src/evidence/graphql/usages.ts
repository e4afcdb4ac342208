import { Kind, parse } from "graphql/language";
import type {
  ASTNode,
  FieldNode,
  FragmentDefinitionNode,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql/language";
import { graphqlMember, graphqlNarrowing } from "../../model/coordinate.ts";
import type { Field } from "../../model/shape.ts";
import type { GraphqlOperationDocument } from "./document.ts";
import { walkArguments, walkDirectives, walkVariable } from "./inputs.ts";
import { typeNamed } from "./schema.ts";
import type { PreparedSchema, PreparedType } from "./schema.ts";
import { usageLog } from "./usage-log.ts";
import type { DanglingSelection, DocumentUsage, UsageLog } from "./usage-log.ts";

/** What one document uses, and what it wants that is not there. */
export interface DocumentUsages {
  readonly usages: readonly DocumentUsage[];
  readonly dangling: readonly DanglingSelection[];
}

/**
 * The schema coordinates that an operation uses. `needed`: fields selected, types that fragments
 * name, the root operation; `sent`: arguments, input fields, enum literals, directives, types of
 * variables; `omitted-default`: arguments and input fields left to their defaults; `may-use`: the
 * implementations of an interface through which a field is read, and what variables may bring. A fragment whose type is not the one that stands there narrows it
 * (`SearchResult<Order>`).
 * What does not resolve is dangling; nothing below it is looked at.
 */
export function usagesOf(
  document: Pick<GraphqlOperationDocument, "text">,
  schema: PreparedSchema,
): DocumentUsages {
  const log = usageLog();
  const { definitions } = parse(document.text, { noLocation: true });
  const conditions = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION
        ? [[node.name.value, node.typeCondition.name.value] as const]
        : [],
    ),
  );
  const walk: Walk = { schema, log, conditions };
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) walkOperation(node, walk);
    else if (node.kind === Kind.FRAGMENT_DEFINITION) walkFragment(node, undefined, walk);
  }
  return { usages: log.usages(), dangling: log.dangling() };
}

interface Walk {
  readonly schema: PreparedSchema;
  readonly log: UsageLog;
  /** The types of named fragments. */
  readonly conditions: ReadonlyMap<string, string>;
}

function walkOperation(node: OperationDefinitionNode, walk: Walk): void {
  const root = walk.schema.rootOf(node.operation);
  if (root === undefined) {
    walk.log.dangle(node.operation, `the schema has no ${node.operation} type`);
    return;
  }
  walk.log.add(node.operation, "needed");
  walkDirectives(node.directives, walk);
  for (const variable of node.variableDefinitions ?? []) {
    walkVariable(variable, walk);
    walkDirectives(variable.directives, walk);
  }
  walkSelections(node.selectionSet, walk.schema.type(root), walk);
}

function walkFragment(
  node: FragmentDefinitionNode | InlineFragmentNode,
  parent: PreparedType | undefined,
  walk: Walk,
): void {
  const name = node.typeCondition?.name.value;
  const type = name === undefined ? undefined : walk.schema.type(name);
  walkDirectives(node.directives, walk);
  if (name !== undefined && type === undefined) {
    walk.log.dangle(name, `there is no type ${name}`);
  } else if (name !== undefined) {
    walk.log.add(name, "needed");
    narrow(parent, name, walk);
  }
  walkSelections(node.selectionSet, type, walk);
}

/** A document fails where none of what it narrows to can stand there (5.5.2.3 of the specification). */
function narrow(parent: PreparedType | undefined, name: string | undefined, walk: Walk): void {
  if (parent === undefined || name === undefined || name === parent.name) return;
  if (walk.schema.type(name) !== undefined)
    walk.log.add(graphqlNarrowing(parent.name, name), "needed");
}

/** Without a type nothing below can be told. Fragments are walked once, where they are defined. */
function walkSelections(
  set: SelectionSetNode | undefined,
  parent: PreparedType | undefined,
  walk: Walk,
): void {
  if (set === undefined || parent === undefined) return;
  for (const node of set.selections) {
    if (isClientOnly(node)) continue;
    if (node.kind === Kind.FIELD) walkField(node, parent, walk);
    else if (node.kind === Kind.FRAGMENT_SPREAD) {
      walkDirectives(node.directives, walk);
      narrow(parent, walk.conditions.get(node.name.value), walk);
    } else if (node.typeCondition !== undefined) walkFragment(node, parent, walk);
    else {
      walkDirectives(node.directives, walk);
      walkSelections(node.selectionSet, parent, walk);
    }
  }
}

/** Apollo's `@client`: resolved in the client, never sent. */
function isClientOnly(node: ASTNode & { readonly directives?: FieldNode["directives"] }): boolean {
  return node.directives?.some((directive) => directive.name.value === "client") ?? false;
}

/** Every type has these, or every query; introspection is no use of the contract. */
const META_FIELDS: ReadonlySet<string> = new Set(["__typename", "__schema", "__type"]);

function walkField(node: FieldNode, parent: PreparedType, walk: Walk): void {
  const name = node.name.value;
  walkDirectives(node.directives, walk);
  if (META_FIELDS.has(name)) return;
  const field = parent.fields.get(name);
  if (field === undefined) {
    walk.log.dangle(graphqlMember(parent.name, name), `${parent.name} has no field ${name}`);
    return;
  }
  walk.log.add(field.coordinate, "needed");
  walkArguments(field.coordinate, field.arguments ?? [], node.arguments ?? [], walk);
  for (const type of parent.implementations) mayUse(type.fields.get(name), node, walk);
  walkSelections(node.selectionSet, walk.schema.type(typeNamed(field.shape) ?? ""), walk);
}

/** The same field of an implementation: whether it is met depends on what the provider answers. */
function mayUse(field: Field | undefined, node: FieldNode, walk: Walk): void {
  if (field === undefined) return;
  walk.log.add(field.coordinate, "may-use");
  const given = new Set(node.arguments?.map((argument) => argument.name.value));
  for (const argument of field.arguments ?? []) {
    if (given.has(argument.name) || argument.default !== undefined) {
      walk.log.add(argument.coordinate, "may-use");
    }
  }
}
