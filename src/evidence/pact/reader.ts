import type { Diagnostic } from "../../model/contract.ts";
import type { DanglingUse, Usage } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import { linesIn } from "../lines.ts";
import type { Lines } from "../lines.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { exchangeEvidence, isProvider } from "../exchange-evidence.ts";
import type { Subject } from "../exchange-evidence.ts";
import { exchangeOf } from "./exchange.ts";
import type { PactFile } from "./pact-file.ts";
import { readPact } from "./read-pact.ts";
import { rpcEvidence, usageOf } from "./rpc-evidence.ts";

/**
 * Pacts of every version: what the consumer's tests send, and what of the responses they need.
 * Messages are reported as left out.
 */
export const pactReader: EvidenceReader = {
  kind: "pact",
  detect: (path, text) =>
    /\.json$/i.test(path) && /"consumer"/.test(text) && /"(?:interactions|messages)"/.test(text),
  read: async (request) => readPactEvidence(request),
  embedded: ({ path, text }) => readPact(path, text).descriptors,
};

function readPactEvidence(request: EvidenceRequest): EvidenceResult {
  const pact = readPact(request.path, request.text);
  const consumer = { service: pact.consumer, contacts: [], aliases: [] };
  const problems = problemsOf(pact, request.path);
  const against = request.contract;
  if (against === undefined) return { usages: [], dangling: [], consumers: [consumer], problems };
  if (!isProvider(against, pact.provider)) {
    const message = `The pact is with ${pact.provider}, not with a provider of ${against.name}.`;
    return {
      usages: [],
      dangling: [],
      problems: [{ code: "other-provider", message, location: { file: request.path } }],
    };
  }
  const usages: Usage[] = [];
  const dangling: DanglingUse[] = [];
  const subject = subjectOf(request, pact.consumer, against);
  const lines = linesIn(request);
  for (const interaction of pact.http) {
    const evidence = { ...subject.evidence, item: interaction.name, ...lineOf(interaction, lines) };
    const found = exchangeEvidence({ ...subject, evidence }, exchangeOf(interaction), "needed");
    usages.push(...found.usages);
    dangling.push(...found.dangling);
  }
  for (const call of pact.rpc) {
    const evidence = { ...subject.evidence, item: call.name, ...lineOf(call, lines) };
    const found = rpcEvidence({ ...subject, evidence }, call);
    usages.push(...found.usages);
    dangling.push(...found.dangling);
  }
  if (usages.length > 0 || dangling.length > 0 || pact.others.length > 0) {
    usages.push(usageOf(subject, WHOLE_CONTRACT, "declared"));
  }
  return { usages, dangling, consumers: [consumer], problems };
}

function lineOf({ index }: { readonly index: number }, lines: Lines): { readonly line?: number } {
  const line = lines(`/interactions/${index}`);
  return line === undefined ? {} : { line };
}

function subjectOf(
  request: EvidenceRequest,
  consumer: string,
  against: Subject["against"],
): Subject {
  const { consumerVersion, environment } = request;
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    against,
    evidence: sourceOf("pact", request),
  };
}

function problemsOf(pact: PactFile, file: string): readonly Diagnostic[] {
  return pact.others.map((one) => ({
    code: "interaction-left-out",
    message: `The interaction "${one.name}" is left out: ${one.reason}.`,
    location: { file },
  }));
}
