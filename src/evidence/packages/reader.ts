import type { Diagnostic } from "../../model/contract.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { Usage } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { dependenciesIn, isPackageManifest } from "./dependencies.ts";
import type { Dependency } from "./dependencies.ts";
import { contractVersionOf } from "./sdk-table.ts";

/**
 * Package manifests (package.json, go.mod, pom.xml): a dependency on a client library of the
 * contract shows that the contract is used, and which version of it, but nothing finer.
 */
export const packageReader: EvidenceReader = {
  kind: "package-manifest",
  detect: (path) => isPackageManifest(path),
  read: async (request) => readPackages(request),
};

function readPackages(request: EvidenceRequest): EvidenceResult {
  const { consumer, contract, path, text, sdks = [] } = request;
  const dependencies = dependenciesIn(path, text);
  const usages: Usage[] = [];
  const problems: Diagnostic[] = [];
  if (consumer === undefined || contract === undefined) return { usages, dangling: [], problems };
  for (const sdk of sdks) {
    const dependency = dependencies.find(({ name }) => name === sdk.package);
    if (dependency === undefined) {
      problems.push(noteAt(path, "sdk-missing", `The package does not depend on ${sdk.package}.`));
      continue;
    }
    const version = contractVersionOf(sdk, dependency.range);
    if (version === undefined) {
      const message = `No version of ${contract.name} is listed for ${sdk.package} ${dependency.range}.`;
      problems.push(noteAt(path, "sdk-unlisted", message, dependency.line));
    }
    usages.push(usageOf(request, dependency, { consumer, contract: contract.name, version }));
  }
  if (sdks.length === 0) {
    const message = `No client library of ${contract.name} is listed: say under \`sdks\` which package it is.`;
    problems.push(noteAt(path, "sdk-unlisted", message));
  }
  return { usages, dangling: [], problems };
}

interface Pinned {
  readonly consumer: string;
  readonly contract: string;
  readonly version: string | undefined;
}

function usageOf(
  request: EvidenceRequest,
  { name, range, line }: Dependency,
  { consumer, contract, version }: Pinned,
): Usage {
  const { consumerVersion, environment } = request;
  const speaks = version === undefined ? "" : `, which speaks ${contract} ${version}`;
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract,
    coordinate: WHOLE_CONTRACT,
    mode: "declared",
    evidence: { ...sourceOf(packageReader.kind, request), item: `${name} ${range}${speaks}`, line },
  };
}

function noteAt(file: string, code: string, message: string, line?: number): Diagnostic {
  return { code, message, location: { file, ...(line === undefined ? {} : { line }) } };
}
