import { DriftError } from "../../errors.ts";
import { evidenceReaderFor } from "../../evidence/index.ts";
import { readPact } from "../../evidence/pact/read-pact.ts";
import type { Diagnostic, Format } from "../../model/contract.ts";
import type { RegisteredContract } from "../../registry/store.ts";
import type { OpenedEvidence } from "./opened-evidence.ts";

/** What a file is told that speaks of no contract which is published: nothing is dropped in silence. */
export async function unplaced({ named, entry, text }: OpenedEvidence): Promise<Diagnostic> {
  const kind = (await evidenceReaderFor(entry, text))?.kind;
  const provider = kind === "pact" ? readPact(entry, text).provider : undefined;
  const message =
    provider === undefined
      ? `${named} names no service that is known to serve a contract: name the contract with --contract, or publish it with --service.`
      : `The pact is with ${provider}, of which no contract is published: publish it with --service ${JSON.stringify(provider)}, or declare that as an alias of the service.`;
  return { code: "no-contract", message, location: { file: entry } };
}

/** What evidence that names nobody can be about, by the formats that it can speak of. */
export const SPEAKS_OF: ReadonlyMap<string, Format> = new Map([
  ["graphql-document", "graphql"],
  ["har", "openapi"],
]);

/** Rejects (`usage`) evidence of one format on contracts that are all of another. */
export function requireFormat(
  named: string,
  kind: string | undefined,
  contracts: readonly Pick<RegisteredContract, "name" | "format">[],
): void {
  const spoken = kind === undefined ? undefined : SPEAKS_OF.get(kind);
  if (spoken === undefined || contracts.some(({ format }) => format === spoken)) return;
  const listed = contracts.map(({ name, format = "" }) => `${name} (${format})`).join(", ");
  throw new DriftError({
    code: "usage",
    message: `${named} is about a contract in ${spoken}, not about ${listed}.`,
    place: { file: named },
    hint: "Name another contract with --contract.",
  });
}

/** The error for a file without content. */
export function emptyFile(named: string): DriftError {
  return new DriftError({
    code: "bad-evidence",
    message: `${named === "-" ? "Standard input" : named} is empty.`,
    place: { file: named },
    hint: "Was it written? Evidence is kept whole or not at all: nothing was recorded.",
  });
}
