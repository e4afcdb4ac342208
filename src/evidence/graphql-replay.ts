import { parse } from "graphql/language";
import type { ASTNode, DocumentNode } from "graphql/language";
import type { GraphQLError } from "graphql/error";
import type { GraphQLSchema } from "graphql/type";
import { validate } from "graphql/validation";
import type { EvidenceSource } from "../model/usage.ts";
import { graphqlSchema } from "./graphql-schema.ts";
import { coordinatesByNode } from "./graphql-nodes.ts";
import { documentsOf, sourceOfDocument } from "./graphql-documents.ts";
import type { Replay, ReplayFailure, ReplayResult, Replayer } from "./replay.ts";

/** Replays the operations of one file, with the fragments that it imports. */
export const replayGraphqlFile: Replayer = async (request, sides) => {
  const { consumer, path } = request;
  if (consumer === undefined || sides.before.contract.format !== "graphql") return NOTHING;
  const { documents } = await documentsOf(request);
  const operations = documents.map((document) => ({
    consumer,
    evidence: sourceOfDocument(document),
    text: document.text,
  }));
  const before = sides.before.texts;
  const after = sides.after.texts;
  const replays = replayGraphql({ before, after, operations });
  if (replays.length === operations.length) return { replays, problems: [] };
  const message = "Operations are not replayed: graphql-js cannot build the schema of both sides.";
  return { replays, problems: [{ code: "not-replayed", message, location: { file: path } }] };
};

const NOTHING: ReplayResult = { replays: [], problems: [] };

/** One operation of a consumer, with every fragment that it needs. */
export interface GraphqlOperation {
  readonly consumer: string;
  /** The same as in its usages (`sourceOfDocument`), so that they are known to be replayed. */
  readonly evidence: EvidenceSource;
  /** The operation and its fragments. */
  readonly text: string;
}

export interface GraphqlReplayRequest {
  /** The schema's texts by path, as they were read. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly operations: readonly GraphqlOperation[];
}

/**
 * Validates every operation against both sides with graphql-js and tells what is rejected after and
 * was not before. Operations that were invalid before are kept: only their new errors count. Without
 * a schema on both sides nothing is replayed.
 */
export function replayGraphql(request: GraphqlReplayRequest): readonly Replay[] {
  if (request.operations.length === 0) return [];
  const before = graphqlSchema(request.before);
  const after = graphqlSchema(request.after);
  if (before === undefined || after === undefined) return [];
  return request.operations.map((operation) => ({
    consumer: operation.consumer,
    evidence: operation.evidence,
    failures: newFailures(parse(operation.text), before, after),
    decides: [],
    provesPresence: ["output"],
  }));
}

function newFailures(
  document: DocumentNode,
  before: GraphQLSchema,
  after: GraphQLSchema,
): readonly ReplayFailure[] {
  const errorsAfter = errorsIn(document, after);
  if (errorsAfter.length === 0) return [];
  const known = new Set(errorsIn(document, before).map((error) => keyOf(error)));
  const fresh = errorsAfter.filter((error) => !known.has(keyOf(error)));
  if (fresh.length === 0) return [];
  const schemas = [before, after].map((schema) => coordinatesByNode(document, schema));
  return fresh.map((error) => ({
    message: `document is rejected: ${error.message}`,
    elements: elementsOf(error, schemas),
  }));
}

/** Every error; suggestions would differ between two schemas for the same error. */
function errorsIn(document: DocumentNode, schema: GraphQLSchema): readonly GraphQLError[] {
  return validate(schema, document, undefined, {
    maxErrors: Number.POSITIVE_INFINITY,
    hideSuggestions: true,
  });
}

function keyOf(error: GraphQLError): string {
  const at = (error.nodes ?? []).map((node) => node.loc?.start ?? -1);
  return JSON.stringify([error.message, at]);
}

/** The elements at the nodes of an error, the nearest first, by both schemas. */
function elementsOf(
  error: GraphQLError,
  schemas: readonly ReadonlyMap<ASTNode, readonly string[]>[],
): readonly string[] {
  const chains = (error.nodes ?? []).flatMap((node) =>
    schemas.map((coordinates) => coordinates.get(node) ?? []),
  );
  const longest = Math.max(0, ...chains.map((chain) => chain.length));
  const ordered = Array.from({ length: longest }, (_, depth) =>
    chains.flatMap((chain) => chain[depth] ?? []),
  );
  return [...new Set([...mentioned(error), ...ordered.flat()])];
}

/** Coordinates that the message itself spells out: `Query.order(id:)`, `Order.status`. */
function mentioned(error: GraphQLError): readonly string[] {
  return [...error.message.matchAll(/"(@?[A-Za-z_]\w*(?:\.\w+)?(?:\(\w+:\))?)"/g)].flatMap(
    ([, text]) => (text?.includes(".") || text?.startsWith("@") ? [text] : []),
  );
}
