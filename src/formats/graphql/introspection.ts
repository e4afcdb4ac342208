import { DriftError } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { META_FIELDS, OPERATION_KINDS } from "./definitions.ts";
import type {
  AppliedDirective,
  DefinitionKind,
  DirectiveDefinition,
  FieldDefinition,
  Note,
  OperationKind,
  SchemaDefinitions,
  TypeDefinition,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";
import { deprecationAt, expressionAt, inputsAt } from "./introspection-members.ts";
import { at, child, children, originOf, textOf } from "./introspection-node.ts";
import type { JsonNode } from "./introspection-node.ts";

/**
 * The definitions in an introspection result (specification section 4), `{data: {__schema}}` or
 * `{__schema}`. Throws `not-a-contract`. Applied directives beside `@deprecated`,
 * `@specifiedBy` and `@oneOf` are not in there to be read.
 */
export function definitionsOfIntrospection(
  file: string,
  document: Json,
  note: Note,
): SchemaDefinitions {
  const schema = schemaOf(file, document);
  noteMissingAnswers(schema, note);
  return {
    dialect: "GraphQL introspection",
    types: byName(children(schema, "types").map((node) => typeAt(node, note))),
    directives: byName(children(schema, "directives").map((node) => directiveAt(node, note))),
    roots: rootsOf(schema),
    schema: { origin: originOf(schema), applied: [] },
  };
}

function schemaOf(file: string, root: Json): JsonNode {
  const document: JsonNode = { file, pointer: "", value: isJsonObject(root) ? root : {} };
  const schema = child(child(document, "data") ?? document, "__schema");
  if (schema !== undefined && Array.isArray(schema.value["types"])) return schema;
  throw new DriftError({
    code: "not-a-contract",
    message: "This JSON has no introspected schema in `__schema` or `data.__schema`.",
    place: { file },
    hint: "Save the whole answer to the introspection query of your GraphQL library.",
  });
}

function byName<Item extends { readonly name: string }>(
  items: readonly (Item | undefined)[],
): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    if (item !== undefined && !map.has(item.name)) map.set(item.name, item);
  }
  return map;
}

function rootsOf(schema: JsonNode): ReadonlyMap<OperationKind, TypeUse> {
  const roots = new Map<OperationKind, TypeUse>();
  for (const kind of OPERATION_KINDS) {
    const node = child(schema, `${kind}Type`);
    const name = node && textOf(node, "name");
    if (node !== undefined && name !== undefined) roots.set(kind, { name, origin: originOf(node) });
  }
  return roots;
}

const KINDS: ReadonlyMap<string, DefinitionKind> = new Map([
  ["SCALAR", "scalar"],
  ["OBJECT", "object"],
  ["INTERFACE", "interface"],
  ["UNION", "union"],
  ["ENUM", "enum"],
  ["INPUT_OBJECT", "input"],
]);

function typeAt(node: JsonNode, note: Note): TypeDefinition | undefined {
  const name = textOf(node, "name");
  const kind = KINDS.get(textOf(node, "kind") ?? "");
  if (name === undefined || kind === undefined) {
    note(
      "invalid-document",
      "A type has no name or no known kind; it is left out.",
      originOf(node),
    );
    return undefined;
  }
  return {
    kind,
    name,
    origin: originOf(node),
    applied: appliedToType(node),
    interfaces: usesAt(node, "interfaces"),
    members: kind === "union" ? usesAt(node, "possibleTypes") : [],
    fields: fieldsAt(node, note),
    inputs: inputsAt(node, "inputFields", note),
    values: children(node, "enumValues").flatMap(valueAt),
  };
}

function appliedToType(node: JsonNode): readonly AppliedDirective[] {
  const url = textOf(node, "specifiedByURL") ?? textOf(node, "specifiedByUrl");
  return [
    ...(url === undefined ? [] : [{ name: "specifiedBy", arguments: { url } }]),
    ...(node.value["isOneOf"] === true ? [{ name: "oneOf", arguments: {} }] : []),
  ];
}

function usesAt(node: JsonNode, key: string): readonly TypeUse[] {
  return children(node, key).flatMap((use) => {
    const name = textOf(use, "name");
    return name === undefined ? [] : [{ name, origin: originOf(use) }];
  });
}

function fieldsAt(node: JsonNode, note: Note): readonly FieldDefinition[] {
  return children(node, "fields").flatMap((field) => {
    const name = textOf(field, "name");
    const type = expressionAt(field, note);
    if (name === undefined || type === undefined || META_FIELDS.has(name)) return [];
    return {
      name,
      origin: originOf(field),
      type,
      arguments: inputsAt(field, "args", note),
      applied: deprecationAt(field),
    };
  });
}

function valueAt(node: JsonNode): readonly ValueDefinition[] {
  const name = textOf(node, "name");
  if (name === undefined) return [];
  return [{ name, origin: originOf(node), applied: deprecationAt(node) }];
}

function directiveAt(node: JsonNode, note: Note): DirectiveDefinition | undefined {
  const name = textOf(node, "name");
  if (name === undefined) return undefined;
  const locations = node.value["locations"];
  return {
    name,
    origin: originOf(node),
    arguments: inputsAt(node, "args", note),
    locations: Array.isArray(locations) ? locations.filter((item) => typeof item === "string") : [],
    repeatable: node.value["isRepeatable"] === true,
    applied: deprecationAt(node),
  };
}

/**
 * Introspection queries leave out what their library does not ask for by default. What was not
 * asked cannot be compared, and would look removed beside a schema that has it.
 */
function noteMissingAnswers(schema: JsonNode, note: Note): void {
  const types = children(schema, "types");
  const ofKind = (kind: string) => types.filter((type) => type.value["kind"] === kind);
  const fields = types.flatMap((type) => children(type, "fields"));
  const inputs = types.flatMap((type) => children(type, "inputFields"));
  const groups: readonly (readonly [string, readonly JsonNode[]])[] = [
    ["specifiedByURL", ofKind("SCALAR")],
    ["isOneOf", ofKind("INPUT_OBJECT")],
    ["isRepeatable", children(schema, "directives")],
    ["isDeprecated", [...inputs, ...fields.flatMap((field) => children(field, "args"))]],
  ];
  const missing = groups.flatMap(([key, nodes]) =>
    nodes.length > 0 && nodes.every((node) => at(node, key) === undefined) ? [key] : [],
  );
  if (missing.length === 0) return;
  note(
    "incomplete-introspection",
    `The introspection query did not ask for ${missing.join(", ")}${missing.includes("isDeprecated") ? " of arguments and input fields, so deprecated ones are missing" : ""}.`,
    originOf(schema),
  );
}
