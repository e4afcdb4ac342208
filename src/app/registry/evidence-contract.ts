import type { EvidenceContract } from "../../evidence/evidence.ts";
import type { ContractVersion, RegisteredService } from "../../registry/store.ts";
import { sdksOf } from "./sdk-labels.ts";
import type { Recording } from "./recording.ts";

/** A contract version as evidence readers want it, with its provider's names and its history. */
export async function evidenceContract(
  version: ContractVersion,
  { shelf, services }: Pick<Recording, "shelf" | "services">,
): Promise<EvidenceContract> {
  const { result } = await shelf.read(version);
  const providers = providerNames(services, version);
  const known = await shelf.versions(version.contract);
  return {
    name: version.contract,
    contract: result.contract,
    ...(providers.length === 0 ? {} : { providers }),
    sdks: sdksOf(known),
    versions: {
      newestFirst: known.map((one) => ({
        name: one.version,
        read: async () => (await shelf.read(one)).result.contract,
      })),
      isWhole: false,
    },
  };
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
