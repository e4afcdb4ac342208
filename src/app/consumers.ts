import { posix } from "node:path";
import type { EvidenceContract, EvidenceResult } from "../evidence/evidence.ts";
import { joinEvidence } from "../evidence/evidence.ts";
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

/** What manifests declare, and the tree in which their evidence stands. */
export interface DeclaredConsumers {
  readonly tree: SourceTree;
  readonly manifests: readonly Manifest[];
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
  return { tree, manifests };
}

/** Every declared consumer, with team, contacts and profile. */
export function consumersOf({ manifests }: DeclaredConsumers): readonly Consumer[] {
  return manifests.map((manifest) => manifest.consumer);
}

/** What manifests and the evidence they name show about one contract. */
export async function evidenceOn(
  declared: DeclaredConsumers,
  contract: EvidenceContract,
): Promise<EvidenceResult> {
  const results: EvidenceResult[] = [];
  for (const manifest of declared.manifests) {
    results.push(manifestUsages(manifest, contract));
    for (const use of manifest.uses) {
      if (use.contract !== contract.name) continue;
      results.push(...(await evidenceOfUse(declared.tree, { manifest, use, contract })));
    }
  }
  return joinEvidence(results);
}

interface UseContext {
  readonly manifest: Manifest;
  readonly use: DeclaredUse;
  readonly contract: EvidenceContract;
}

async function evidenceOfUse(
  tree: SourceTree,
  context: UseContext,
): Promise<readonly EvidenceResult[]> {
  const { manifest, use, contract } = context;
  const results: EvidenceResult[] = [];
  for (const glob of use.evidence) {
    const pattern = posix.join(posix.dirname(manifest.file), glob);
    const files = (await tree.list(globFolder(pattern))).filter(globMatcher(pattern));
    if (files.length === 0) results.push(problem(context, `no evidence matches ${glob}`));
    for (const path of files) {
      const text = (await tree.read(path)) ?? "";
      const reader = await evidenceReaderFor(path, text);
      if (reader === undefined) {
        results.push(problem(context, `${path} is no kind of evidence that is known`));
        continue;
      }
      const { service, environment } = manifest.consumer;
      results.push(
        await reader.read({
          path,
          text,
          contract,
          consumer: service,
          ...(use.version === undefined ? {} : { consumerVersion: use.version }),
          ...(environment === undefined ? {} : { environment }),
          tree,
          parse,
        }),
      );
    }
  }
  return results;
}

function problem({ manifest, use }: UseContext, message: string): EvidenceResult {
  const location = { file: manifest.file, ...(use.line === undefined ? {} : { line: use.line }) };
  const told: Diagnostic = { code: "evidence-missing", message, location };
  return { usages: [], dangling: [], problems: [told] };
}
