import type { Operation } from "../../model/operation.ts";
import type { DanglingUse, Usage, UsageMode } from "../../model/usage.ts";
import type { ExchangeEvidence, Subject } from "../exchange-evidence.ts";
import { rpcOperation } from "../resolve/rpc-methods.ts";
import { messageFields } from "./message-fields.ts";
import type { RpcInteraction, RpcMessage } from "./pact-file.ts";

/** Where messages could not be looked into only the call is known. */
const CALL_ONLY = "pact-grpc";

/** What one call of a Protobuf service sends, and what of the answers it needs. */
export function rpcEvidence(subject: Subject, call: RpcInteraction): ExchangeEvidence {
  const operation = rpcOperation(subject.against.contract, call.method);
  if (operation === undefined) {
    const method = call.method.replace(/^\./, "");
    return {
      usages: [],
      dangling: [danglingOf(subject, method, "the contract has no such method")],
    };
  }
  const sent = fieldsOf(subject, operation, "request", call.requests);
  const needed = fieldsOf(subject, operation, "response", call.responses);
  const found = sent === undefined || needed === undefined ? undefined : [sent, needed];
  if (found === undefined) {
    const evidence = { ...subject.evidence, kind: CALL_ONLY };
    return {
      usages: [usageOf({ ...subject, evidence }, operation.coordinate, "sent")],
      dangling: [],
    };
  }
  return {
    usages: [
      usageOf(subject, operation.coordinate, "sent"),
      ...found.flatMap(({ usages }) => usages),
    ].map((usage) => ({ ...usage, operation: operation.coordinate })),
    dangling: found.flatMap(({ dangling }) => dangling),
  };
}

/** The fields in the messages of one direction; undefined where one of them cannot be read. */
function fieldsOf(
  subject: Subject,
  operation: Operation,
  kind: "request" | "response",
  messages: readonly RpcMessage[],
): ExchangeEvidence | undefined {
  const declared = operation.messages.find((message) => message.kind === kind);
  const shape = declared?.body?.contents[0]?.shape;
  const mode: UsageMode = kind === "request" ? "sent" : "needed";
  const usages: Usage[] = [];
  const dangling: DanglingUse[] = [];
  for (const message of messages) {
    const found = messageFields(subject.against.contract, shape, message);
    if (found === undefined) return undefined;
    for (const coordinate of found.used) usages.push(usageOf(subject, coordinate, mode));
    for (const one of found.unknown) {
      dangling.push(danglingOf(subject, one, "the contract has no such field"));
    }
  }
  return { usages, dangling };
}

/** One use by the consumer of a pact. */
export function usageOf(subject: Subject, coordinate: string, mode: UsageMode): Usage {
  const { consumer, consumerVersion, environment, against, evidence } = subject;
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract: against.name,
    coordinate,
    mode,
    evidence,
  };
}

function danglingOf(subject: Subject, coordinate: string, reason: string): DanglingUse {
  const { consumer, against, evidence } = subject;
  return { consumer, contract: against.name, coordinate, reason, evidence };
}
