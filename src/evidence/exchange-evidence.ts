import type { DanglingUse, EvidenceSource, Usage, UsageMode } from "../model/usage.ts";
import type { EvidenceContract } from "./evidence.ts";
import { usesOfExchange } from "./resolve/http-exchange.ts";
import type { ExchangeUse, HttpExchange } from "./resolve/http-exchange.ts";

/** Whose evidence it is, of what, and where it stands. */
export interface Subject {
  readonly consumer: string;
  readonly consumerVersion?: string;
  readonly environment?: string;
  readonly against: EvidenceContract;
  readonly evidence: EvidenceSource;
}

/** What one exchange shows: uses, and what the contract does not know of it. */
export interface ExchangeEvidence {
  readonly usages: readonly Usage[];
  readonly dangling: readonly DanglingUse[];
}

/** The uses of an exchange; `received` says what the presence of a response's element proves. */
export function exchangeEvidence(
  subject: Subject,
  exchange: HttpExchange,
  received: UsageMode,
): ExchangeEvidence {
  const found = usesOfExchange(subject.against.contract, exchange);
  if (typeof found === "string") {
    const reason =
      found === "unknown-path" ? "the contract has no such path" : "the path has no such method";
    const at = `${exchange.method} ${safePath(exchange)}`;
    return { usages: [], dangling: [danglingUse(subject, at, reason)] };
  }
  return {
    usages: found.uses.map((use) => ({
      ...known(subject),
      coordinate: use.coordinate,
      operation: found.operation.coordinate,
      mode: modeOf(use, received),
      evidence: subject.evidence,
    })),
    dangling: found.unknown.map(({ coordinate, reason }) =>
      danglingUse(subject, coordinate, reason),
    ),
  };
}

/** Whether a service of this name provides the contract. Without known names every one may. */
export function isProvider(against: EvidenceContract, provider: string): boolean {
  return against.providers === undefined || against.providers.includes(provider);
}

function modeOf(use: ExchangeUse, received: UsageMode): UsageMode {
  if (use.omitted) return "omitted-default";
  return use.direction === "input" ? "sent" : received;
}

function known(subject: Subject): Omit<Usage, "coordinate" | "mode" | "evidence"> {
  const { consumer, consumerVersion, environment, against } = subject;
  return {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract: against.name,
  };
}

/** A path of which no template is known holds values: segments that look like ids are left out. */
function safePath({ path, route }: HttpExchange): string {
  if (path === undefined) return route ?? "";
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((segment) => (/\d|%|@|^.{25,}$/.test(segment) ? "{}" : segment))
    .join("/");
}

function danglingUse(subject: Subject, coordinate: string, reason: string): DanglingUse {
  return {
    consumer: subject.consumer,
    contract: subject.against.name,
    coordinate,
    reason,
    evidence: subject.evidence,
  };
}
