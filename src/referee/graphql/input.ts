import {
  coerceInputLiteral,
  coerceInputValue,
  getVariableValues,
  GraphQLError,
  isInputType,
  Kind,
  parseConstValue,
  parseType,
  typeFromAST,
  validateInputLiteral,
  validateInputValue,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { isJsonObject, type Json } from "../../model/json.ts";
import { Undecided } from "../answer.ts";
import { asJson } from "../json-value.ts";

/** What an input was understood as, or why it is refused. `undefined`: nothing was given. */
export type Coerced =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly errors: readonly string[] }
  | { readonly ok: undefined; readonly undecided: string };

/** A value of a variable for a type such as `[OrderInput!]!`, defaults filled in. */
export function coerceValue(schema: GraphQLSchema, type: string, value: Json): Coerced {
  const inputType = inputTypeOf(schema, type);
  if (inputType === undefined) return unknownType(type);
  const plain = withoutBigints(value);
  const errors: string[] = [];
  validateInputValue(plain, inputType, (error, path) => errors.push(errorText(error, path)), true);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: optionalJson(coerceInputValue(plain, inputType)) };
}

/** A literal without variables, `{status: PAID}`, for a type. */
export function coerceLiteral(schema: GraphQLSchema, type: string, literal: string): Coerced {
  const inputType = inputTypeOf(schema, type);
  if (inputType === undefined) return unknownType(type);
  const node = attempt(() => parseConstValue(literal, { noLocation: true }));
  if (node instanceof GraphQLError) return { ok: false, errors: [node.message] };
  const errors: string[] = [];
  const collect = (error: GraphQLError, path: readonly (string | number)[]): void => {
    errors.push(errorText(error, path));
  };
  validateInputLiteral(node, inputType, collect, undefined, undefined, true);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: optionalJson(coerceInputLiteral(node, inputType)) };
}

/** All variables of a document's operation, as a server takes them. */
export function coerceVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: { readonly [name: string]: Json },
): Coerced {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Undecided("the document holds no operation");
  const plain = withoutBigints(variables);
  const given = isJsonObject(plain) ? plain : {};
  const definitions = operation.variableDefinitions ?? [];
  const result = getVariableValues(schema, definitions, given, { hideSuggestions: true });
  if (result.errors !== undefined) {
    return { ok: false, errors: result.errors.map((error) => error.message) };
  }
  return { ok: true, value: asJson({ ...result.variableValues.coerced }) };
}

function inputTypeOf(schema: GraphQLSchema, text: string): GraphQLInputType | undefined {
  const node = attempt(() => parseType(text, { noLocation: true }));
  if (node instanceof GraphQLError) return undefined;
  const type = typeFromAST(schema, node);
  return isInputType(type) ? type : undefined;
}

function unknownType(type: string): Coerced {
  return { ok: false, errors: [`there is no input type ${type}`] };
}

function attempt<T>(run: () => T): T | GraphQLError {
  try {
    return run();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function errorText(error: GraphQLError, path: readonly (string | number)[]): string {
  return path.length === 0 ? error.message : `${path.join(".")}: ${error.message}`;
}

function optionalJson(value: unknown): Json | undefined {
  return value === undefined ? undefined : asJson(value);
}

/** JSON messages carry large integers as numbers; what they lose there they lose here. */
function withoutBigints(value: Json): Json {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map((item: Json) => withoutBigints(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withoutBigints(item)]),
  );
}
