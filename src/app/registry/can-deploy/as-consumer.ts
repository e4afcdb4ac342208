import type { RegisteredContract } from "../../../registry/store.ts";
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
import { harmOfMissing } from "./trial.ts";

/** The contracts that the service uses, against every version of their providers that is live there. */
export async function asConsumer(inquiry: Inquiry): Promise<Findings> {
  const contracts = await inquiry.store.contracts();
  const records = await consumerRecords(inquiry.store, { consumer: inquiry.service });
  const parts: Findings[] = [];
  for (const record of records) {
    const contract = contracts.find(({ name }) => name === record.contract);
    if (contract?.provider !== inquiry.service)
      parts.push(await onContract(inquiry, record, contract));
  }
  return joinFindings(parts);
}

/** What the version is known to use of one contract. */
interface Side {
  readonly inquiry: Inquiry;
  readonly contract: string;
  readonly provider: string;
  readonly known: VersionRecord;
  /** Why what is known cannot prove that nothing breaks. */
  readonly doubt?: string;
}

async function onContract(
  inquiry: Inquiry,
  record: ConsumerRecord,
  contract: RegisteredContract | undefined,
): Promise<Findings> {
  const { version, environment } = inquiry;
  const provider = contract?.provider;
  const common = { role: "consumer", contract: record.contract } as const;
  if (provider === undefined) {
    const message = `no version of ${record.contract} is published, so its provider is not known`;
    return finding({ ...common, decision: "unknown", message });
  }
  const versions = liveVersions(inquiry, provider);
  if (versions.length === 0) return providerMissing(inquiry, record.contract, provider);
  const known = recordOfVersion(record, version, environment);
  const doubt = doubtAbout(inquiry, record, known);
  const side: Side = {
    inquiry,
    contract: record.contract,
    provider,
    known,
    ...(doubt === undefined ? {} : { doubt }),
  };
  return joinFindings(await Promise.all(versions.map((live) => onLiveVersion(side, live))));
}

function providerMissing(inquiry: Inquiry, contract: string, provider: string): Findings {
  const { environment } = inquiry;
  const common = {
    role: "consumer",
    contract,
    counterpart: counterpartOf(inquiry, provider, undefined),
  } as const;
  if (!inquiry.tracked.has(provider)) {
    const message = `it is not known which version of ${provider} runs in ${environment}: no deployment of it is recorded`;
    return finding({ ...common, decision: "unknown", message });
  }
  const why = `it serves ${contract}, and no version of it runs in ${environment}`;
  return {
    ...finding({
      ...common,
      decision: "deny",
      message: `${provider} does not run in ${environment}`,
    }),
    first: [{ service: provider, why }],
  };
}

function doubtAbout(
  { service, version, today, staleAfter }: Inquiry,
  record: ConsumerRecord,
  known: VersionRecord,
): string | undefined {
  if (known.evidence.length === 0) {
    const others = versionsOf(record);
    return `nothing is recorded of what ${service} ${version} uses of ${record.contract}${others.length === 0 ? "" : `; of other versions there is evidence (${others.slice(0, 3).join(", ")})`}`;
  }
  if (isOfVersion(known, version)) return undefined;
  const stale = staleSince(known, today, staleAfter);
  return stale === undefined
    ? undefined
    : `what is known of ${service}'s use of ${record.contract} was last seen on ${stale}, too long ago to go by`;
}

async function onLiveVersion(side: Side, live: string): Promise<Findings> {
  const { inquiry, contract, provider, known } = side;
  const counterpart = counterpartOf(inquiry, provider, live);
  const common = { role: "consumer", contract, counterpart } as const;
  const published = await inquiry.shelf.find(contract, live);
  if (published === undefined) {
    const message = `${provider} ${live} is live there, but its version of ${contract} is not published`;
    return finding({ ...common, decision: "unknown", message });
  }
  if (side.doubt !== undefined) {
    return finding({ ...common, decision: "unknown", message: side.doubt });
  }
  const there = await inquiry.shelf.read(published);
  const built = await builtAgainst(side);
  const broken = harmFinding(side, there, built);
  if (broken !== undefined) return broken;
  const { dangling } = resolvedAgain(there.result.contract, known.dangling);
  const [unresolved] = dangling;
  if (unresolved !== undefined) {
    return finding({
      ...common,
      decision: "unknown",
      message: `it may use what ${provider} ${live} does not have`,
      because: dangling.slice(0, 5).map(({ evidence, coordinate, reason }) => ({
        evidence,
        detail: `${coordinate}: ${reason}`,
      })),
    });
  }
  return finding({ ...common, decision: "allow", message: `it works with ${provider} ${live}` });
}

/** The contract version that the evidence was read against, where that is still published. */
async function builtAgainst({
  inquiry,
  contract,
  known,
}: Side): Promise<ShelvedContract | undefined> {
  for (const version of known.against) {
    const published = await inquiry.shelf.find(contract, version);
    if (published !== undefined) return inquiry.shelf.read(published);
  }
  return undefined;
}

/** What is there and differs from what the version was built against, as far as it uses it. */
function harmFinding(
  side: Side,
  there: ShelvedContract,
  built: ShelvedContract | undefined,
): Findings | undefined {
  const { inquiry, contract, provider, known } = side;
  const { version } = there.version;
  const compared =
    built === undefined ? undefined : inquiry.trials.harm(built, there, known.usages);
  const harm =
    compared === undefined || compared.verdict === "no-use-seen"
      ? (harmOfMissing(there, known.usages) ?? compared)
      : compared;
  const common = {
    role: "consumer",
    contract,
    counterpart: counterpartOf(inquiry, provider, version),
  } as const;
  if (harm === undefined) {
    const message = `it is not known which version of ${contract} it was built against`;
    return finding({ ...common, decision: "unknown", message });
  }
  const decision = decisionOf(harm);
  if (decision === "allow") return undefined;
  const message = {
    breaks: `it breaks with ${provider} ${version}`,
    "may-break": `it may break with ${provider} ${version}`,
    "not-covered": `too little is known of what it uses of ${contract}`,
    "no-use-seen": "",
  }[harm.verdict];
  const { changes, because } = harm;
  const found = finding({ ...common, changes, because, decision, message });
  return decision === "deny" ? { ...found, first: [orderOf(side, there, built)] } : found;
}

/** Which side is behind: the live provider, or the consumer that is to be deployed. */
function orderOf(
  { inquiry, contract, provider }: Side,
  there: ShelvedContract,
  built: ShelvedContract | undefined,
): DeployFirst {
  const { version, publishedAt } = there.version;
  if (built !== undefined && built.version.publishedAt > publishedAt) {
    return {
      service: provider,
      version: built.version.version,
      why: `${inquiry.service} ${inquiry.version} was built against it`,
    };
  }
  return {
    service: inquiry.service,
    why: `a version that works with ${contract} ${version} has to be made`,
  };
}
