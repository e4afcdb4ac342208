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
import { noParts, type ParsedParts } from "./parsed-parts.ts";
import {
  definitionOf,
  definitionsInParts,
  type Definition,
  type TypeNodeOfSchema,
} from "./definitions.ts";
import { slicer } from "./slice.ts";

/** A parser that met more than this stops: no contract or document has so many. */
const MAX_TOKENS = 5_000_000;

/** A side's schema, as whole as questions need it. */
export interface SchemaSource {
  /** Everything. Throws `Undecided` where a text cannot be parsed or the schema cannot be built. */
  whole(): GraphQLSchema;
  /**
   * What the words of a question can be about, of which `types` stand where types do: it judges everything that is made of these words as
   * the whole does, and takes a hundredth of the time to build.
   */
  about(words: ReadonlySet<string>, types: ReadonlySet<string>): GraphQLSchema;
}

/**
 * The schema that texts of SDL, or one introspection result, describe together. Real schemas are
 * dirty, so nothing is validated: duplicates are taken as they come, types that are nowhere
 * declared become scalars. `parts` is what other schemas were built from: what they have alike is
 * parsed once.
 */
export function schemaSource(
  texts: ReadonlyMap<string, string>,
  parts: ParsedParts = noParts(),
): SchemaSource {
  const read = once(() => readSide(texts, parts));
  const whole = once((): GraphQLSchema => {
    const side = read();
    if ("schema" in side) return side.schema;
    const nodes = wherePartsParse(
      () => side.definitions.map(nodeOf),
      () => wholeDefinitions(texts).map(nodeOf),
    );
    return build(withMissing(nodes, declaredNames(side.definitions)));
  });
  const sliced = once(() => {
    const side = read();
    return "schema" in side ? undefined : slices(side.definitions, [...texts.values()]);
  });
  return {
    whole,
    about: (words, types) =>
      wherePartsParse(() => {
        const slice = sliced();
        return slice === undefined ? whole() : build(slice(words, types));
      }, whole),
  };
}

/** What is wrong in a part is better told of the whole. */
function wherePartsParse<T>(inParts: () => T, whole: () => T): T {
  try {
    return inParts();
  } catch (error) {
    if (error instanceof GraphQLError) return whole();
    throw error;
  }
}

/** Cuts slices out of definitions; types that are named as such and only used are scalars. */
function slices(
  definitions: readonly Definition[],
  texts: readonly string[],
): (words: ReadonlySet<string>, types: ReadonlySet<string>) => readonly DefinitionNode[] {
  const cut = slicer(definitions);
  const declared = declaredNames(definitions);
  const known = new Map<string, boolean>();
  const isScalar = (name: string): boolean => {
    if (declared.has(name) || !texts.some((text) => text.includes(name))) return false;
    const used = known.get(name) ?? isUsed(name, definitions);
    known.set(name, used);
    return used;
  };
  return (words, types) => {
    const used = [...types].filter(isScalar);
    if (used.length === 0) return withMissing(cut(words), declared);
    const scalars = used.map(scalarNamed);
    return withMissing([...cut(words), ...scalars], new Set([...declared, ...used]));
  };
}

function isUsed(name: string, definitions: readonly Definition[]): boolean {
  // Where a type is used: behind a colon or in a list, among members or interfaces.
  const use = new RegExp(`(?:[:[|=&]|\\bimplements\\b)(?:[\\s,]|#[^\\n\\r]*[\\n\\r])*${name}\\b`);
  return definitions.some((definition) => {
    const text = definition.declares === "type" ? definition.text : undefined;
    if (text !== undefined && !(text.includes(name) && use.test(text))) return false;
    return typesUsedBy(nodeOf(definition)).some(({ value }) => value === name);
  });
}

type Side = { readonly schema: GraphQLSchema } | { readonly definitions: readonly Definition[] };

function readSide(texts: ReadonlyMap<string, string>, parts: ParsedParts): Side {
  const definitions: Definition[] = [];
  for (const [path, text] of texts) {
    if (/^\s*\{\s*(?:"|\})/.test(text)) return { schema: buildIntrospection(path, text) };
    for (const definition of readSdl(path, text, parts)) definitions.push(definition);
  }
  return { definitions: withBases(definitions) };
}

function wholeDefinitions(texts: ReadonlyMap<string, string>): readonly Definition[] {
  return withBases([...texts].flatMap(([path, text]) => parseSdl(path, text)));
}

function readSdl(path: string, text: string, parts: ParsedParts): readonly Definition[] {
  // No text has more tokens than characters.
  const known = wherePartsParse(
    () => (text.length > MAX_TOKENS ? undefined : definitionsInParts(text, parts)),
    () => undefined,
  );
  return known ?? parseSdl(path, text);
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

function parseSdl(path: string, text: string): readonly Definition[] {
  const options = { noLocation: true, maxLexicalTokens: MAX_TOKENS };
  if (text.trim() === "") return [];
  try {
    return parse(text, options).definitions.map(definitionOf);
  } catch (error) {
    const modern = withAmpersands(text);
    try {
      return parse(modern, options).definitions.map(definitionOf);
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
function withBases(definitions: readonly Definition[]): readonly Definition[] {
  const declared = new Set(BUILT_IN);
  for (const one of definitions)
    if (one.declares === "type" && !one.isExtension) declared.add(one.name);
  return definitions.map((one) => {
    if (one.declares === "other" || !one.isExtension || declared.has(one.name)) return one;
    declared.add(one.name);
    return {
      ...one,
      isExtension: false,
      node: () => asDefinition(one.node()),
      about: (names) => asDefinition(one.about(names)),
    };
  });
}

// The nodes of a type's extension and definition differ in `kind` alone.
function asDefinition(node: TypeNodeOfSchema): TypeNodeOfSchema {
  if (!(node.kind in BASES)) return node;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...node, kind: BASES[node.kind as TypeExtensionNode["kind"]] } as TypeNodeOfSchema;
}

const BUILT_IN = ["Int", "Float", "String", "Boolean", "ID"];

function declaredNames(definitions: readonly Definition[]): ReadonlySet<string> {
  const types = definitions.flatMap((one) => (one.declares === "type" ? one.name : []));
  return new Set([...BUILT_IN, ...types]);
}

/** Types that are used but nowhere declared are taken as scalars. */
function withMissing(
  nodes: readonly DefinitionNode[],
  declared: ReadonlySet<string>,
): readonly DefinitionNode[] {
  const missing = new Set<string>();
  for (const node of nodes) {
    for (const { value } of typesUsedBy(node)) if (!declared.has(value)) missing.add(value);
  }
  return missing.size === 0 ? nodes : [...nodes, ...[...missing].map(scalarNamed)];
}

function scalarNamed(name: string): DefinitionNode {
  return { kind: Kind.SCALAR_TYPE_DEFINITION, name: { kind: Kind.NAME, value: name } };
}

function nodeOf(definition: Definition): DefinitionNode {
  return definition.declares === "type" ? definition.node() : definition.node;
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
