import type { Diagnostic } from "../../model/contract.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { EvidenceSource, Usage } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
} from "../evidence.ts";
import { dependenciesIn, isPackageManifest } from "./dependencies.ts";
import type { Dependency } from "./dependencies.ts";
import { spokenVersions } from "./sdk-table.ts";
import type { Sdk, SpokenVersions } from "./sdk-table.ts";

/**
 * Package manifests (package.json, go.mod, pom.xml): a dependency on a client library of the
 * contract shows that the contract is used, and which versions of it bound what can be used.
 */
export const packageReader: EvidenceReader = {
  kind: "package-manifest",
  detect: (path) => isPackageManifest(path),
  read: async (request) => readPackages(request),
  bindings: async (request) => {
    const found = await bindingsIn(request);
    return found.flatMap(({ spoken, source }) =>
      spoken === undefined ? [] : [{ versions: spoken.possible, source }],
    );
  },
};

async function readPackages(request: EvidenceRequest): Promise<EvidenceResult> {
  const { consumer, contract, path } = request;
  if (consumer === undefined || contract === undefined)
    return { usages: [], dangling: [], problems: [] };
  const bindings = await bindingsIn(request);
  const usages = bindings.map(({ source }) => usageOf(request, consumer, contract.name, source));
  const problems: Diagnostic[] = bindings
    .filter(({ spoken }) => spoken === undefined)
    .map(({ sdk, dependency: { range, line } }) => {
      const message = `No version of ${contract.name} is listed for ${sdk.package} ${range}.`;
      return noteAt(path, "sdk-unlisted", message, line);
    });
  return { usages, dangling: [], problems: [...problems, ...missing(request, bindings)] };
}

/** Whoever has one client library does not need the others. */
function missing(
  { contract, path, sdks = [] }: EvidenceRequest,
  bindings: readonly unknown[],
): readonly Diagnostic[] {
  if (contract === undefined || bindings.length > 0) return [];
  const names = [...new Set([...sdks, ...(contract.sdks ?? [])].map((sdk) => sdk.package))];
  if (names.length === 0) {
    const message = `No client library of ${contract.name} is listed: say under \`sdks\` which package it is.`;
    return [noteAt(path, "sdk-unlisted", message)];
  }
  const message = `The package does not depend on ${names.join(", ")}.`;
  return [noteAt(path, "sdk-missing", message)];
}

interface FoundBinding {
  readonly sdk: Sdk;
  readonly dependency: Dependency;
  /** Absent: nothing says which versions the library speaks. */
  readonly spoken?: SpokenVersions;
  readonly source: EvidenceSource;
}

/** The client libraries of the contract that a package depends on. */
async function bindingsIn(request: EvidenceRequest): Promise<readonly FoundBinding[]> {
  const { contract, path, text, sdks = [] } = request;
  if (contract === undefined) return [];
  const dependencies = dependenciesIn(path, text);
  const tables = new Map<string, Sdk>();
  for (const sdk of [...(contract.sdks ?? []), ...sdks]) tables.set(sdk.package, sdk);
  const found: FoundBinding[] = [];
  for (const sdk of tables.values()) {
    const dependency = dependencies.find(({ name }) => name === sdk.package);
    if (dependency === undefined) continue;
    const known = sdk.versions.size > 0 ? [] : await versionsOf(contract);
    const spoken = spokenVersions(sdk, dependency.range, known);
    const source = sourceAt(request, dependency, spoken);
    found.push({ sdk, dependency, source, ...(spoken === undefined ? {} : { spoken }) });
  }
  return found;
}

async function versionsOf({ versions }: EvidenceContract): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of versions?.newestFirst ?? []) names.push(name);
  return names;
}

function sourceAt(
  request: EvidenceRequest,
  { name, range, line }: Dependency,
  spoken: SpokenVersions | undefined,
): EvidenceSource {
  const or = (spoken?.possible.length ?? 0) > 1 ? " or later" : "";
  const speaks =
    spoken === undefined ? "" : `, which speaks ${request.contract?.name} ${spoken.lowest}${or}`;
  return {
    ...sourceOf(packageReader.kind, request),
    item: `${name} ${range}${speaks}`,
    line,
  };
}

function usageOf(
  { consumerVersion, environment }: EvidenceRequest,
  consumer: string,
  contract: string,
  evidence: EvidenceSource,
): Usage {
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract,
    coordinate: WHOLE_CONTRACT,
    mode: "declared",
    evidence,
  };
}

function noteAt(file: string, code: string, message: string, line?: number): Diagnostic {
  return { code, message, location: { file, ...(line === undefined ? {} : { line }) } };
}
