import type { Diagnostic } from "../model/contract.ts";
import type { Consumer } from "../model/usage.ts";
import type { EvidenceResult } from "./evidence.ts";

/** The names under which services appear, joined to the one that they declare. */
export interface ServiceNames {
  /** The service that a name stands for; a name that nobody declares stands for itself. */
  readonly nameOf: (name: string) => string;
  /** Names that two services claim; they stay as they are. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Joins names and aliases of services. Names are compared without case, and without kind and
 * default namespace as Backstage writes them (`Component:default/web` is `web`).
 */
export function serviceNames(consumers: readonly Consumer[]): ServiceNames {
  const table = new Map<string, string>();
  const claimed = new Map<string, Set<string>>();
  for (const { service } of consumers) table.set(plainName(service), service);
  for (const { service, aliases } of consumers) {
    for (const alias of aliases) {
      const plain = plainName(alias);
      const known = table.get(plain);
      if (known === undefined) table.set(plain, service);
      else if (known !== service) {
        claimed.set(alias, (claimed.get(alias) ?? new Set([known])).add(service));
      }
    }
  }
  return {
    nameOf: (name) => table.get(plainName(name)) ?? name,
    problems: [...claimed].map(([alias, services]) => ({
      code: "ambiguous-alias",
      message: `The alias "${alias}" is claimed by ${[...services].join(" and ")}.`,
    })),
  };
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:component|api|system|resource):/, "")
    .replace(/^default\//, "");
}

/** A use, or anything else that names its consumer, under the name of the service. */
export function underServiceName<Named extends { readonly consumer: string }>(
  one: Named,
  names: ServiceNames,
): Named {
  const consumer = names.nameOf(one.consumer);
  return consumer === one.consumer ? one : { ...one, consumer };
}

/** Evidence with every consumer under the name of its service. */
export function withServiceNames(evidence: EvidenceResult, names: ServiceNames): EvidenceResult {
  return {
    ...evidence,
    usages: evidence.usages.map((usage) => underServiceName(usage, names)),
    dangling: evidence.dangling.map((use) => underServiceName(use, names)),
  };
}
