import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
} from "../evidence/evidence.ts";
import { evidenceReaderFor } from "../evidence/index.ts";
import { documentParser } from "../evidence/yaml-documents.ts";
import { parseDocument } from "../formats/document/parse-document.ts";
import { vendoredReader } from "../impact/vendored/reader.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { copiesAmong, embeddedCopy } from "./vendored.ts";

/** What is known about files of evidence from outside. */
export interface EvidenceContext extends Pick<
  EvidenceRequest,
  "consumer" | "consumerVersion" | "environment" | "seen"
> {
  readonly tree: SourceTree;
  readonly contract: EvidenceContract;
}

/** What one file shows; absent where no kind of evidence recognises it. */
export interface ReadEvidenceFile {
  readonly path: string;
  readonly result?: EvidenceResult;
}

/**
 * Reads files of evidence on one contract: copies of the contract first, for they may have many
 * files. Rejects with a `DriftError` at the first file that cannot be understood.
 */
export async function readEvidenceFiles(
  paths: readonly string[],
  context: EvidenceContext,
): Promise<readonly ReadEvidenceFile[]> {
  const { tree, contract } = context;
  const { copies, others } = await copiesAmong(tree, paths, contract.contract.format);
  const read: ReadEvidenceFile[] = [];
  for (const { path, copy } of copies) {
    const request = { ...requestOf(path, "", context), copy };
    read.push({ path, result: await vendoredReader.read(request) });
  }
  for (const path of others) read.push(...(await readFile(path, context)));
  return read;
}

async function readFile(
  path: string,
  context: EvidenceContext,
): Promise<readonly ReadEvidenceFile[]> {
  const text = (await context.tree.read(path)) ?? "";
  const reader = await evidenceReaderFor(path, text);
  if (reader === undefined) return [{ path }];
  const request = requestOf(path, text, context);
  const copies = await embeddedCopies(reader, request);
  return [{ path, result: await reader.read(request) }, ...copies];
}

async function embeddedCopies(
  reader: EvidenceReader,
  request: EvidenceRequest,
): Promise<readonly ReadEvidenceFile[]> {
  const { path } = request;
  return Promise.all(
    (reader.embedded?.(request) ?? []).map(async (descriptors) => {
      const copy = await embeddedCopy(path, descriptors);
      return { path, result: await vendoredReader.read({ ...request, copy }) };
    }),
  );
}

const parse = documentParser(parseDocument);

function requestOf(path: string, text: string, context: EvidenceContext): EvidenceRequest {
  return { ...context, path, text, parse };
}
