import { GraphQLError } from "graphql/error";
import { parseConstValue } from "graphql/language";
import type { Json, JsonObject } from "../../model/json.ts";
import type { AppliedDirective, InputDefinition, Note, TypeExpression } from "./definitions.ts";
import { child, children, originOf, textOf } from "./introspection-node.ts";
import type { JsonNode } from "./introspection-node.ts";
import { jsonOf } from "./literals.ts";
import { tooDeepAt } from "./nesting.ts";

/** Arguments (`args`) or input fields (`inputFields`) of an introspected element. */
export function inputsAt(node: JsonNode, key: string, note: Note): readonly InputDefinition[] {
  return children(node, key).flatMap((input) => {
    const name = textOf(input, "name");
    const type = expressionAt(input, note);
    if (name === undefined || type === undefined) return [];
    const literal = textOf(input, "defaultValue");
    return {
      name,
      origin: originOf(input),
      type,
      ...(literal === undefined ? {} : { default: defaultOf(literal, input, note) }),
      applied: deprecationAt(input),
    };
  });
}

/** The type of a field or input; undefined, with a note, where the answer was cut off inside. */
export function expressionAt(node: JsonNode, note: Note): TypeExpression | undefined {
  const type = child(node, "type");
  const expression = type === undefined ? undefined : unwrap(type);
  if (expression !== undefined) return expression;
  note(
    "invalid-document",
    `The type of "${textOf(node, "name") ?? "?"}" is cut off; ask for more levels of ofType.`,
    originOf(node),
  );
  return undefined;
}

/** `isDeprecated` and `deprecationReason` as the directive that they stand for. */
export function deprecationAt(node: JsonNode): readonly AppliedDirective[] {
  if (node.value["isDeprecated"] !== true) return [];
  const reason = textOf(node, "deprecationReason");
  const written: JsonObject = reason === undefined ? {} : { reason };
  return [{ name: "deprecated", arguments: written }];
}

/** As deep as the document, whose parser bounds it. */
function unwrap(node: JsonNode): TypeExpression | undefined {
  const kind = textOf(node, "kind");
  if (kind !== "LIST" && kind !== "NON_NULL") {
    const name = textOf(node, "name");
    return name === undefined ? undefined : { kind: "named", name, origin: originOf(node) };
  }
  const inner = child(node, "ofType");
  const of = inner === undefined ? undefined : unwrap(inner);
  if (of === undefined) return undefined;
  return kind === "LIST" ? { kind: "list", of, origin: originOf(node) } : { kind: "non-null", of };
}

/** Defaults are printed as GraphQL literals; one that is not keeps its text. */
function defaultOf(literal: string, node: JsonNode, note: Note): Json {
  try {
    if (tooDeepAt(literal) === undefined) {
      return jsonOf(parseConstValue(literal, { noLocation: true }));
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  note("invalid-document", "A default value is not a GraphQL literal.", originOf(node));
  return literal;
}
