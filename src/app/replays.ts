import type { Replay } from "../evidence/replay.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { EvidenceFile } from "./consumers.ts";

/**
 * Evidence that can be replayed, replayed against both sides. GraphQL operations are validated
 * with graphql-js, which is loaded only where there are some.
 */
export async function replayEvidence(
  files: readonly EvidenceFile[],
  before: ReadResult,
  after: ReadResult,
): Promise<readonly Replay[]> {
  const documents = files.filter(({ kind }) => kind === "graphql-document");
  if (before.contract.format !== "graphql" || documents.length === 0) return [];
  const { documentsOf, sourceOfDocument } = await import("../evidence/graphql-documents.ts");
  const { replayGraphql } = await import("../evidence/graphql-replay.ts");
  const operations = [];
  for (const { request } of documents) {
    const { consumer } = request;
    if (consumer === undefined) continue;
    const read = await documentsOf(request);
    operations.push(
      ...read.documents.map((document) => ({
        consumer,
        evidence: sourceOfDocument(document),
        text: document.text,
      })),
    );
  }
  return replayGraphql({ before: before.texts, after: after.texts, operations });
}
