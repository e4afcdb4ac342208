import type { EvidenceReader } from "./evidence.ts";

/** A reader that is loaded when a file of its kind is met. */
export interface EvidenceKind {
  readonly kind: string;
  /** Whether a file looks like this kind, without loading its reader. */
  detect(path: string, text: string): boolean;
  load(): Promise<EvidenceReader>;
}

/** Every kind of evidence file, in the order in which they are asked. A new kind is one line. */
export const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  {
    kind: "graphql-document",
    detect: (path) => /\.(?:graphql|gql)$/i.test(path),
    load: async () => (await import("./graphql-documents.ts")).graphqlDocuments,
  },
];

/** The reader for a file, or undefined where no kind recognises it. */
export async function evidenceReaderFor(
  path: string,
  text: string,
): Promise<EvidenceReader | undefined> {
  return EVIDENCE_KINDS.find((kind) => kind.detect(path, text))?.load();
}
