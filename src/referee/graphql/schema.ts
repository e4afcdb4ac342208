import {
  buildASTSchema,
  buildClientSchema,
  GraphQLError,
  Kind,
  parse,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLSchema,
  type InputValueDefinitionNode,
  type IntrospectionQuery,
  type NameNode,
  type TypeExtensionNode,
  type TypeNode,
} from "graphql";
import { isJsonObject } from "../../model/json.ts";
import { Undecided, messageOf } from "../answer.ts";
import { parseJson } from "../json-value.ts";
import { definitionsInParts, type ParsedParts } from "./definition-parts.ts";
import { slicer } from "./slice.ts";

/** A parser that met more than this stops: no contract or document has so many. */
const MAX_TOKENS = 5_000_000;

/** A side's schema, as whole as questions need it. */
export interface SchemaSource {
  /** Everything. Throws `Undecided` where a text cannot be parsed or the schema cannot be built. */
  whole(): GraphQLSchema;
  /**
   * What the words of a question can be about: it judges everything that is made of these words as
   * the whole does, and takes a hundredth of the time to build.
   */
  about(words: ReadonlySet<string>): GraphQLSchema;
}

/**
 * The schema that texts of SDL, or one introspection result, describe together. Real schemas are
 * dirty, so nothing is validated: duplicates are taken as they come, types that are nowhere
 * declared become scalars. `parts` is what other schemas were built from: what they have alike is
 * parsed once.
 */
export function schemaSource(
  texts: ReadonlyMap<string, string>,
  parts: ParsedParts = new Map(),
): SchemaSource {
  const read = once(() => readSide(texts, parts));
  const whole = once((): GraphQLSchema => {
    const side = read();
    return "schema" in side ? side.schema : build(side.definitions);
  });
  const sliced = once(() => {
    const side = read();
    return "schema" in side ? undefined : slicer(side.definitions);
  });
  return {
    whole,
    about(words) {
      const slice = sliced();
      return slice === undefined ? whole() : build(slice(words));
    },
  };
}

type Side =
  | { readonly schema: GraphQLSchema }
  | { readonly definitions: readonly DefinitionNode[] };

function readSide(texts: ReadonlyMap<string, string>, parts: ParsedParts): Side {
  const definitions: DefinitionNode[] = [];
  for (const [path, text] of texts) {
    if (/^\s*\{\s*(?:"|\})/.test(text)) return { schema: buildIntrospection(path, text) };
    for (const node of parseSdl(path, text, parts)) definitions.push(node);
  }
  return { definitions: withMissing(withBases(definitions)) };
}

function build(definitions: readonly DefinitionNode[]): GraphQLSchema {
  // graphql-js forgets what it was told to assume where there is nothing to build from.
  if (definitions.length === 0) return new GraphQLSchema({ assumeValid: true });
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return attemptBuild(() => buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function buildIntrospection(path: string, text: string): GraphQLSchema {
  const parsed = parseJson(text);
  const root = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const data: unknown = isJsonObject(root["data"]) ? root["data"] : root;
  if (!isIntrospection(data)) throw new Undecided(`${path} is no introspection result`);
  return attemptBuild(() => buildClientSchema(data, { assumeValid: true }));
}

function isIntrospection(data: unknown): data is IntrospectionQuery {
  return isJsonObject(data) && isJsonObject(data["__schema"]);
}

function attemptBuild(build: () => GraphQLSchema): GraphQLSchema {
  try {
    return build();
  } catch (error) {
    throw new Undecided(`the schema cannot be built: ${messageOf(error)}`);
  }
}

function parseSdl(path: string, text: string, parts: ParsedParts): readonly DefinitionNode[] {
  const options = { noLocation: true, maxLexicalTokens: MAX_TOKENS };
  if (text.trim() === "") return [];
  // No text has more tokens than characters.
  const known = text.length > MAX_TOKENS ? undefined : definitionsInParts(text, parts);
  if (known !== undefined) return known;
  try {
    return parse(text, options).definitions;
  } catch (error) {
    const modern = withAmpersands(text);
    try {
      return parse(modern, options).definitions;
    } catch {
      const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
      throw new Undecided(
        `${path}${line === undefined ? "" : `:${String(line)}`}: ${messageOf(error)}`,
      );
    }
  }
}

/** `implements A B`, as it was written before 2018, in today's form. */
function withAmpersands(text: string): string {
  return text.replace(/\bimplements\s+([\w\s,&]+?)(?=\s*[@{])/g, (_, names: string) => {
    return `implements ${names.split(/[\s,&]+/).join(" & ")}`;
  });
}

const BASES: Readonly<Record<TypeExtensionNode["kind"], string>> = {
  [Kind.SCALAR_TYPE_EXTENSION]: Kind.SCALAR_TYPE_DEFINITION,
  [Kind.OBJECT_TYPE_EXTENSION]: Kind.OBJECT_TYPE_DEFINITION,
  [Kind.INTERFACE_TYPE_EXTENSION]: Kind.INTERFACE_TYPE_DEFINITION,
  [Kind.UNION_TYPE_EXTENSION]: Kind.UNION_TYPE_DEFINITION,
  [Kind.ENUM_TYPE_EXTENSION]: Kind.ENUM_TYPE_DEFINITION,
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: Kind.INPUT_OBJECT_TYPE_DEFINITION,
};

/** An extension of a type that is declared elsewhere (federation) is the type, as far as we know. */
function withBases(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const declared = declaredNames(definitions);
  return definitions.map((node) => {
    if (!isExtension(node) || declared.has(node.name.value)) return node;
    declared.add(node.name.value);
    return asDefinition(node);
  });
}

function isExtension(node: DefinitionNode): node is TypeExtensionNode {
  return node.kind in BASES;
}

// The nodes of a type's extension and definition differ in `kind` alone.
function asDefinition(node: TypeExtensionNode): DefinitionNode {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...node, kind: BASES[node.kind] } as DefinitionNode;
}

function declaredNames(definitions: readonly DefinitionNode[]): Set<string> {
  const names = new Set(["Int", "Float", "String", "Boolean", "ID"]);
  for (const node of definitions) {
    if (node.kind.endsWith("TypeDefinition") && "name" in node && node.name !== undefined) {
      names.add(node.name.value);
    }
  }
  return names;
}

/** Types that are used but nowhere declared are taken as scalars. */
function withMissing(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const declared = declaredNames(definitions);
  const missing: DefinitionNode[] = [];
  for (const node of definitions) {
    for (const name of typesUsedBy(node)) {
      if (declared.has(name.value)) continue;
      declared.add(name.value);
      missing.push({ kind: Kind.SCALAR_TYPE_DEFINITION, name });
    }
  }
  return missing.length === 0 ? definitions : [...definitions, ...missing];
}

/** The names by which a definition refers to types. */
function typesUsedBy(node: DefinitionNode): readonly NameNode[] {
  const interfaces = "interfaces" in node ? (node.interfaces ?? []) : [];
  const members = "types" in node ? (node.types ?? []) : [];
  const roots = "operationTypes" in node ? (node.operationTypes ?? []) : [];
  const types: TypeNode[] = [...interfaces, ...members, ...roots.map(({ type }) => type)];
  if ("fields" in node) for (const field of node.fields ?? []) types.push(...typesIn(field));
  return [...types, ...typesIn(node)].map(nameIn);
}

/** The types of a field and of what is taken as arguments. */
function typesIn(node: DefinitionNode | FieldDefinitionNode | InputValueDefinitionNode) {
  const types: TypeNode[] = "type" in node ? [node.type] : [];
  if ("arguments" in node) for (const { type } of node.arguments ?? []) types.push(type);
  return types;
}

function nameIn(type: TypeNode): NameNode {
  return type.kind === Kind.NAMED_TYPE ? type.name : nameIn(type.type);
}
