import { Kind } from "graphql/language";
import type {
  ArgumentNode,
  DirectiveNode,
  ObjectValueNode,
  ValueNode,
  VariableDefinitionNode,
} from "graphql/language";
import { graphqlArgument, graphqlDirective, graphqlMember } from "../../model/coordinate.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import type { UsageMode } from "../../model/usage.ts";
import { isNullable, itemOf, typeNamed } from "./schema.ts";
import type { PreparedSchema } from "./schema.ts";
import type { UsageLog } from "./usage-log.ts";

/** What a document sends, by the schema it is read against. */
export interface InputWalk {
  readonly schema: PreparedSchema;
  readonly log: UsageLog;
}

/** Arguments given to a field or directive, and those left to their defaults. */
export function walkArguments(
  owner: string,
  declared: readonly Field[],
  given: readonly ArgumentNode[],
  walk: InputWalk,
): void {
  const names = new Set(given.map((node) => node.name.value));
  for (const argument of declared) {
    if (argument.default === undefined || names.has(argument.name)) continue;
    walk.log.add(argument.coordinate, "omitted-default");
  }
  for (const node of given) {
    const argument = declared.find((candidate) => candidate.name === node.name.value);
    if (argument === undefined) {
      const coordinate = graphqlArgument(owner, node.name.value);
      walk.log.dangle(coordinate, `${owner} has no argument ${node.name.value}`);
    } else {
      walk.log.add(argument.coordinate, "sent");
      walkValue(node.value, argument.shape, walk);
    }
  }
}

/** Literals; what variables bring is known by their types alone. */
function walkValue(value: ValueNode, shape: ShapeRef, walk: InputWalk): void {
  if (value.kind === Kind.LIST) {
    for (const item of value.values) walkValue(item, itemOf(shape), walk);
  } else if (value.kind === Kind.OBJECT) {
    walkObject(value, typeNamed(shape), walk);
  } else if (value.kind === Kind.ENUM) {
    const type = walk.schema.type(typeNamed(shape) ?? "");
    if (type?.definition !== "enum") return;
    const coordinate = graphqlMember(type.name, value.value);
    if (type.values.has(value.value)) walk.log.add(coordinate, "sent");
    else walk.log.dangle(coordinate, `${type.name} has no value ${value.value}`);
  }
}

function walkObject(value: ObjectValueNode, name: string | undefined, walk: InputWalk): void {
  const type = walk.schema.type(name ?? "");
  if (type?.definition !== "input") return;
  const given = new Set(value.fields.map((node) => node.name.value));
  for (const field of type.fields.values()) {
    if (field.default === undefined || given.has(field.name)) continue;
    walk.log.add(field.coordinate, "omitted-default");
  }
  for (const node of value.fields) {
    const field = type.fields.get(node.name.value);
    if (field === undefined) {
      const coordinate = graphqlMember(type.name, node.name.value);
      walk.log.dangle(coordinate, `${type.name} has no field ${node.name.value}`);
    } else {
      walk.log.add(field.coordinate, "sent");
      walkValue(node.value, field.shape, walk);
    }
  }
}

/** A variable names its type; which members of it are sent is known where they must be. */
export function walkVariable(node: VariableDefinitionNode, walk: InputWalk): void {
  let type = node.type;
  // An empty list satisfies a required list, so its items are no sure use.
  const certain =
    type.kind === Kind.NON_NULL_TYPE &&
    type.type.kind === Kind.NAMED_TYPE &&
    node.defaultValue === undefined;
  while (type.kind !== Kind.NAMED_TYPE) type = type.type;
  const name = type.name.value;
  const declared = walk.schema.type(name);
  if (declared === undefined) {
    walk.log.dangle(name, `there is no type ${name}`);
    return;
  }
  if (!BUILT_IN.has(name)) walk.log.add(name, "sent");
  walkMembers(name, certain ? "sent" : "may-use", walk);
  if (node.defaultValue !== undefined) {
    const shape: ShapeRef = {
      kind: "ref",
      to: name,
      nullable: true,
      origin: { file: "", offset: 0 },
    };
    walkValue(node.defaultValue, shape, walk);
  }
}

const BUILT_IN: ReadonlySet<string> = new Set(["Int", "Float", "String", "Boolean", "ID"]);

/** Everything a value of an input type may hold, each type at most once per mode. */
function walkMembers(start: string, mode: UsageMode, walk: InputWalk): void {
  const open = [{ name: start, mode }];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const key = `${next.mode} ${next.name}`;
    const type = walk.schema.type(next.name);
    if (type === undefined || seen.has(key)) continue;
    seen.add(key);
    for (const value of type.values) walk.log.add(graphqlMember(type.name, value), "may-use");
    if (type.definition !== "input") continue;
    for (const field of type.fields.values()) {
      const sure = next.mode === "sent" && field.required ? "sent" : "may-use";
      walk.log.add(field.coordinate, sure);
      const inner = typeNamed(field.shape);
      const carried = field.shape.kind === "ref" && !isNullable(field.shape) ? sure : "may-use";
      if (inner !== undefined) open.push({ name: inner, mode: carried });
    }
  }
}

/** Directives of the specification, and those that client libraries take out before sending. */
const CLIENT_DIRECTIVES: ReadonlySet<string> = new Set(
  (
    "skip include deprecated specifiedBy oneOf defer stream client connection export rest " +
    "nonreactive unmask arguments argumentDefinitions refetchable relay inline required catch " +
    "throwOnFieldError match module raw_response_type stream_connection live_query updatable " +
    "assignable alias waterfall preloadable appendNode prependNode appendEdge prependEdge " +
    "deleteEdge deleteRecord"
  ).split(" "),
);

/** Directives on any part of a document. */
export function walkDirectives(nodes: readonly DirectiveNode[] | undefined, walk: InputWalk): void {
  for (const node of nodes ?? []) {
    const name = node.name.value;
    const coordinate = graphqlDirective(name);
    const declared = walk.schema.directive(name);
    if (declared !== undefined) {
      walk.log.add(coordinate, "sent");
      walkArguments(coordinate, declared.arguments ?? [], node.arguments ?? [], walk);
    } else if (!CLIENT_DIRECTIVES.has(name)) {
      walk.log.dangle(coordinate, `there is no directive ${coordinate}`);
    }
  }
}
