import type { ContractVersion } from "../../../registry/store.ts";
import type { DeployFirst } from "../../../report/registry-answers.ts";
import type { ShelvedContract } from "../shelf.ts";
import { resolvedAgain } from "../usages.ts";
import { counterpartOf, decisionOf, finding, joinFindings, liveVersions } from "./inquiry.ts";
import type { Findings, Inquiry } from "./inquiry.ts";
import {
  consumerRecords,
  isOfVersion,
  recordOfVersion,
  staleSince,
  versionsOf,
} from "./known-uses.ts";
import type { ConsumerRecord, VersionRecord } from "./known-uses.ts";
import { harmOfMissing, isHarmful } from "./trial.ts";
import type { Harm } from "./trial.ts";

/** The contracts that the service serves, against every consumer that is live there. */
export async function asProvider(inquiry: Inquiry): Promise<Findings> {
  const contracts = (await inquiry.store.contracts()).filter(
    ({ provider, versions }) => provider === inquiry.service && versions > 0,
  );
  const parts: Findings[] = [];
  for (const { name } of contracts) parts.push(await onContract(inquiry, name));
  return joinFindings(parts);
}

/** The candidate's contract with those of the versions that it would stand beside or replace. */
interface Step {
  readonly inquiry: Inquiry;
  readonly contract: string;
  readonly candidate: ShelvedContract;
  readonly befores: readonly ShelvedContract[];
}

async function onContract(inquiry: Inquiry, contract: string): Promise<Findings> {
  const { shelf, service, version } = inquiry;
  const published = await shelf.find(contract, version);
  if (published === undefined) {
    return finding({
      decision: "unknown",
      role: "provider",
      contract,
      message: `no version ${version} of the contract ${contract} is published`,
    });
  }
  const candidate = await shelf.read(published);
  const live = liveVersions(inquiry, service);
  const others = live.filter((one) => one !== version);
  const found = await Promise.all(
    others.map(async (name) => ({ name, known: await shelf.find(contract, name) })),
  );
  const unpublished = found.filter(({ known }) => known === undefined);
  const befores = await Promise.all(
    found.flatMap(({ known }) => (known === undefined ? [] : shelf.read(known))),
  );
  // What is there already is put beside itself: nothing changes.
  const isThere = live.length > 0 && others.length === 0;
  const step: Step = { inquiry, contract, candidate, befores: isThere ? [candidate] : befores };
  const records = await consumerRecords(inquiry.store, { contract });
  const consumers = records.filter(({ consumer }) => consumer !== service);
  return joinFindings([
    ...unpublished.map(({ name }) => unpublishedBefore(inquiry, contract, name)),
    ...(consumers.length === 0 ? [nobodyKnown(step)] : []),
    ...(await Promise.all(consumers.map((record) => onConsumer(step, record)))),
  ]);
}

function unpublishedBefore(inquiry: Inquiry, contract: string, version: string): Findings {
  return finding({
    decision: "unknown",
    role: "provider",
    contract,
    message: `${inquiry.service} ${version} is live there, but its version of the contract ${contract} is not published`,
  });
}

/** Without anybody who is known to use it, only a change that nobody can feel is safe. */
function nobodyKnown({ inquiry, contract, candidate, befores }: Step): Findings {
  const harmful = befores.flatMap((before) =>
    inquiry.trials.changes(before, candidate).filter(isHarmful),
  );
  const [first] = harmful;
  return finding({
    decision: first === undefined ? "allow" : "unknown",
    role: "provider",
    contract,
    message:
      first === undefined
        ? `no consumer of ${contract} is known, and nothing changes that one could feel`
        : `no consumer of ${contract} is known, and ${harmful.length === 1 ? "a change" : `${harmful.length} changes`} could break one`,
    changes: harmful.slice(0, 5).map(({ rule, element }) => ({ rule, element })),
  });
}

async function onConsumer(step: Step, record: ConsumerRecord): Promise<Findings> {
  const { inquiry } = step;
  const { consumer } = record;
  const versions = liveVersions(inquiry, consumer);
  const parts: Findings[] = [];
  for (const version of versions) parts.push(await onVersion(step, record, version));
  if (versions.length > 0) return joinFindings(parts);
  const seenThere = record.evidence.some((one) => one.environment === inquiry.environment);
  if (inquiry.tracked.has(consumer) && !seenThere) {
    return finding({
      decision: "allow",
      role: "provider",
      contract: step.contract,
      counterpart: counterpartOf(inquiry, consumer, undefined),
      message: `${consumer} runs elsewhere, not in ${inquiry.environment}`,
    });
  }
  return onVersion(step, record, undefined);
}

/** One version of a consumer; without a version, whatever of it may run there. */
async function onVersion(
  step: Step,
  record: ConsumerRecord,
  version: string | undefined,
): Promise<Findings> {
  const { inquiry, contract } = step;
  const known = recordOfVersion(record, version, inquiry.environment);
  const common = {
    role: "provider",
    contract,
    counterpart: counterpartOf(inquiry, record.consumer, version),
  } as const;
  const name = nameOf(record.consumer, version);
  const harm = await harmTo(step, known);
  const decision = decisionOf(harm);
  if (decision === "deny") {
    const first = await wayOut(step, record, version);
    const message = `${name} breaks${version === undefined ? `, if it runs in ${inquiry.environment}: no deployment of it is recorded` : ""}`;
    return { ...finding({ ...common, ...shown(harm), decision, message }), first: [first] };
  }
  const doubt = doubtAbout(step, record, { known, version });
  if (doubt !== undefined && !harm.untouched) {
    return finding({ ...common, decision: "unknown", message: doubt });
  }
  if (decision === "unknown") {
    const message =
      harm.verdict === "may-break"
        ? `${name} may break`
        : `too little is known of what ${name} uses`;
    return finding({ ...common, ...shown(harm), decision, message });
  }
  const message = harm.untouched
    ? `nothing changes that ${name} could feel`
    : `${name} works with it`;
  return finding({ ...common, decision, message });
}

function shown({ changes, because }: Harm): Pick<Harm, "changes" | "because"> {
  return { changes, because };
}

interface StepHarm extends Harm {
  /** True where nothing changes that anybody could feel: then nothing need be known of the consumer. */
  readonly untouched: boolean;
}

/** The worst that the candidate does to a consumer that works with what is there now. */
async function harmTo(step: Step, known: VersionRecord): Promise<StepHarm> {
  const { trials } = step.inquiry;
  const befores = step.befores.length > 0 ? step.befores : await builtAgainst(step, known);
  const harms = befores.map((before) => {
    // What was ahead when it was recorded may be in use by now.
    const again = resolvedAgain(before.result.contract, known.dangling);
    return trials.harm(before, step.candidate, [...known.usages, ...again.usages]);
  });
  const worst = ["breaks", "may-break", "not-covered"] as const;
  const hit = worst.flatMap((verdict) => harms.find((one) => one.verdict === verdict) ?? [])[0];
  if (befores.length === 0) {
    const missing = harmOfMissing(step.candidate, known.usages);
    if (missing !== undefined) return { ...missing, untouched: false };
  }
  // With nothing to compare with, that everything it names is there says little.
  const verdict = befores.length === 0 ? "not-covered" : "no-use-seen";
  const untouched =
    befores.length > 0 &&
    befores.every((before) => !trials.changes(before, step.candidate).some(isHarmful));
  return { ...(hit ?? { verdict, changes: [], because: [] }), untouched };
}

/** Where the service is not there yet: the versions that the consumer was built against. */
async function builtAgainst(
  { inquiry, contract }: Step,
  { against }: VersionRecord,
): Promise<readonly ShelvedContract[]> {
  const [latest] = against;
  const version: ContractVersion | undefined =
    latest === undefined ? undefined : await inquiry.shelf.find(contract, latest);
  return version === undefined ? [] : [await inquiry.shelf.read(version)];
}

interface Asked {
  readonly known: VersionRecord;
  readonly version: string | undefined;
}

/** Why what is recorded cannot prove that nothing breaks. */
function doubtAbout(
  step: Step,
  record: ConsumerRecord,
  { known, version }: Asked,
): string | undefined {
  const { today, staleAfter } = step.inquiry;
  const name = nameOf(record.consumer, version);
  if (known.evidence.length === 0) {
    if (version === undefined) return seenElsewhere(step, record);
    const others = versionsOf(record);
    return `nothing is recorded of what ${name} uses${others.length === 0 ? "" : `; of other versions there is evidence (${others.slice(0, 3).join(", ")})`}`;
  }
  if (version !== undefined && isOfVersion(known, version)) return undefined;
  const stale = staleSince(known, today, staleAfter);
  return stale === undefined
    ? undefined
    : `what is known of ${name} was last seen on ${stale}, too long ago to go by`;
}

function seenElsewhere({ inquiry }: Step, { consumer, evidence }: ConsumerRecord): string {
  const places = [...new Set(evidence.flatMap(({ environment }) => environment ?? []))].sort();
  const elsewhere = places.length === 0 ? "" : `, only in ${places.slice(0, 3).join(", ")}`;
  return `nothing is recorded of what ${consumer} uses in ${inquiry.environment}${elsewhere}; no deployment of it is recorded either`;
}

/** How the consumer gets out of the way: a version of it that copes, or one that is yet to be made. */
async function wayOut(
  step: Step,
  record: ConsumerRecord,
  broken: string | undefined,
): Promise<DeployFirst> {
  for (const version of versionsOf(record)
    .filter((one) => one !== broken)
    .slice(0, 3)) {
    const known = recordOfVersion(record, version, step.inquiry.environment);
    const { verdict } = await harmTo(step, known);
    if (verdict === "no-use-seen") {
      return { service: record.consumer, version, why: "it works with the contract as it will be" };
    }
  }
  return {
    service: record.consumer,
    why: "a version that does without what changes has to be made",
  };
}

function nameOf(service: string, version: string | undefined): string {
  return version === undefined ? service : `${service} ${version}`;
}
