import { WHOLE_CONTRACT } from "../model/usage.ts";
import type { DanglingUse, EvidenceSource, Usage } from "../model/usage.ts";
import type { EvidenceContract, EvidenceResult } from "./evidence.ts";
import type { DeclaredName, DeclaredUse, Manifest } from "./manifest.ts";
import { operationNamed, resolveUse } from "./resolve/elements-of.ts";
import { suggestionFor } from "./resolve/find-element.ts";

/**
 * What a manifest declares of one contract. A use of the contract always yields a use of the whole,
 * so that a consumer without finer evidence is known; names that the contract does not have are
 * dangling.
 */
export function manifestUsages(manifest: Manifest, against: EvidenceContract): EvidenceResult {
  const usages: Usage[] = [];
  const dangling: DanglingUse[] = [];
  for (const use of manifest.uses) {
    if (use.contract !== against.name) continue;
    usages.push(usageOf(manifest, use, WHOLE_CONTRACT, sourceAt(manifest, use.line)));
    for (const name of use.operations) {
      const operation = operationNamed(against.contract, name.text);
      const source = sourceAt(manifest, name.line, name.text);
      if (operation === undefined) dangling.push(danglingOf(manifest, against, name, source));
      else usages.push(usageOf(manifest, use, operation.match, source));
    }
    for (const name of use.elements) {
      const source = sourceAt(manifest, name.line, name.text);
      const found = resolveUse(against.contract, name.text);
      if (found === undefined) dangling.push(danglingOf(manifest, against, name, source));
      else usages.push(usageOf(manifest, use, name.text, source));
    }
  }
  return { usages, dangling, consumers: [manifest.consumer], problems: [] };
}

function sourceAt(manifest: Manifest, line?: number, item?: string): EvidenceSource {
  return {
    kind: "manifest",
    file: manifest.file,
    ...(item === undefined ? {} : { item }),
    ...(line === undefined ? {} : { line }),
  };
}

function usageOf(
  manifest: Manifest,
  use: DeclaredUse,
  coordinate: string,
  evidence: EvidenceSource,
): Usage {
  const { service, environment } = manifest.consumer;
  return {
    consumer: service,
    ...(environment === undefined ? {} : { environment }),
    contract: use.contract,
    coordinate,
    mode: coordinate === WHOLE_CONTRACT ? "declared" : use.mode,
    evidence,
  };
}

function danglingOf(
  manifest: Manifest,
  against: EvidenceContract,
  name: DeclaredName,
  evidence: EvidenceSource,
): DanglingUse {
  const meant = suggestionFor(against.contract, name.text);
  return {
    consumer: manifest.consumer.service,
    contract: against.name,
    coordinate: name.text,
    reason: `the contract has no ${name.text}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    evidence,
  };
}
