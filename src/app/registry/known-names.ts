import { DriftError, didYouMean } from "../../errors.ts";
import type { RegistryStore } from "../../registry/store.ts";

/**
 * Rejects (`usage`) a name that the registry has never heard of: of a misspelt one nothing is known,
 * and that must not look like an answer.
 */
export function requireKnown(
  kind: "service" | "environment",
  name: string,
  known: readonly string[],
): void {
  if (known.includes(name)) return;
  const nearest = didYouMean(name, known);
  const article = kind === "environment" ? "an" : "a";
  throw new DriftError({
    code: "usage",
    message: `The registry has never heard of ${article} ${kind} named ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? "Record what runs where with `contract-drift registry deploy SERVICE VERSION --to ENVIRONMENT`."
        : `Did you mean ${nearest}?`,
  });
}

/** Rejects (`usage`) an environment that neither deployments nor evidence name. Absent: all of them. */
export async function requireEnvironment(
  store: RegistryStore,
  name: string | undefined,
): Promise<void> {
  if (name !== undefined) requireKnown("environment", name, await store.environments());
}
