import { DriftError } from "../../errors.ts";
import type { Diagnostic } from "../../model/contract.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import { sourceOf } from "../evidence.ts";
import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
} from "../evidence.ts";
import { exchangeEvidence } from "../exchange-evidence.ts";
import { tally } from "../tally.ts";
import type { Tally } from "../tally.ts";
import { readHar } from "./read-har.ts";
import type { HarEntry } from "./read-har.ts";

/**
 * Recordings of HTTP traffic (HAR): exactly what was sent; what came back was delivered, which does
 * not show that it was read. A recording does not say whose it is.
 */
export const harReader: EvidenceReader = {
  kind: "har",
  detect: (path, text) =>
    /\.(?:har|json)$/i.test(path) && /^\s*\{\s*"log"\s*:/.test(text.slice(0, 1000)),
  read: async (request) => readRecording(request),
  streams: true,
};

async function readRecording(request: EvidenceRequest): Promise<EvidenceResult> {
  const { consumer, contract: against, path } = request;
  if (consumer === undefined) {
    throw new DriftError({
      code: "bad-evidence",
      message: "A recording does not say whose it is.",
      place: { file: path },
      hint: "Name the consumer that it was recorded from.",
    });
  }
  const counted = tally();
  const elsewhere = new Map<string, number>();
  const hosts = against === undefined ? new Set<string>() : hostsOf(against);
  await readHar(request, (entry) => {
    if (against === undefined) return;
    if (isElsewhere(entry, hosts)) elsewhere.set(entry.host, (elsewhere.get(entry.host) ?? 0) + 1);
    else count(counted, entry, { request, consumer, against });
  });
  return {
    usages: counted.usages(),
    dangling: counted.dangling(),
    problems: elsewhereProblem(elsewhere, request),
  };
}

interface Recording {
  readonly request: EvidenceRequest;
  readonly consumer: string;
  readonly against: EvidenceContract;
}

function count(counted: Tally, entry: HarEntry, { request, consumer, against }: Recording): void {
  const { consumerVersion, environment } = request;
  const source = { ...sourceOf("har", request), line: entry.line };
  const evidence = entry.seen === undefined ? source : { ...source, seen: entry.seen };
  const found = exchangeEvidence(
    {
      consumer,
      ...(consumerVersion === undefined ? {} : { consumerVersion }),
      ...(environment === undefined ? {} : { environment }),
      against,
      evidence,
    },
    entry.exchange,
    "delivered",
  );
  for (const usage of found.usages) counted.add(usage);
  for (const use of found.dangling) counted.dangle(use);
  if (found.usages.length === 0) {
    const whole = { consumer, contract: against.name, coordinate: WHOLE_CONTRACT };
    counted.add({ ...whole, mode: "declared", evidence });
  }
}

/** The hosts that serve the contract, where it or the configuration says so. */
function hostsOf(against: EvidenceContract): ReadonlySet<string> {
  const servers = against.contract.operations.flatMap((operation) => operation.servers ?? []);
  const hosts = [...new Set(servers)].flatMap(
    (server) => /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/{}]+)/i.exec(server)?.[1]?.toLowerCase() ?? [],
  );
  return new Set([...hosts, ...(against.providers ?? []).map((name) => name.toLowerCase())]);
}

/** Local hosts stand for any server; without known hosts every host may serve the contract. */
function isElsewhere({ host }: HarEntry, hosts: ReadonlySet<string>): boolean {
  if (hosts.size === 0 || host === "" || hosts.has(host.toLowerCase())) return false;
  const name = host.replace(/:\d+$/, "");
  return name.includes(".") && !hosts.has(name.toLowerCase()) && !/^127\.|\.local$/.test(name);
}

function elsewhereProblem(
  elsewhere: ReadonlyMap<string, number>,
  request: EvidenceRequest,
): readonly Diagnostic[] {
  if (elsewhere.size === 0) return [];
  const total = [...elsewhere.values()].reduce((sum, one) => sum + one, 0);
  const names = [...elsewhere.keys()].sort();
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return [
    {
      code: "other-host",
      message: `${total} requests to ${shown}${more} are left out: the contract names other servers.`,
      location: { file: request.path },
    },
  ];
}
