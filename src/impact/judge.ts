import type { Change } from "../diff/change.ts";
import type { Surface } from "../model/semantics.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Consumer, Usage } from "../model/usage.ts";
import { attributeFailures } from "./attribution.ts";
import type { AttributedFailure, UnattributedFailure } from "./attribution.ts";
import { concernOf } from "./concerns.ts";
import type { Sides } from "./concerns.ts";
import { severityFor } from "./effects.ts";
import type { Felt } from "./effects.ts";
import { hitsOf } from "./hits.ts";
import { profileNamed } from "./profiles.ts";
import type { ClientProfile } from "./profiles.ts";
import { reasonOf, replayReason, verdictOf } from "./reasons.ts";
import type { Judged } from "./reasons.ts";
import { serviceNames, underServiceName } from "../evidence/aliases.ts";
import { replayTable } from "../evidence/replay.ts";
import type { Replay, ReplayTable } from "../evidence/replay.ts";
import { stalenessOf } from "./staleness.ts";
import { gatherUses } from "./uses.ts";
import type { ConsumerUses } from "./uses.ts";
import { worstFirst } from "./verdict.ts";
import type { ConsumerImpact, Coverage, ImpactReason, ImpactVerdict } from "./verdict.ts";

export interface ImpactRequest extends Sides {
  readonly changes: readonly Change[];
  /** Who is known, with team and profile. Services that only their evidence names may be missing. */
  readonly consumers: readonly Consumer[];
  /** Uses of this contract, under any name of their consumers. */
  readonly usages: readonly Usage[];
  /** Evidence that was replayed against both sides. */
  readonly replays?: readonly Replay[];
  /** The promised surfaces. Default: those of the contract before. */
  readonly surfaces?: readonly Surface[];
  /** Evidence that is old on this day shows no absence of use. Absent: its age does not matter. */
  readonly today?: CalendarDate;
}

export interface ImpactResult {
  /** What each change does to each consumer of the contract, in the order of the changes. */
  readonly impacts: readonly (readonly ConsumerImpact[])[];
  readonly coverage: Coverage;
  /** Evidence that fails after, for which no change was found: told, never dropped. */
  readonly unattributed: readonly UnattributedFailure[];
  /** Consumers that only their evidence names: nobody declares them, or an alias is missing. */
  readonly strangers: readonly string[];
}

/** What breaks is told completely, as far as anybody reads; of the rest a few reasons will do. */
const MAX_REASONS: Readonly<Record<ImpactVerdict, number>> = {
  breaks: 500,
  "may-break": 10,
  "not-covered": 0,
  "no-use-seen": 0,
};

/**
 * What every change does to every consumer of a contract: by replay where evidence was replayed,
 * by the coordinates of its uses elsewhere. Consumers that do not use the contract are not listed.
 */
export function judgeImpact(given: ImpactRequest): ImpactResult {
  const request = underServiceNames(given);
  const known = gatherUses(request.usages, request.before, request.today);
  const { attributed, unattributed } = attributeFailures(request, known);
  const failures = groupByChange(attributed);
  const context: Context = { request, consumers: knownConsumers(request, known) };
  const impacts = request.changes.map((change, index) =>
    impactsOf(change, failures.get(index) ?? [], context),
  );
  const declared = new Set(request.consumers.map((consumer) => consumer.service));
  const strangers = [...known.keys()].filter((consumer) => !declared.has(consumer)).sort();
  return { impacts, coverage: coverageOf(known, request.today), unattributed, strangers };
}

/** The same service has other names in pacts and traces: its aliases join them. */
function underServiceNames(request: ImpactRequest): ImpactRequest {
  const names = serviceNames(request.consumers);
  return {
    ...request,
    usages: request.usages.map((usage) => underServiceName(usage, names)),
    ...(request.replays === undefined
      ? {}
      : { replays: request.replays.map((replay) => underServiceName(replay, names)) }),
  };
}

interface Context {
  readonly request: ImpactRequest;
  readonly consumers: readonly KnownConsumer[];
}

/** What is asked of each consumer for every change, worked out once. */
interface KnownConsumer {
  readonly uses: ConsumerUses;
  readonly card: ConsumerCard;
  readonly profile: ClientProfile;
  readonly surfaces: ReadonlySet<Surface>;
  readonly replays: ReplayTable;
}

function knownConsumers(
  request: ImpactRequest,
  known: ReadonlyMap<string, ConsumerUses>,
): readonly KnownConsumer[] {
  const records = new Map(request.consumers.map((consumer) => [consumer.service, consumer]));
  const replays = Map.groupBy(request.replays ?? [], (replay) => replay.consumer);
  const promised = request.surfaces ?? request.before.semantics.promised;
  return [...known.values()].map((uses) => {
    const record = records.get(uses.consumer);
    const profile = profileNamed(
      record?.profile ?? (isGenerated(uses) ? "generated-sdk" : undefined),
    );
    return {
      uses,
      card: cardOf(uses, record, request.today),
      profile,
      surfaces: new Set([...promised, ...profile.surfaces]),
      replays: replayTable(replays.get(uses.consumer) ?? []),
    };
  });
}

/** Who depends on a client library has generated code, unless it says otherwise. */
function isGenerated({ uses }: ConsumerUses): boolean {
  return uses.some(({ usage }) => usage.evidence.kind === "package-manifest");
}

function impactsOf(
  change: Change,
  failures: readonly AttributedFailure[],
  context: Context,
): readonly ConsumerImpact[] {
  const concern = concernOf(change, context.request);
  const impacts: ConsumerImpact[] = [];
  for (const { uses, card, profile, surfaces, replays } of context.consumers) {
    const felt: Felt = { change, profile, surfaces };
    const own = failures.filter((failure) => failure.replay.consumer === uses.consumer);
    if (own.length === 0 && severityFor(felt, undefined) === "compatible") continue;
    const judged: Judged[] = hitsOf(change, concern, uses, context.request).flatMap((hit) => {
      const verdict = verdictOf(hit, felt, replays);
      const reason = reasonOf(hit, context.request.before);
      return verdict === undefined ? [] : [{ verdict, reason }];
    });
    judged.push(...own.map((failure) => replayReason(failure)));
    impacts.push(impactOn(uses, card, judged));
  }
  return impacts.sort((a, b) => worstFirst(a.verdict, b.verdict) || compare(a, b));
}

function impactOn(
  uses: ConsumerUses,
  card: ConsumerCard,
  judged: readonly Judged[],
): ConsumerImpact {
  const isBlind = uses.grain === "contract" || card.staleDays !== undefined;
  const fallback: ImpactVerdict = isBlind ? "not-covered" : "no-use-seen";
  const verdict = judged.reduce<ImpactVerdict>(
    (worst, one) => (worstFirst(one.verdict, worst) < 0 ? one.verdict : worst),
    judged.length === 0 ? fallback : "may-break",
  );
  const { consumer, team, contacts, ...seen } = card;
  return {
    consumer,
    ...(team === undefined ? {} : { team }),
    ...(contacts === undefined ? {} : { contacts }),
    verdict,
    ...seen,
    because: reasons(judged, verdict),
  };
}

/** What is said of a consumer with every verdict. */
type ConsumerCard = Omit<ConsumerImpact, "verdict" | "because">;

function cardOf(
  uses: ConsumerUses,
  record: Consumer | undefined,
  today: CalendarDate | undefined,
): ConsumerCard {
  const usages = uses.uses.map((use) => use.usage);
  const versions = distinct(usages.map((usage) => usage.consumerVersion));
  const environments = distinct([record?.environment, ...usages.map((usage) => usage.environment)]);
  const stale = stalenessOf(usages, today);
  const lastSeen = stale?.on ?? distinct(usages.map((usage) => usage.evidence.seen)).at(-1);
  return {
    consumer: uses.consumer,
    ...(record?.team === undefined ? {} : { team: record.team }),
    ...(record === undefined || record.contacts.length === 0 ? {} : { contacts: record.contacts }),
    ...(environments.length === 0 ? {} : { environment: environments.join(", ") }),
    ...(versions.length === 0 ? {} : { versions }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    ...(stale === undefined ? {} : { staleDays: stale.days }),
    ...(stale?.environment === undefined ? {} : { staleIn: stale.environment }),
  };
}

/** The reasons for the verdict, each told once. */
function reasons(judged: readonly Judged[], verdict: ImpactVerdict): readonly ImpactReason[] {
  const ordered = judged.filter((one) => one.verdict === verdict);
  const told = new Map<string, ImpactReason>();
  for (const { reason } of ordered) {
    const { file, item, line } = reason.evidence;
    const key = JSON.stringify([file, item, line, reason.detail]);
    if (!told.has(key)) told.set(key, reason);
    if (told.size >= MAX_REASONS[verdict]) break;
  }
  return [...told.values()];
}

function coverageOf(
  known: ReadonlyMap<string, ConsumerUses>,
  today: CalendarDate | undefined,
): Coverage {
  const isStale = ({ uses }: ConsumerUses): boolean =>
    stalenessOf(
      uses.map(({ usage }) => usage),
      today,
    ) !== undefined;
  const namesOf = (some: readonly ConsumerUses[]): readonly string[] =>
    some.map((uses) => uses.consumer).sort();
  const all = [...known.values()];
  const uncovered = namesOf(all.filter((uses) => uses.grain === "contract" || isStale(uses)));
  const stale = namesOf(all.filter(isStale));
  return {
    known: known.size,
    covered: known.size - uncovered.length,
    uncovered,
    ...(stale.length === 0 ? {} : { stale }),
  };
}

function compare(a: ConsumerImpact, b: ConsumerImpact): number {
  if (a.consumer === b.consumer) return 0;
  return a.consumer < b.consumer ? -1 : 1;
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}

function groupByChange(
  failures: readonly AttributedFailure[],
): ReadonlyMap<number, readonly AttributedFailure[]> {
  const groups = new Map<number, AttributedFailure[]>();
  for (const failure of failures) {
    for (const index of failure.changes) {
      const group = groups.get(index) ?? [];
      group.push(failure);
      groups.set(index, group);
    }
  }
  return groups;
}
