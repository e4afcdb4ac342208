import type { Declaration } from "../../model/contract.ts";
import type { Json } from "../../model/json.ts";
import { fieldText, operationText, OPERATIONS, type OperationKind } from "./document.ts";
import { argumentTexts } from "./literal.ts";
import { namedTypeOf } from "./schema-view.ts";
import type { GraphqlSide } from "./sides.ts";

/** A document with its operation. */
export interface DirectiveUse {
  readonly operation: OperationKind;
  readonly document: string;
}

/** How documents use a directive at a location (GraphQL, September 2025, ExecutableDirectiveLocation). */
const WITHIN_QUERY: Readonly<Record<string, (use: string, root: string) => string>> = {
  QUERY: (use) => operationText({ operation: "query", directives: use }, "__typename"),
  FIELD: (use) => operationText({ operation: "query" }, `__typename ${use}`),
  FRAGMENT_DEFINITION: (use, root) => `{ ...Part } fragment Part on ${root} ${use} { __typename }`,
  FRAGMENT_SPREAD: (use, root) => `{ ...Part ${use} } fragment Part on ${root} { __typename }`,
  INLINE_FRAGMENT: (use) => operationText({ operation: "query" }, `... ${use} { __typename }`),
  VARIABLE_DEFINITION: (use) => {
    const head = { operation: "query", variables: `$shown: Boolean! ${use}` } as const;
    return operationText(head, "__typename @include(if: $shown)");
  },
};

/** The executable locations that a directive may stand at. */
export function locationsOf(directive: Declaration): readonly string[] {
  const locations = directive.attributes?.["locations"];
  if (!Array.isArray(locations)) return [];
  return locations.filter((one: Json): one is string => typeof one === "string");
}

/** A document in which `use` (`@hidden(by: 1)`) stands at a location. */
export function directiveUse(
  side: GraphqlSide,
  location: string,
  use: string,
): DirectiveUse | undefined {
  if (Object.hasOwn(WITHIN_QUERY, location)) {
    const type = queryType(side);
    const document = type === undefined ? undefined : WITHIN_QUERY[location]?.(use, type);
    return document === undefined ? undefined : { operation: "query", document };
  }
  const operation = OPERATIONS.find((one) => one.toUpperCase() === location);
  const selection = operation === undefined ? undefined : rootSelection(side, operation);
  if (operation === undefined || selection === undefined) return undefined;
  return { operation, document: operationText({ operation, directives: use }, selection) };
}

/** The query root; in a schema without any root types, whatever a fragment can stand on. */
function queryType({ view }: GraphqlSide): string | undefined {
  const { roots, contract } = view;
  if (roots.length > 0) return roots.find(({ operation }) => operation === "query")?.type;
  return [...contract.types.keys()].find((id) => view.isComposite(id));
}

/** The least that an operation can select; a subscription cannot select `__typename` (5.2.3.1). */
export function rootSelection(
  { side, view }: GraphqlSide,
  operation: OperationKind,
): string | undefined {
  const root = view.roots.find((one) => one.operation === operation);
  if (root === undefined) return undefined;
  if (operation !== "subscription") return "__typename";
  for (const { name, shape, arguments: declared = [] } of view.fieldsOf(root.type)) {
    const given = argumentTexts(side.normal, view, declared);
    const selection = view.isComposite(namedTypeOf(shape)) ? "__typename" : undefined;
    if (given !== undefined) return fieldText(name, given, selection);
  }
  return undefined;
}
