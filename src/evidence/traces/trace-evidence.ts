import type { Diagnostic } from "../../model/contract.ts";
import type { Consumer, DanglingUse, EvidenceSource, Usage } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { EvidenceContract, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { exchangeEvidence, isProvider } from "../exchange-evidence.ts";
import type { Subject } from "../exchange-evidence.ts";
import { rpcOperation } from "../resolve/rpc-methods.ts";
import { indexOf } from "../resolve/contract-index.ts";
import { tally } from "../tally.ts";
import type { Tally } from "../tally.ts";
import { callsOf } from "./calls.ts";
import type { Call } from "./calls.ts";
import { httpExchange, rpcMethod } from "./conventions.ts";
import { attribute } from "./span.ts";
import type { Span } from "./span.ts";

/** Who calls without a name: counted as one consumer, never dropped. */
const UNKNOWN_CALLER = "unknown caller";

/**
 * The operations that spans show to be called, and by whom. Traces are sampled: what they do not
 * show may happen all the same.
 */
export function traceEvidence(
  kind: string,
  spans: readonly Span[],
  request: EvidenceRequest,
): EvidenceResult {
  const consumers = consumersOf(spans);
  const against = request.contract;
  if (against === undefined) return { usages: [], dangling: [], consumers, problems: [] };
  const counted = tally();
  const unresolved = new Map<string, number>();
  for (const call of callsOf(spans)) {
    if (!concerns(call, against)) continue;
    const subject = subjectOf(call, { kind, file: request.path }, request, against);
    const found = callEvidence(subject, call.span);
    if (found === undefined) continue;
    for (const usage of found.usages) counted.add(usage);
    if (against.providers === undefined && found.usages.length === 0) {
      const provider = call.provider ?? "a service without a name";
      unresolved.set(provider, (unresolved.get(provider) ?? 0) + 1);
    } else {
      keepDangling(counted, subject, found.dangling);
    }
  }
  return {
    usages: counted.usages(),
    dangling: counted.dangling(),
    consumers,
    problems: unresolvedProblems(unresolved, request.path),
  };
}

/** Without known providers every call may be of this contract: only its operations tell. */
function concerns(call: Call, against: EvidenceContract): boolean {
  if (against.providers === undefined) return true;
  return call.provider !== undefined && isProvider(against, call.provider);
}

function subjectOf(
  { span, caller }: Call,
  source: EvidenceSource,
  request: EvidenceRequest,
  against: EvidenceContract,
): Subject {
  const environment = span.environment ?? caller?.environment ?? request.environment;
  const seen = span.seen ?? request.seen;
  return {
    consumer: caller?.service ?? UNKNOWN_CALLER,
    ...(caller?.serviceVersion === undefined ? {} : { consumerVersion: caller.serviceVersion }),
    ...(environment === undefined ? {} : { environment }),
    against,
    evidence: seen === undefined ? source : { ...source, seen },
  };
}

interface Found {
  readonly usages: readonly Usage[];
  readonly dangling: readonly DanglingUse[];
}

/** What one call shows; undefined for spans of anything but a call of an API. */
function callEvidence(subject: Subject, span: Span): Found | undefined {
  const { format } = subject.against.contract;
  const method = rpcMethod(span);
  if (method !== undefined && format === "protobuf") return rpcEvidence(subject, method);
  const operationType = attribute(span, "graphql.operation.type");
  if (format === "graphql") {
    return operationType === undefined ? undefined : operationEvidence(subject, operationType);
  }
  const exchange = httpExchange(span);
  return exchange === undefined ? undefined : exchangeEvidence(subject, exchange, "delivered");
}

function rpcEvidence(subject: Subject, method: string): Found {
  const operation = rpcOperation(subject.against.contract, method);
  return operation === undefined
    ? { usages: [], dangling: [unknown(subject, method, "the contract has no such method")] }
    : { usages: [usage(subject, operation.coordinate)], dangling: [] };
}

function operationEvidence(subject: Subject, type: string): Found {
  const operation = indexOf(subject.against.contract).operations.get(type);
  return operation === undefined
    ? { usages: [], dangling: [unknown(subject, type, `the schema has no ${type} type`)] }
    : { usages: [usage(subject, operation.coordinate)], dangling: [] };
}

function usage(subject: Subject, coordinate: string): Usage {
  const { consumer, consumerVersion, environment, against, evidence } = subject;
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

function unknown(subject: Subject, coordinate: string, reason: string): DanglingUse {
  const { consumer, against, evidence } = subject;
  return { consumer, contract: against.name, coordinate, reason, evidence };
}

/** Whoever calls what the contract does not know is a consumer all the same. */
function keepDangling(counted: Tally, subject: Subject, dangling: readonly DanglingUse[]): void {
  for (const use of dangling) counted.dangle(use);
  if (dangling.length > 0) counted.add(usage(subject, WHOLE_CONTRACT));
}

function consumersOf(spans: readonly Span[]): readonly Consumer[] {
  const names = new Set(spans.flatMap((span) => span.service ?? []));
  return [...names].sort().map((service) => ({ service, contacts: [], aliases: [] }));
}

function unresolvedProblems(
  unresolved: ReadonlyMap<string, number>,
  file: string,
): readonly Diagnostic[] {
  return [...unresolved].map(([provider, calls]) => ({
    code: "calls-left-out",
    message: `${calls} calls of ${provider} meet no operation of the contract; name its providers if they should.`,
    location: { file },
  }));
}
