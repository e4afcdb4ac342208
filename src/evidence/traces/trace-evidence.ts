import type { Diagnostic } from "../../model/contract.ts";
import type { EvidenceSource, Usage } from "../../model/usage.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { EvidenceContract, EvidenceRequest, EvidenceResult } from "../evidence.ts";
import { isProvider } from "../exchange-evidence.ts";
import { tally } from "../tally.ts";
import type { Tally } from "../tally.ts";
import { callsOf, peerOf, UNKNOWN_CALLER } from "./calls.ts";
import type { Call, SpanRole } from "./calls.ts";
import { shownBy } from "./shown.ts";
import type { Shown } from "./shown.ts";
import { spanTable } from "./span-table.ts";
import type { SpanTable } from "./span-table.ts";
import type { Span } from "./span.ts";

/** Where a span stands. */
export interface SpanPlace {
  readonly kind: string;
  readonly file: string;
  readonly line?: number;
}

/** Gathers spans of any number of files, which are joined at the end. */
export interface TraceEvidence {
  add(span: Span, place: SpanPlace): void;
  result(): EvidenceResult;
}

/**
 * The operations that spans show to be called, and by whom. Traces are sampled: what they do not
 * show may happen all the same. Of each span only its ids are kept, and what equal spans share.
 */
export function traceEvidence(
  request: Pick<EvidenceRequest, "contract" | "environment" | "seen">,
): TraceEvidence {
  const spans = spanTable<Facts>();
  const facts = new Map<string, Facts>();
  const services = new Set<string>();
  return {
    add(span, place) {
      if (span.service !== undefined) services.add(span.service);
      if (request.contract === undefined) return;
      const own = factsOf(span, place, request.contract);
      // Equal spans of a file share the line of the first.
      const id = JSON.stringify({ ...own, place: place.file });
      const shared = facts.get(id) ?? own;
      facts.set(id, shared);
      spans.add(span, shared);
    },
    result() {
      const consumers = [...services]
        .sort()
        .map((service) => ({ service, contacts: [], aliases: [] }));
      const { contract } = request;
      if (contract === undefined) return { usages: [], dangling: [], consumers, problems: [] };
      return { ...evidenceIn(spans, { ...request, against: contract }), consumers };
    },
  };
}

/** What many spans have in common. */
interface Facts extends SpanRole, Pick<Span, "serviceVersion" | "environment" | "seen"> {
  readonly place: SpanPlace;
  readonly shown?: Shown;
}

/** Without known providers every call may be of this contract: only its operations tell. */
function isCallOf(
  against: EvidenceContract,
  kind: Span["kind"],
  provider: string | undefined,
): boolean {
  if (kind === "other") return false;
  if (against.providers === undefined) return true;
  return provider !== undefined && isProvider(against, provider);
}

function factsOf(span: Span, place: SpanPlace, against: EvidenceContract): Facts {
  const { kind, service, serviceVersion, environment, seen } = span;
  const peer = kind === "client" ? peerOf(span) : undefined;
  const provider = kind === "server" ? service : peer;
  const shown = isCallOf(against, kind, provider) ? shownBy(span, against) : undefined;
  return {
    kind,
    place,
    ...(service === undefined ? {} : { service }),
    ...(serviceVersion === undefined ? {} : { serviceVersion }),
    ...(environment === undefined ? {} : { environment }),
    ...(seen === undefined ? {} : { seen }),
    ...(peer === undefined ? {} : { peer }),
    ...(shown === undefined ? {} : { shown }),
  };
}

interface Judging extends Pick<EvidenceRequest, "environment" | "seen"> {
  readonly against: EvidenceContract;
}

function evidenceIn(spans: SpanTable<Facts>, judging: Judging): EvidenceResult {
  const { against } = judging;
  const counted = tally();
  const unresolved = new Map<string, Unresolved>();
  for (const call of callsOf(spans)) {
    const { shown, place } = call.span;
    if (shown === undefined) continue;
    const use = useOf(call, judging);
    for (const one of shown.uses) counted.add({ ...use, ...one });
    if (against.providers === undefined && shown.uses.length === 0) {
      countUnresolved(unresolved, call, place.file);
    } else keepUnknown(counted, use, shown);
  }
  return {
    usages: counted.usages(),
    dangling: counted.dangling(),
    problems: [...unresolved].map(([provider, found]) => unresolvedProblem(provider, found)),
  };
}

/** A document in a span: as exact as one in a file, though not all of a client's are recorded. */
const DOCUMENT_KIND = "graphql-span";

function useOf(
  { span, caller, count }: Call<Facts>,
  { against, ...request }: Judging,
): Omit<Usage, "coordinate" | "mode"> {
  const environment = span.environment ?? caller?.environment ?? request.environment;
  const version = caller?.serviceVersion;
  const seen = span.seen ?? request.seen;
  const item = span.shown?.document;
  const evidence: EvidenceSource = {
    ...span.place,
    ...(item === undefined ? {} : { kind: DOCUMENT_KIND, item }),
    ...(seen === undefined ? {} : { seen }),
  };
  return {
    consumer: caller?.service ?? UNKNOWN_CALLER,
    ...(version === undefined ? {} : { consumerVersion: version }),
    ...(environment === undefined ? {} : { environment }),
    contract: against.name,
    evidence,
    ...(count === 1 ? {} : { count }),
  };
}

/** Whoever calls what the contract does not know is a consumer all the same. */
function keepUnknown(
  counted: Tally,
  use: Omit<Usage, "coordinate" | "mode">,
  { unknown }: Shown,
): void {
  const { consumer, contract, evidence } = use;
  for (const one of unknown) counted.dangle({ consumer, contract, ...one, evidence });
  if (unknown.length === 0) return;
  const { line: _, ...file } = evidence;
  counted.add({ ...use, evidence: file, coordinate: WHOLE_CONTRACT, mode: "declared" });
}

interface Unresolved {
  readonly calls: number;
  readonly file: string;
}

function countUnresolved(
  unresolved: Map<string, Unresolved>,
  { provider = "a service without a name", count }: Call<Facts>,
  file: string,
): void {
  const known = unresolved.get(provider);
  unresolved.set(provider, { calls: (known?.calls ?? 0) + count, file: known?.file ?? file });
}

function unresolvedProblem(provider: string, { calls, file }: Unresolved): Diagnostic {
  return {
    code: "calls-left-out",
    message: `${calls} calls of ${provider} meet no operation of the contract; name its providers if they should.`,
    location: { file },
  };
}
