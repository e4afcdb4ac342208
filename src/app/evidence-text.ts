import type { SourceTree } from "../model/source-tree.ts";

/** The text of a file of evidence, or the beginning of one that is read in pieces. */
export interface EvidenceText {
  readonly text: string;
  /** Present where the file is too large to be held. */
  readonly chunks?: AsyncIterable<string>;
}

/** Told while a large file is read: how much of it has been, in characters of about a byte. */
export type EvidenceProgress = (path: string, done: number, total: number) => void;

/** Above this a file is read in pieces, where its reader can: 16 MB. */
const LARGE = 16 * 1024 * 1024;

/** The text of a file; a file that is not there is empty. */
export async function evidenceText(
  tree: SourceTree,
  path: string,
  onProgress?: EvidenceProgress,
): Promise<EvidenceText> {
  const file = await tree.open?.(path);
  if (file === undefined || file.bytes <= LARGE) return { text: (await tree.read(path)) ?? "" };
  let text = "";
  for await (const chunk of file.chunks()) {
    text = chunk;
    break;
  }
  const told = watched(file.chunks(), (done) => onProgress?.(path, done, file.bytes));
  return { text, chunks: told };
}

async function* watched(
  chunks: AsyncIterable<string>,
  onChunk: (done: number) => void,
): AsyncGenerator<string> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.length;
    onChunk(done);
    yield chunk;
  }
}
