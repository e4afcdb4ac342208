import type { EvidenceContract, KnownVersions } from "../../evidence/evidence.ts";
import type { ContractVersion, RegisteredService } from "../../registry/store.ts";
import { sdksOf } from "./sdk-labels.ts";
import type { Recording } from "./recording.ts";
import type { Shelf } from "./shelf.ts";

/** A contract version as evidence readers want it, with its provider's names and its history. */
export async function evidenceContract(
  version: ContractVersion,
  { shelf, services }: Pick<Recording, "shelf" | "services">,
): Promise<EvidenceContract> {
  const { result } = await shelf.read(version);
  const providers = providerNames(services, version);
  const known = await shelf.versions(version.contract);
  const versions = versionsOn(shelf, known);
  return {
    name: version.contract,
    contract: result.contract,
    ...(providers.length === 0 ? {} : { providers }),
    sdks: sdksOf(known),
    versions,
  };
}

const versionLists = new WeakMap<readonly ContractVersion[], KnownVersions>();

/** Published versions, so that copies can be placed; the same list gives the same answer. */
export function versionsOn(shelf: Shelf, known: readonly ContractVersion[]): KnownVersions {
  const versions = versionLists.get(known) ?? {
    newestFirst: known.map((one) => ({
      name: one.version,
      read: async () => (await shelf.read(one)).result.contract,
    })),
    isWhole: false,
  };
  versionLists.set(known, versions);
  return versions;
}

/** Every name that the provider of a contract is known by; pacts often name the contract itself. */
export function providerNames(
  services: readonly RegisteredService[],
  { contract, provider }: Pick<ContractVersion, "contract" | "provider">,
): readonly string[] {
  if (provider === undefined) return [];
  const service = services.find((one) => one.service === provider);
  const isOther = services.some(
    (one) => one !== service && [one.service, ...one.aliases].includes(contract),
  );
  const names = [provider, ...(service?.aliases ?? []), ...(isOther ? [] : [contract])];
  return [...new Set(names)];
}
