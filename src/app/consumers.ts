import { posix } from "node:path";
import { joinEvidence } from "../evidence/evidence.ts";
import type { EvidenceContract, EvidenceResult, KnownVersions } from "../evidence/evidence.ts";
import { serviceNames, withServiceNames } from "../evidence/aliases.ts";
import type { ServiceNames } from "../evidence/aliases.ts";
import { manifestUsages } from "../evidence/manifest-usages.ts";
import { readManifests } from "../evidence/manifest.ts";
import type { DeclaredUse, Manifest } from "../evidence/manifest.ts";
import { documentParser } from "../evidence/yaml-documents.ts";
import { parseDocument } from "../formats/document/parse-document.ts";
import type { Diagnostic } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Consumer } from "../model/usage.ts";
import { globFolder, globMatcher } from "../sources/glob.ts";
import { readEvidenceFiles } from "./evidence-files.ts";
import type { EvidenceContext, EvidenceFile } from "./evidence-files.ts";
import type { ContractHistory } from "./history/contract-history.ts";
import type { HistoryPlace } from "./history/history-place.ts";
import type { EvidenceProgress } from "./evidence-text.ts";

/** What manifests declare, and the tree in which their evidence stands. */
export interface DeclaredConsumers {
  readonly tree: SourceTree;
  readonly manifests: readonly Manifest[];
  readonly names: ServiceNames;
  /** What a registry knows beside the manifests. */
  readonly recorded?: RecordedConsumers;
  /** The environment that a registry is asked about. Default: the registry's own. */
  readonly environment?: string;
  /** Told while large files of evidence are read. */
  readonly onProgress?: EvidenceProgress;
}

/** Consumers of which a registry knows more than manifests say. */
export interface RecordedConsumers {
  readonly consumers: readonly Consumer[];
  /** Those of which there is evidence in the environment. Default: as for uses. */
  users(environment?: string): readonly string[];
  /** The contracts that the registry has heard of. */
  readonly contracts: readonly string[];
  /**
   * What is recorded of the use of one contract, resolved in one version of it: in an environment and
   * where nobody says where. Default: the environment that was asked for from the start, or all.
   */
  usesOf(contract: EvidenceContract, environment?: string): Promise<EvidenceResult>;
  /** The published versions of a contract, for copies that consumers keep; undefined: none is. */
  versionsOf(contract: string): Promise<KnownVersions | undefined>;
  /** What the versions of a contract said that were published, and that ran somewhere. */
  historiesOf(contract: string, place: HistoryPlace): Promise<RecordedHistories>;
}

/** The past of a contract as a registry knows it. */
export interface RecordedHistories {
  /** Undefined where no version is published. */
  readonly published?: ContractHistory;
  /** By environment, the versions in the order in which they first ran there. */
  readonly live: ReadonlyMap<string, ContractHistory>;
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

/** Every declared consumer, with team, contacts and profile; what a manifest says of one counts. */
export function consumersOf({ manifests, recorded }: DeclaredConsumers): readonly Consumer[] {
  const known = new Map((recorded?.consumers ?? []).map((one) => [one.service, one]));
  for (const { consumer } of manifests) known.set(consumer.service, consumer);
  return [...known.values()];
}

/** Declared consumers with what a registry knows. */
export function withRecorded(
  declared: DeclaredConsumers,
  recorded: RecordedConsumers | undefined,
): DeclaredConsumers {
  if (recorded === undefined) return declared;
  const all = { ...declared, recorded };
  return { ...all, names: serviceNames(consumersOf(all)) };
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
      const context = contextOf(declared, manifest.consumer, use, contract);
      for (const read of await readEvidenceFiles(paths.found, context)) {
        const unknown = `${read.path} is no kind of evidence that is known`;
        results.push(
          ...(read.result === undefined ? problems(manifest, use, [unknown]) : [read.result]),
        );
        files.push(...(read.files ?? []));
      }
    }
  }
  if (declared.recorded !== undefined)
    results.push(await declared.recorded.usesOf(contract, declared.environment));
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

function contextOf(
  { tree, onProgress }: DeclaredConsumers,
  { service, environment }: Consumer,
  { version, sdks }: DeclaredUse,
  contract: EvidenceContract,
): EvidenceContext {
  return {
    tree,
    contract,
    consumer: service,
    ...(sdks.length === 0 ? {} : { sdks }),
    ...(version === undefined ? {} : { consumerVersion: version }),
    ...(environment === undefined ? {} : { environment }),
    ...(onProgress === undefined ? {} : { onProgress }),
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
