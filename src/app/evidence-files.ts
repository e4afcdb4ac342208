import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
} from "../evidence/evidence.ts";
import { joinEvidence } from "../evidence/evidence.ts";
import { evidenceReaderFor } from "../evidence/index.ts";
import { documentParser } from "../evidence/yaml-documents.ts";
import { parseDocument } from "../formats/document/parse-document.ts";
import { boundedUses } from "../impact/vendored/bound.ts";
import { vendoredReader } from "../impact/vendored/reader.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Consumer } from "../model/usage.ts";
import { evidenceText } from "./evidence-text.ts";
import type { EvidenceProgress, EvidenceText } from "./evidence-text.ts";
import { copiesAmong, embeddedCopy } from "./vendored.ts";

/** What is known about files of evidence from outside. */
export interface EvidenceContext extends Pick<
  EvidenceRequest,
  "consumer" | "consumerVersion" | "environment" | "seen" | "sdks"
> {
  readonly tree: SourceTree;
  readonly contract: EvidenceContract;
  readonly onProgress?: EvidenceProgress;
}

/** What one file shows; absent where no kind of evidence recognises it. */
export interface ReadEvidenceFile {
  readonly path: string;
  readonly result?: EvidenceResult;
  /** The files as they were read, so that they can be replayed. */
  readonly files?: readonly EvidenceFile[];
}

/** A file of evidence as it was read. */
export interface EvidenceFile {
  readonly kind: string;
  readonly request: EvidenceRequest;
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
    read.push(await readAs(vendoredReader, [{ ...requestOf(path, { text: "" }, context), copy }]));
  }
  const joined = new Map<EvidenceReader, EvidenceRequest[]>();
  for (const path of others) {
    const found = await openFile(path, context);
    if (found === undefined) {
      read.push({ path });
    } else if (found.reader.readTogether === undefined) {
      read.push(...(await readAlone(found)));
    } else {
      joined.set(found.reader, [...(joined.get(found.reader) ?? []), found.request]);
    }
  }
  for (const [reader, requests] of joined) read.push(await readAs(reader, requests));
  return read;
}

/** The services that a file of evidence names, whatever contract it speaks of. */
export async function servicesIn(tree: SourceTree, path: string): Promise<readonly Consumer[]> {
  const text = (await tree.read(path)) ?? "";
  const reader = await evidenceReaderFor(path, text);
  const result = await reader?.read({ path, text, tree, parse });
  return result?.consumers ?? [];
}

interface OpenedFile {
  readonly reader: EvidenceReader;
  readonly request: EvidenceRequest;
}

/** The reader for a file and what it is given; undefined where no kind recognises it. */
async function openFile(path: string, context: EvidenceContext): Promise<OpenedFile | undefined> {
  const opened = await evidenceText(context.tree, path, context.onProgress);
  const reader = await evidenceReaderFor(path, opened.text);
  if (reader === undefined) return undefined;
  const isWhole = opened.chunks === undefined || reader.streams === true;
  const given = isWhole ? opened : { text: (await context.tree.read(path)) ?? "" };
  return { reader, request: requestOf(path, given, context) };
}

async function readAlone({ reader, request }: OpenedFile): Promise<readonly ReadEvidenceFile[]> {
  const own = await readAs(reader, [request]);
  const bounded: EvidenceResult[] = own.result === undefined ? [] : [own.result];
  for (const binding of (await reader.bindings?.(request)) ?? []) {
    bounded.push(await boundedUses(request, binding));
  }
  const read: ReadEvidenceFile[] = [{ ...own, result: joinEvidence(bounded) }];
  for (const descriptors of reader.embedded?.(request) ?? []) {
    const copy = await embeddedCopy(request.path, descriptors);
    read.push(
      "code" in copy
        ? { path: request.path, result: { usages: [], dangling: [], problems: [copy] } }
        : await readAs(vendoredReader, [{ ...request, copy }]),
    );
  }
  return read;
}

/** Several requests are read together, as one. */
async function readAs(
  reader: EvidenceReader,
  requests: readonly EvidenceRequest[],
): Promise<ReadEvidenceFile> {
  const [first] = requests;
  if (first === undefined) throw new Error("there is no file to read");
  const result = await (reader.readTogether?.(requests) ?? reader.read(first));
  const files = requests.map((request) => ({ kind: reader.kind, request }));
  return { path: first.path, result, files };
}

const parse = documentParser(parseDocument);

function requestOf(path: string, text: EvidenceText, context: EvidenceContext): EvidenceRequest {
  return { ...context, ...text, path, parse };
}
