import type { RegistryStore } from "../../registry/store.ts";
import type { RecordedConsumers } from "../consumers.ts";
import { versionsOn } from "./evidence-contract.ts";
import { requireEnvironment } from "./known-names.ts";
import { shelfOf } from "./shelf.ts";
import { usagesFromRegistry } from "./usages.ts";
import { recordedHistories } from "./version-history.ts";

/**
 * What a registry knows of consumers, for comparisons: uses are asked for contract by contract, in
 * one environment where one is named. Rejects (`usage`) for one that nobody has heard of.
 */
export async function recordedConsumers(
  store: RegistryStore,
  asked?: string,
): Promise<RecordedConsumers> {
  await requireEnvironment(store, asked);
  const evidence = await store.evidence({});
  const shelf = shelfOf(store);
  return {
    consumers: (await store.services()).filter(({ declared }) => declared),
    users: (environment = asked) => {
      const there = evidence.filter(
        (one) => environment === undefined || (one.environment ?? environment) === environment,
      );
      return [...new Set(there.map(({ consumer }) => consumer))].sort();
    },
    contracts: (await store.contracts()).map(({ name }) => name),
    usesOf: async (contract, environment = asked) => {
      const place = environment === undefined ? {} : { environment };
      const { usages, dangling } = await usagesFromRegistry(store, contract, place);
      return { usages, dangling, problems: [] };
    },
    versionsOf: async (contract) => {
      const known = await shelf.versions(contract);
      return known.length === 0 ? undefined : versionsOn(shelf, known);
    },
    historiesOf: (contract, place) => recordedHistories(store, contract, place),
  };
}
