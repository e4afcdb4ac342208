import { buildASTSchema, buildClientSchema } from "graphql/utilities";
import type { IntrospectionQuery } from "graphql/utilities";
import { GraphQLError } from "graphql/error";
import { Kind, parse } from "graphql/language";
import type { DefinitionNode } from "graphql/language";
import type { GraphQLSchema } from "graphql/type";

const schemas = new WeakMap<ReadonlyMap<string, string>, { readonly schema?: GraphQLSchema }>();

/** The schema of one set of texts, built once. Undefined where graphql-js cannot build one. */
export function graphqlSchema(texts: ReadonlyMap<string, string>): GraphQLSchema | undefined {
  const known = schemas.get(texts);
  if (known !== undefined) return known.schema;
  const schema = buildSchema(texts);
  schemas.set(texts, schema === undefined ? {} : { schema });
  return schema;
}

/**
 * The schema that SDL files or an introspection result describe, or undefined where graphql-js
 * cannot build one. Real schemas are sloppy: what is defined twice counts as its last definition.
 */
function buildSchema(texts: ReadonlyMap<string, string>): GraphQLSchema | undefined {
  try {
    const definitions: DefinitionNode[] = [];
    for (const text of texts.values()) {
      const introspection = introspectionIn(text);
      if (introspection !== undefined) {
        return buildClientSchema(introspection, { assumeValid: true });
      }
      definitions.push(...parse(text, { noLocation: true }).definitions);
    }
    return buildASTSchema(
      { kind: Kind.DOCUMENT, definitions },
      { assumeValid: true, assumeValidSDL: true },
    );
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof SyntaxError) return undefined;
    if (error instanceof Error && !(error instanceof RangeError)) return undefined;
    throw error;
  }
}

/** An introspection result, bare or as the `data` of an answer. */
function introspectionIn(text: string): IntrospectionQuery | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  const value: unknown = JSON.parse(text);
  const data = memberOf(value, "data") ?? value;
  return isIntrospection(data) ? data : undefined;
}

function isIntrospection(value: unknown): value is IntrospectionQuery {
  return memberOf(memberOf(value, "__schema"), "types") !== undefined;
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
