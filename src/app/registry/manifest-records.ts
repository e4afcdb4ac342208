import { withServiceNames } from "../../evidence/aliases.ts";
import type { Diagnostic } from "../../model/contract.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { EvidenceRecord } from "../../registry/store.ts";
import { consumersOf, evidenceOn, readConsumers } from "../consumers.ts";
import type { DeclaredConsumers } from "../consumers.ts";
import { evidenceDiagnostics } from "../judge.ts";
import { evidenceContract } from "./evidence-contract.ts";
import { evidenceRecords } from "./grouped.ts";
import type { FileRecords, Recording } from "./recording.ts";
import type { OpenedEvidence } from "./opened-evidence.ts";
import { contractVersion } from "./shelf.ts";

/** Whether a file is a consumer manifest: YAML that names a service. */
export function isManifest({ entry, text }: Pick<OpenedEvidence, "entry" | "text">): boolean {
  return /\.ya?ml$/i.test(entry) && /^service\s*:/m.test(text) && /^uses\s*:/m.test(text);
}

/** What a manifest declares, and what the evidence that it names shows. */
export async function manifestRecords(
  { tree, entry }: OpenedEvidence,
  recording: Recording,
): Promise<FileRecords> {
  const { onProgress } = recording.request;
  const declared = {
    ...(await readConsumers(tree, [entry])),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  const named = declared.manifests.flatMap(({ uses }) => uses.map(({ contract }) => contract));
  const records: EvidenceRecord[] = [];
  const problems: Diagnostic[] = [];
  for (const contract of new Set(named)) {
    const found = await onContract(contract, declared, recording);
    records.push(...found.records);
    problems.push(...found.problems);
  }
  return { records, consumers: consumersOf(declared), problems };
}

async function onContract(
  contract: string,
  declared: DeclaredConsumers,
  recording: Recording,
): Promise<Omit<FileRecords, "consumers">> {
  const { shelf, store, request } = recording;
  if ((await shelf.versions(contract)).length === 0)
    return unpublished(contract, declared, recording);
  const version = await contractVersion(shelf, store, contract, request.against);
  const evidence = await evidenceOn(declared, await evidenceContract(version, recording));
  const named = withServiceNames(evidence, recording.names);
  const byFile = Map.groupBy(named.usages, (usage) => usage.evidence.file);
  const dangling = Map.groupBy(named.dangling, (use) => use.evidence.file);
  const files = new Set([...byFile.keys(), ...dangling.keys()]);
  return {
    records: [...files].flatMap((file) =>
      evidenceRecords(
        { usages: byFile.get(file) ?? [], dangling: dangling.get(file) ?? [] },
        { ...contextOf(contract, recording), against: version.version, file },
      ),
    ),
    problems: evidenceDiagnostics(named),
  };
}

/** A contract without a version cannot be looked into; that it is used is known all the same. */
function unpublished(
  contract: string,
  declared: DeclaredConsumers,
  recording: Recording,
): Omit<FileRecords, "consumers"> {
  const users = declared.manifests.filter(({ uses }) =>
    uses.some((use) => use.contract === contract),
  );
  return {
    records: users.map(({ consumer, file }) => ({
      ...contextOf(contract, recording),
      consumer: recording.names.nameOf(consumer.service),
      ...(consumer.environment === undefined ? {} : { environment: consumer.environment }),
      kind: "manifest",
      file,
      seen: recording.request.today,
      uses: [{ coordinate: WHOLE_CONTRACT, mode: "declared" }],
      dangling: [],
    })),
    problems: users.map(({ file }) => ({
      code: "unpublished-contract",
      message: `No version of ${contract} is published: only that it is used was recorded.`,
      location: { file },
    })),
  };
}

function contextOf(contract: string, { request }: Recording) {
  const { version, environment, today } = request;
  return {
    contract,
    today,
    ...(version === undefined ? {} : { consumerVersion: version }),
    ...(environment === undefined ? {} : { environment }),
  };
}
