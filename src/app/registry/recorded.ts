import type { RegistryStore } from "../../registry/store.ts";
import type { RecordedConsumers } from "../consumers.ts";
import { usagesFromRegistry } from "./usages.ts";
import { recordedHistories } from "./version-history.ts";

/** What a registry knows of consumers, for comparisons: uses are asked for contract by contract. */
export async function recordedConsumers(store: RegistryStore): Promise<RecordedConsumers> {
  const evidence = await store.evidence({});
  return {
    consumers: (await store.services()).filter(({ declared }) => declared),
    users: [...new Set(evidence.map(({ consumer }) => consumer))].sort(),
    contracts: (await store.contracts()).map(({ name }) => name),
    usesOf: async (contract) => {
      const { usages, dangling } = await usagesFromRegistry(store, contract);
      return { usages, dangling, problems: [] };
    },
    historiesOf: (contract, place) => recordedHistories(store, contract, place),
  };
}
