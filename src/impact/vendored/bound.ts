import type { Binding, EvidenceRequest, EvidenceResult } from "../../evidence/evidence.ts";
import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { DanglingUse, Usage } from "../../model/usage.ts";
import { pairCopy } from "./pair-copy.ts";

/** So many versions are read for one dependency at most; of wider ranges no bound is known. */
const MOST_VERSIONS = 30;

/**
 * What a consumer that is bound to versions of a contract can use of it, at most: what any of them
 * holds. Where one of them is not known or cannot be read there is no bound.
 */
export async function boundedUses(
  request: EvidenceRequest,
  { versions, source }: Binding,
): Promise<EvidenceResult> {
  const { consumer, contract: against, consumerVersion, environment } = request;
  const nothing = { usages: [], dangling: [], problems: [] };
  if (consumer === undefined || against === undefined) return nothing;
  const held = await contractsOf(request, versions);
  if (typeof held === "string") {
    const message = `What ${source.item ?? "the dependency"} can use of ${against.name} is not known: ${held}.`;
    const line = source.line === undefined ? {} : { line: source.line };
    const location = { file: source.file, ...line };
    return { ...nothing, problems: [{ code: "sdk-unbounded", message, location }] };
  }
  const shared = new Set<Coordinate>();
  const gone = new Map<Coordinate, string>();
  for (const [version, contract] of held) {
    const pairing = pairCopy(contract, against.contract);
    for (const coordinate of pairing.shared.keys()) shared.add(coordinate);
    for (const { coordinate } of pairing.unknown) gone.set(coordinate, version);
  }
  const use = { consumer, contract: against.name, evidence: source };
  const known = {
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
  };
  return {
    usages: [...shared].map((coordinate): Usage => ({
      ...use,
      ...known,
      coordinate,
      mode: "may-use",
    })),
    dangling: [...gone].map(([coordinate, version]): DanglingUse => ({
      ...use,
      coordinate,
      reason: `${version} has it, the contract does not`,
    })),
    problems: [],
  };
}

async function contractsOf(
  { contract }: EvidenceRequest,
  versions: readonly string[],
): Promise<ReadonlyMap<string, Contract> | string> {
  if (versions.length > MOST_VERSIONS) return `${versions.length} versions are possible`;
  const wanted = new Set(versions);
  const held = new Map<string, Contract>();
  for await (const earlier of contract?.versions?.newestFirst ?? []) {
    if (!wanted.delete(earlier.name)) continue;
    const read = await earlier.read();
    if (read === undefined) return `${earlier.name} cannot be read`;
    held.set(earlier.name, read);
    if (wanted.size === 0) break;
  }
  const [missing] = wanted;
  return missing === undefined ? held : `no version ${missing} is known`;
}
