import type { Diagnostic } from "../../model/contract.ts";
import type { DanglingUse, EvidenceSource, Usage } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import type { EvidenceReader, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { exchangeEvidence, isProvider } from "../exchange-evidence.ts";
import type { Subject } from "../exchange-evidence.ts";
import { rpcOperation } from "../resolve/rpc-methods.ts";
import { exchangeOf } from "./exchange.ts";
import type { PactFile, RpcInteraction } from "./pact-file.ts";
import { readPact } from "./read-pact.ts";

/**
 * Pacts of every version: what the consumer's tests send, and what of the responses they need.
 * Messages are reported as left out; calls of Protobuf services count at the operation.
 */
export const pactReader: EvidenceReader = {
  kind: "pact",
  detect: (path, text) =>
    /\.json$/i.test(path) && /"consumer"/.test(text) && /"(?:interactions|messages)"/.test(text),
  read: async (request) => readPactEvidence(request),
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
  for (const interaction of pact.http) {
    const evidence = { ...subject.evidence, item: interaction.name };
    const found = exchangeEvidence({ ...subject, evidence }, exchangeOf(interaction), "needed");
    usages.push(...found.usages);
    dangling.push(...found.dangling);
  }
  for (const call of pact.rpc) {
    const found = rpcEvidence(subject, call);
    if ("mode" in found) usages.push(found);
    else dangling.push(found);
  }
  if (usages.length > 0 || dangling.length > 0 || pact.others.length > 0) {
    usages.push(usageOf(subject, WHOLE_CONTRACT, subject.evidence));
  }
  return { usages, dangling, consumers: [consumer], problems };
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
    // Of an RPC only the call is known, not what its messages hold.
    evidence: sourceOf(against.contract.format === "openapi" ? "pact" : "pact-grpc", request),
  };
}

function rpcEvidence(subject: Subject, call: RpcInteraction): Usage | DanglingUse {
  const evidence = { ...subject.evidence, item: call.name };
  const operation = rpcOperation(subject.against.contract, call.method);
  if (operation !== undefined) return usageOf(subject, operation.coordinate, evidence);
  return {
    consumer: subject.consumer,
    contract: subject.against.name,
    coordinate: call.method.replace(/^\./, ""),
    reason: "the contract has no such method",
    evidence,
  };
}

function usageOf(subject: Subject, coordinate: string, evidence: EvidenceSource): Usage {
  const { consumer, consumerVersion, environment, against } = subject;
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract: against.name,
    coordinate,
    mode: coordinate === WHOLE_CONTRACT ? "declared" : "sent",
    evidence,
  };
}

function problemsOf(pact: PactFile, file: string): readonly Diagnostic[] {
  const left = pact.others.map((one) => ({
    code: "interaction-left-out",
    message: `The interaction "${one.name}" is left out: ${one.reason}.`,
    location: { file },
  }));
  const embedded = pact.rpc.some((call) => call.hasDescriptors)
    ? [
        {
          code: "embedded-descriptors",
          message:
            "The pact embeds the consumer's copy of the contract, which is not compared yet.",
          location: { file },
        },
      ]
    : [];
  return [...left, ...embedded];
}
