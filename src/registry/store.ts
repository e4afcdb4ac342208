import type { Format } from "../model/contract.ts";
import type { Coordinate } from "../model/element.ts";
import type { JsonObject } from "../model/json.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Consumer, UsageMode } from "../model/usage.ts";

/** A moment in UTC as ISO 8601 writes it: `2026-11-22T18:30:00.000Z`. */
export type Instant = string;

/** One version of a contract, as its provider published it. It never changes afterwards. */
export interface ContractVersion {
  readonly contract: string;
  readonly format: Format;
  /** The service that serves the contract. Versions of a service and of its contracts are the same. */
  readonly provider?: string;
  readonly version: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly publishedAt: Instant;
  /** Of the texts and of how they are read; equal for equal contracts. */
  readonly digest: string;
  readonly owners: readonly string[];
  readonly labels: readonly string[];
  /** How the texts are read: the reader's options, which the store keeps without looking. */
  readonly reading: JsonObject;
}

/** A version with every text that reading it took, by path. */
export interface PublishedVersion extends Omit<ContractVersion, "digest"> {
  readonly texts: ReadonlyMap<string, string>;
}

/** A contract by its name, with the versions that are known of it. */
export interface RegisteredContract {
  readonly name: string;
  /** Absent: evidence speaks of it, but no version was ever published. */
  readonly format?: Format;
  readonly provider?: string;
  readonly versions: number;
  /** The version published last. */
  readonly latest?: string;
  readonly consumers: number;
}

/** A service that provides or uses contracts. */
export interface RegisteredService extends Consumer {
  /** False: only evidence names it, nobody has declared it. */
  readonly declared: boolean;
}

/** Where a version of a service runs. */
export interface Deployment {
  readonly environment: string;
  readonly service: string;
  readonly version: string;
  /** Which of several places in the environment: a region, a cluster, a store. Default: the only one. */
  readonly target?: string;
  /** `deployed` replaces what ran at its target; `released` runs beside other versions until it ends. */
  readonly kind: "deployed" | "released";
  readonly since: Instant;
  /** Absent: still live. */
  readonly until?: Instant;
}

/** Where a version of a service ran for the first time, whether or not it still does. */
export interface FirstDeployment {
  readonly environment: string;
  readonly version: string;
  readonly since: Instant;
}

/** Which deployments; what is absent does not restrict. */
export interface DeploymentFilter {
  readonly environment?: string;
  readonly service?: string;
  readonly version?: string;
  readonly target?: string;
}

/** The operation, interaction or span that showed a use, and its line. */
export interface UseItem {
  readonly item?: string;
  readonly line?: number;
}

/** One use as evidence shows it. Values never appear, those of enums excepted (in the coordinate). */
export interface RecordedUse extends UseItem {
  readonly coordinate: Coordinate;
  readonly operation?: Coordinate;
  readonly mode: UsageMode;
  /** The others of the same evidence that showed it, too. */
  readonly also?: readonly UseItem[];
  /** When this very use was seen, where the evidence dates its parts. */
  readonly seen?: CalendarDate;
  readonly count?: number;
}

/** A use that does not resolve in the version it was read against. */
export interface RecordedDangling {
  readonly coordinate: string;
  readonly reason: string;
  readonly item?: string;
  readonly line?: number;
}

/** What one piece of evidence shows of one consumer's use of one contract. */
export interface EvidenceRecord {
  readonly contract: string;
  readonly consumer: string;
  readonly consumerVersion?: string;
  readonly environment?: string;
  /** The contract version that it was read against. */
  readonly against?: string;
  readonly kind: string;
  readonly file: string;
  readonly seen: CalendarDate;
  readonly uses: readonly RecordedUse[];
  readonly dangling: readonly RecordedDangling[];
}

/** What became of recorded evidence: the same uses again only move when they were seen. */
export interface RecordResult {
  readonly added: number;
  readonly seenAgain: number;
  /** Uses of the evidence that was added. */
  readonly uses: number;
  readonly dangling: number;
}

/** A version of the consumer for which a piece of evidence was recorded. */
export interface Sighting {
  /** Absent: not known. */
  readonly version?: string;
  /** The contract version that the evidence was read against for it. */
  readonly against?: string;
  readonly firstSeen: CalendarDate;
  readonly lastSeen: CalendarDate;
}

/** A piece of evidence: the same uses of the same consumer, environment and kind are one. */
export interface KnownEvidence {
  readonly id: string;
  readonly contract: string;
  readonly consumer: string;
  readonly environment?: string;
  readonly kind: string;
  /** Where it was recorded from, last. */
  readonly file: string;
  readonly firstSeen: CalendarDate;
  readonly lastSeen: CalendarDate;
  readonly sightings: readonly Sighting[];
  readonly uses: number;
  readonly dangling: number;
}

/** Which evidence; what is absent does not restrict. */
export interface EvidenceFilter {
  readonly contract?: string;
  readonly consumer?: string;
  /** Seen there, or nobody says where. */
  readonly environment?: string;
  /** Last seen on this day or later. */
  readonly since?: CalendarDate;
}

/** A recorded use with the piece of evidence that shows it. */
export interface KnownUse extends RecordedUse {
  readonly evidence: KnownEvidence;
}

/** A dangling use with the piece of evidence that shows it. */
export interface KnownDangling extends RecordedDangling {
  readonly evidence: KnownEvidence;
}

/** Which uses: of one contract, of one consumer, or in one environment at least. */
export interface UseFilter extends EvidenceFilter {
  /** Only uses of these very coordinates, of the contract that the filter names. */
  readonly coordinates?: readonly Coordinate[];
}

/** Whether and when a use coordinate was met. */
export interface Activity {
  readonly coordinate: Coordinate;
  readonly lastSeen: CalendarDate;
  /** True where a version that is live somewhere was recorded with it: then its age does not matter. */
  readonly live: boolean;
  /** True where every use of it is an upper bound (`may-use`). */
  readonly onlyPerhaps: boolean;
}

/** What may go, by age. What is live stays, whatever its age. */
export interface Retention {
  /** Evidence last seen before this day goes, unless a version that it was recorded for is live. */
  readonly evidenceBefore: CalendarDate;
  /** Contract versions published before this moment go, unless latest, labelled, live or read against. */
  readonly versionsBefore: Instant;
  /** Deployments that ended before this moment go, but not the first ones of contract versions that stay. */
  readonly deploymentsBefore: Instant;
  /** True: count only. */
  readonly dryRun?: boolean;
}

/** How much went, or would go. */
export interface Pruned {
  readonly evidence: number;
  readonly versions: number;
  readonly deployments: number;
}

/**
 * The consumer registry: which contract versions exist, which services use what of them, and what
 * runs where. Every method is one transaction; all reject with a `DriftError`
 * (`store-unavailable`) where the store cannot be reached.
 */
export interface RegistryStore {
  /** What a person calls it. Holds no secret. */
  readonly label: string;

  /**
   * Keeps a contract version. The same content again changes only labels; other content under the
   * same version rejects (`usage`).
   */
  publish(version: PublishedVersion): Promise<"added" | "unchanged">;
  contracts(): Promise<readonly RegisteredContract[]>;
  /** The versions of a contract, the one published last first. */
  versions(contract: string): Promise<readonly ContractVersion[]>;
  /** The texts of a version, or undefined where there is no such version. */
  texts(contract: string, version: string): Promise<ReadonlyMap<string, string> | undefined>;

  /** Remembers declared services with team, contacts and aliases; a later declaration replaces. */
  declare(services: readonly Consumer[]): Promise<void>;
  services(): Promise<readonly RegisteredService[]>;

  deploy(deployment: Omit<Deployment, "until">): Promise<void>;
  /** Ends live deployments and says how many there were. */
  undeploy(filter: DeploymentFilter & { readonly service: string }, at: Instant): Promise<number>;
  /** What is live now. */
  live(filter: DeploymentFilter): Promise<readonly Deployment[]>;
  /** When each version of a service came to each environment first, the earliest first. */
  firstDeployments(service: string): Promise<readonly FirstDeployment[]>;
  /** The services of which a deployment is on record, live or ended. */
  tracked(): Promise<readonly string[]>;
  /** Every environment that a deployment or evidence has named. */
  environments(): Promise<readonly string[]>;

  record(evidence: readonly EvidenceRecord[]): Promise<RecordResult>;
  evidence(filter: EvidenceFilter): Promise<readonly KnownEvidence[]>;
  /** Who uses a coordinate, what a service uses, everything known of a contract. */
  uses(filter: UseFilter): Promise<readonly KnownUse[]>;
  dangling(filter: EvidenceFilter): Promise<readonly KnownDangling[]>;
  /** When each coordinate of a contract was last met, without its users. */
  activity(contract: string, environment?: string): Promise<readonly Activity[]>;

  prune(retention: Retention): Promise<Pruned>;
  close(): Promise<void>;
}
