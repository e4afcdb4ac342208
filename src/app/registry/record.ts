import { DriftError } from "../../errors.ts";
import { serviceNames, withServiceNames } from "../../evidence/aliases.ts";
import type { EvidenceResult } from "../../evidence/evidence.ts";
import type { Diagnostic } from "../../model/contract.ts";
import type { EvidenceRecord, RegistryStore } from "../../registry/store.ts";
import type { RecordAnswer } from "../../report/registry-answers.ts";
import { readEvidenceFiles, servicesIn } from "../evidence-files.ts";
import { evidenceDiagnostics } from "../judge.ts";
import { declaredServices } from "./declared.ts";
import { evidenceContract } from "./evidence-contract.ts";
import { evidenceRecords } from "./grouped.ts";
import { isManifest, manifestRecords } from "./manifest-records.ts";
import type { FileRecords, Recording, RecordRequest } from "./recording.ts";
import { isCatalogue, openFiles, readingPlan, unknownKind } from "./recording-files.ts";
import type { PlannedReading } from "./recording-files.ts";
import { shelfOf } from "./shelf.ts";

/**
 * Reads files of evidence and keeps what they show, all of them or none. Rejects with
 * `bad-evidence` where no file shows any use of a contract that the registry knows.
 */
export async function recordEvidence(
  store: RegistryStore,
  request: RecordRequest,
): Promise<RecordAnswer> {
  const services = await store.services();
  const names = serviceNames(services);
  const recording: Recording = { store, shelf: shelfOf(store), request, services, names };
  const found = await readAll(recording);
  const records = found.flatMap((one) => one.records);
  const diagnostics = [...names.problems, ...problemsOf(found)];
  const declared = declaredServices(
    services,
    found.flatMap((one) => one.consumers),
  );
  if (records.length + declared.length === 0) {
    throw nothingFound(request, diagnostics, await providersIn(store));
  }
  await store.declare(declared);
  const result = await store.record(records);
  return {
    registry: store.label,
    files: request.files.length,
    contracts: distinct(records.map(({ contract }) => contract)),
    consumers: distinct(records.map(({ consumer }) => consumer)),
    declared: declared.map(({ service }) => service).sort(),
    ...result,
    diagnostics,
  };
}

async function readAll(recording: Recording): Promise<readonly FileRecords[]> {
  const found: FileRecords[] = [];
  const others = [];
  for (const file of await openFiles(recording.request)) {
    if (isManifest(file)) {
      found.push(await manifestRecords(file, recording));
      continue;
    }
    others.push(file);
    if (await isCatalogue(file)) {
      const consumers = await servicesIn(file.tree, file.entry);
      found.push({ records: [], problems: [], consumers });
    }
  }
  const { readings, problems } = await readingPlan(others, recording);
  for (const reading of readings) found.push(await readTogether(reading, recording));
  found.push({ records: [], problems, consumers: [] });
  return found;
}

/** Files of one tree against one contract: copies of a contract may have many files. */
async function readTogether(
  { tree, entries, version }: PlannedReading,
  recording: Recording,
): Promise<FileRecords> {
  const { consumer, version: consumerVersion, environment, today, onProgress } = recording.request;
  const known = {
    ...(consumer === undefined ? {} : { consumer }),
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
  };
  const contract = await evidenceContract(version, recording);
  const progress = onProgress === undefined ? {} : { onProgress };
  const read = await readEvidenceFiles(entries, { tree, contract, ...known, ...progress });
  const records: EvidenceRecord[] = [];
  const problems: Diagnostic[] = [];
  const consumers: NonNullable<EvidenceResult["consumers"]>[number][] = [];
  for (const { path, result } of read) {
    if (result === undefined) throw unknownKind(path);
    const named = withServiceNames(result, recording.names);
    const context = { contract: version.contract, against: version.version, file: path, today };
    records.push(...evidenceRecords(named, { ...context, ...known }));
    problems.push(...evidenceDiagnostics(named));
    consumers.push(...(result.consumers ?? []));
  }
  return { records, problems, consumers };
}

/** Where a file speaks of one contract, that it does not speak of the others is no news. */
function problemsOf(found: readonly FileRecords[]): readonly Diagnostic[] {
  const recorded = new Set(found.flatMap(({ records }) => records.map(({ file }) => file)));
  return found
    .flatMap(({ problems }) => problems)
    .filter(
      ({ code, location }) => code !== "other-provider" || !recorded.has(location?.file ?? ""),
    );
}

/** The services of which a contract is published. */
async function providersIn(store: RegistryStore): Promise<readonly string[]> {
  const known = (await store.contracts()).filter(({ versions }) => versions > 0);
  return distinct(known.map(({ name, provider }) => provider ?? name));
}

function nothingFound(
  { files, contracts }: RecordRequest,
  problems: readonly Diagnostic[],
  providers: readonly string[],
): DriftError {
  const [file = ""] = files;
  const which = files.length === 1 ? `${file} shows` : `None of ${files.length} files shows`;
  const use = files.length === 1 ? "no use" : "a use";
  const [reason] = problems;
  const listed = `${providers.slice(0, 5).join(", ")}${providers.length > 5 ? " …" : ""}`;
  const unnamed =
    providers.length === 0
      ? "Publish the contract that it is about first."
      : contracts.length > 0
        ? `Nothing in it speaks of ${contracts.join(", ")}: is it whole, and is that the right contract?`
        : `It names no service that is known to serve a contract (${listed}): name the contract with --contract, or publish it with --service.`;
  return new DriftError({
    code: "bad-evidence",
    message: `${which} ${use} of a contract that the registry knows.`,
    place: { file },
    hint: reason?.message ?? unnamed,
  });
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
