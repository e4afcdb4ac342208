import { posix } from "node:path";
import { joinEvidence } from "../evidence/evidence.ts";
import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
} from "../evidence/evidence.ts";
import { serviceNames, withServiceNames } from "../evidence/aliases.ts";
import type { ServiceNames } from "../evidence/aliases.ts";
import { vendoredReader } from "../impact/vendored/reader.ts";
import { evidenceReaderFor } from "../evidence/index.ts";
import { manifestUsages } from "../evidence/manifest-usages.ts";
import { readManifests } from "../evidence/manifest.ts";
import type { DeclaredUse, Manifest } from "../evidence/manifest.ts";
import { documentParser } from "../evidence/yaml-documents.ts";
import { parseDocument } from "../formats/document/parse-document.ts";
import type { Diagnostic } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Consumer } from "../model/usage.ts";
import { globFolder, globMatcher } from "../sources/glob.ts";
import { copiesAmong, embeddedCopy } from "./vendored.ts";

/** What manifests declare, and the tree in which their evidence stands. */
export interface DeclaredConsumers {
  readonly tree: SourceTree;
  readonly manifests: readonly Manifest[];
  readonly names: ServiceNames;
}

/** A file of evidence as it was read, so that it can be replayed. */
export interface EvidenceFile {
  readonly kind: string;
  readonly request: EvidenceRequest;
}

/** What is known of the use of one contract. */
export interface ContractEvidence extends EvidenceResult {
  readonly files: readonly EvidenceFile[];
}

const parse = documentParser(parseDocument);

/** Reads consumer manifests. Rejects with `bad-evidence` at the first thing that is not understood. */
export async function readConsumers(
  tree: SourceTree,
  files: readonly string[],
): Promise<DeclaredConsumers> {
  const manifests: Manifest[] = [];
  for (const file of files) {
    manifests.push(...readManifests(file, parse(file, (await tree.read(file)) ?? "")));
  }
  return { tree, manifests, names: serviceNames(manifests.map(({ consumer }) => consumer)) };
}

/** Every declared consumer, with team, contacts and profile. */
export function consumersOf({ manifests }: DeclaredConsumers): readonly Consumer[] {
  return manifests.map((manifest) => manifest.consumer);
}

/** What manifests and the evidence they name show about one contract. */
export async function evidenceOn(
  declared: DeclaredConsumers,
  contract: EvidenceContract,
): Promise<ContractEvidence> {
  const results: EvidenceResult[] = [];
  const files: EvidenceFile[] = [];
  for (const manifest of declared.manifests) {
    results.push(manifestUsages(manifest, contract));
    for (const use of manifest.uses) {
      if (use.contract !== contract.name) continue;
      const paths = await evidencePaths(declared.tree, manifest, use);
      results.push(...problems(manifest, use, paths.missing));
      const context = { tree: declared.tree, manifest, use, contract };
      for (const read of await readEvidence(paths.found, context)) {
        results.push(read.result);
        if (read.file !== undefined) files.push(read.file);
      }
    }
  }
  const { problems: ambiguous } = declared.names;
  const joined = joinEvidence([...results, { usages: [], dangling: [], problems: ambiguous }]);
  return { ...withServiceNames(joined, declared.names), files };
}

/** The evidence files of a use, and the globs that match none. */
async function evidencePaths(
  tree: SourceTree,
  manifest: Manifest,
  use: DeclaredUse,
): Promise<{ readonly found: readonly string[]; readonly missing: readonly string[] }> {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const glob of use.evidence) {
    const pattern = posix.join(posix.dirname(manifest.file), glob);
    const paths = (await tree.list(globFolder(pattern))).filter(globMatcher(pattern));
    if (paths.length === 0) missing.push(`no evidence matches ${glob}`);
    for (const path of paths) found.add(path);
  }
  return { found: [...found], missing };
}

interface EvidenceContext {
  readonly tree: SourceTree;
  readonly manifest: Manifest;
  readonly use: DeclaredUse;
  readonly contract: EvidenceContract;
}

interface ReadEvidence {
  readonly result: EvidenceResult;
  readonly file?: EvidenceFile;
}

/** Reads the evidence files of one use: copies of the contract first, for they may have many files. */
async function readEvidence(
  paths: readonly string[],
  context: EvidenceContext,
): Promise<readonly ReadEvidence[]> {
  const { tree, contract } = context;
  const { copies, others } = await copiesAmong(tree, paths, contract.contract.format);
  const read: ReadEvidence[] = [];
  for (const { path, copy } of copies) {
    read.push(await readAs(vendoredReader, { ...requestOf(path, "", context), copy }));
  }
  for (const path of others) read.push(...(await readFile(path, context)));
  return read;
}

async function readFile(path: string, context: EvidenceContext): Promise<readonly ReadEvidence[]> {
  const { tree, manifest, use } = context;
  const text = (await tree.read(path)) ?? "";
  const reader = await evidenceReaderFor(path, text);
  if (reader === undefined) {
    const unknown = `${path} is no kind of evidence that is known`;
    return [{ result: joinEvidence(problems(manifest, use, [unknown])) }];
  }
  const request = requestOf(path, text, context);
  const read = [await readAs(reader, request)];
  for (const descriptors of reader.embedded?.(request) ?? []) {
    const copy = await embeddedCopy(path, descriptors);
    read.push(await readAs(vendoredReader, { ...request, copy }));
  }
  return read;
}

async function readAs(reader: EvidenceReader, request: EvidenceRequest): Promise<ReadEvidence> {
  return { result: await reader.read(request), file: { kind: reader.kind, request } };
}

function requestOf(
  path: string,
  text: string,
  { tree, manifest, use, contract }: EvidenceContext,
): EvidenceRequest {
  const { service, environment } = manifest.consumer;
  return {
    path,
    text,
    contract,
    consumer: service,
    ...(use.version === undefined ? {} : { consumerVersion: use.version }),
    ...(environment === undefined ? {} : { environment }),
    tree,
    parse,
  };
}

function problems(
  manifest: Manifest,
  { line }: DeclaredUse,
  messages: readonly string[],
): readonly EvidenceResult[] {
  const location = { file: manifest.file, ...(line === undefined ? {} : { line }) };
  return messages.map((message) => {
    const told: Diagnostic = { code: "evidence-missing", message, location };
    return { usages: [], dangling: [], problems: [told] };
  });
}
