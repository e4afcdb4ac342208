import { DriftError } from "../errors.ts";
import type { Diagnostic } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { EvidenceSource, Usage } from "../model/usage.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "./evidence.ts";
import { readGraphqlDocuments } from "./graphql/assemble.ts";
import type { GraphqlDocuments } from "./graphql/assemble.ts";
import { titleOf } from "./graphql/document.ts";
import type { DocumentProblem, GraphqlOperationDocument } from "./graphql/document.ts";
import { importedPaths, mayHoldOperations } from "./graphql/pool.ts";
import { prepareSchema } from "./graphql/schema.ts";
import { usagesOf } from "./graphql/usages.ts";

export { readGraphqlDocuments } from "./graphql/assemble.ts";
export type { GraphqlDocuments } from "./graphql/assemble.ts";
export type { DocumentProblem, GraphqlOperationDocument } from "./graphql/document.ts";
export { titleOf } from "./graphql/document.ts";
export { prepareSchema } from "./graphql/schema.ts";
export type { PreparedSchema } from "./graphql/schema.ts";
export { usagesOf } from "./graphql/usages.ts";
export type { DocumentUsages } from "./graphql/usages.ts";

const KIND = "graphql-document";

/**
 * Operations of a consumer in one file: a GraphQL document, JavaScript or TypeScript with tagged
 * templates, or a persisted-query manifest. Fragments that neither the file nor its imports define
 * are looked for in the GraphQL documents of the whole tree.
 */
export const graphqlDocuments: EvidenceReader = {
  kind: KIND,
  detect: looksLikeOperations,
  read,
};

/** An operation or a fragment with a name, never the `query:` of a schema definition. */
const NAMED =
  /(?:^|\})[ \t]*(?:(?:query|mutation|subscription)\b\s*[\w(@{]|fragment\s+\w+\s+on\b)/m;
/** An operation without a name stands at the start, or after another definition. */
const ANONYMOUS = /^\s*\{|\}\s*\n\{/;
const NOT_CODE = /"""[\s\S]*?(?:"""|$)|#[^\n]*/g;
const TAGGED = /(?<![\w$])(?:gql|graphql)\s*(?:<[^<>`]{0,200}>)?\s*\(?\s*`|\/\*\s*GraphQL\s*\*\//;
const PERSISTED =
  /^\s*\{\s*(?:"format"\s*:\s*"apollo-persisted-query-manifest"|"[^"]{8,200}"\s*:\s*"(?:query|mutation|subscription)\b)/;

function looksLikeOperations(path: string, text: string): boolean {
  if (!mayHoldOperations(path)) return false;
  if (/\.json$/i.test(path)) return PERSISTED.test(text);
  if (!/\.(?:graphqls?|gql)$/i.test(path)) return TAGGED.test(text);
  const code = text.replaceAll(NOT_CODE, "");
  return NAMED.test(code) || ANONYMOUS.test(code);
}

/** Where the use of an operation is known from; the same for its usages and its replay. */
export function sourceOfDocument(document: GraphqlOperationDocument): EvidenceSource {
  return { kind: KIND, file: document.file, item: titleOf(document), line: document.line };
}

async function read(request: EvidenceRequest): Promise<EvidenceResult> {
  const { consumer, contract } = request;
  if (consumer === undefined) {
    throw new DriftError({
      code: "bad-evidence",
      message: "GraphQL documents do not say whose they are.",
      place: { file: request.path },
      hint: "Name the consumer that the documents belong to.",
    });
  }
  const { documents, problems } = await documentsOf(request);
  const result = { usages: [], dangling: [], problems: problems.map(diagnosticOf) };
  if (contract === undefined) return result;
  const schema = prepareSchema(contract.contract);
  const read = documents.map((document) => {
    const { usages, dangling } = usagesOf(document, schema);
    const common = {
      consumer,
      contract: contract.name,
      evidence: {
        ...sourceOfDocument(document),
        ...(request.seen === undefined ? {} : { seen: request.seen }),
      },
    };
    const { consumerVersion, environment } = request;
    const use: Omit<Usage, "coordinate" | "mode"> = {
      ...common,
      operation: document.kind,
      ...(consumerVersion === undefined ? {} : { consumerVersion }),
      ...(environment === undefined ? {} : { environment }),
    };
    return {
      usages: usages.map((usage) => ({ ...use, ...usage })),
      dangling: dangling.map((selection) => ({ ...common, ...selection })),
    };
  });
  return {
    ...result,
    usages: read.flatMap(({ usages }) => usages),
    dangling: read.flatMap(({ dangling }) => dangling),
  };
}

/** The file with its imports; the rest of the tree only where a fragment is still missing. */
export async function documentsOf(request: EvidenceRequest): Promise<GraphqlDocuments> {
  const { path, text, tree } = request;
  const only = new Set([path]);
  const files = new Map([[path, text]]);
  if (tree === undefined) return readGraphqlDocuments(files, only);
  for (const [file, content] of files) {
    for (const imported of importedPaths(file, content)) {
      if (files.has(imported)) continue;
      const found = await tree.read(imported);
      if (found !== undefined) files.set(imported, found);
    }
  }
  const near = readGraphqlDocuments(files, only);
  if (!near.problems.some(({ message }) => message.endsWith("is defined nowhere."))) return near;
  return readGraphqlDocuments(new Map([...files, ...(await poolOf(tree))]), only);
}

const pools = new WeakMap<SourceTree, Promise<ReadonlyMap<string, string>>>();

/** Every text of a tree that may lend a fragment, read once. */
function poolOf(tree: SourceTree): Promise<ReadonlyMap<string, string>> {
  const known = pools.get(tree) ?? loadPool(tree);
  pools.set(tree, known);
  return known;
}

async function loadPool(tree: SourceTree): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of await tree.list()) {
    if (!mayHoldOperations(path) || /\.json$/i.test(path)) continue;
    const text = await tree.read(path);
    if (text !== undefined && looksLikeOperations(path, text)) texts.set(path, text);
  }
  return texts;
}

function diagnosticOf({ file, line, message }: DocumentProblem): Diagnostic {
  return {
    code: "graphql-document",
    message,
    location: line === undefined ? { file } : { file, line },
  };
}
