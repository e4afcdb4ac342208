import type { EvidenceReader } from "./evidence.ts";

/** A reader that is loaded when a file may be of its kind. */
interface EvidenceKind {
  /** A quick look at a file's name and text, without loading the reader. */
  mayBe(path: string, text: string): boolean;
  load(): Promise<EvidenceReader>;
}

/** Every kind of evidence file, in the order in which they are asked. A new kind is one line. */
const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  {
    mayBe: (path) => /(?:^|\/)(?:package\.json|go\.mod|pom\.xml)$/.test(path),
    load: async () => (await import("./packages/reader.ts")).packageReader,
  },
  {
    mayBe: (_, text) => text.includes('"consumer"') && text.includes('"provider"'),
    load: async () => (await import("./pact/reader.ts")).pactReader,
  },
  {
    mayBe: (_, text) => /^\s*\{\s*"log"/.test(text.slice(0, 1000)),
    load: async () => (await import("./har/reader.ts")).harReader,
  },
  {
    mayBe: (_, text) => text.slice(0, 10_000).includes("resourceSpans"),
    load: async () => (await import("./traces/reader.ts")).otlpReader,
  },
  {
    mayBe: (_, text) => text.slice(0, 10_000).includes('"traceID"'),
    load: async () => (await import("./traces/reader.ts")).jaegerReader,
  },
  {
    mayBe: (path, text) => /\.ya?ml$/i.test(path) && text.includes("backstage.io/"),
    load: async () => (await import("./backstage/reader.ts")).backstageReader,
  },
  {
    mayBe: (path) => /\.(?:graphqls?|gql|json|[cm]?[jt]sx?)$/i.test(path),
    load: async () => (await import("./graphql-documents.ts")).graphqlDocuments,
  },
];

/** The reader for a file, or undefined where no kind recognises it. */
export async function evidenceReaderFor(
  path: string,
  text: string,
): Promise<EvidenceReader | undefined> {
  for (const kind of EVIDENCE_KINDS) {
    if (!kind.mayBe(path, text)) continue;
    const reader = await kind.load();
    if (reader.detect(path, text)) return reader;
  }
  return undefined;
}
