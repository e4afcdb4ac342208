import type { ChangeLifecycle } from "../diff/change.ts";
import type { Coverage, ImpactReason } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { Coordinate, ElementKind } from "../model/element.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { UsageMode } from "../model/usage.ts";

/** One contract version that was published. */
export interface PublishedContract {
  readonly contract: string;
  readonly format: Format;
  readonly service: string;
  readonly version: string;
  /** `unchanged`: the very same was published before. */
  readonly state: "added" | "unchanged";
  readonly size: { readonly operations: number; readonly types: number };
}

/** The answer of `registry publish`. */
export interface PublishAnswer {
  readonly registry: string;
  readonly published: readonly PublishedContract[];
}

/** The answer of `registry record`. */
export interface RecordAnswer {
  readonly registry: string;
  readonly files: number;
  readonly contracts: readonly string[];
  readonly consumers: readonly string[];
  /** Services of which team, contacts, other names or the like are declared. */
  readonly declared: readonly string[];
  /** Pieces of evidence that are new, and that were known and are seen again. */
  readonly added: number;
  readonly seenAgain: number;
  /** Of the evidence that is new. */
  readonly uses: number;
  readonly dangling: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The answer of `registry deploy`, `release` and `undeploy`. */
export interface DeploymentAnswer {
  readonly registry: string;
  readonly action: "deployed" | "released" | "ended";
  readonly service: string;
  readonly version?: string;
  readonly environment?: string;
  /** What is live of the service in that environment (without one: anywhere) afterwards. */
  readonly live: readonly LiveVersion[];
  /** What the record leaves open, for `can-deploy` above all. */
  readonly notes: readonly string[];
}

/** A version that runs somewhere. */
export interface LiveVersion {
  readonly environment: string;
  readonly version: string;
  readonly target?: string;
  readonly kind: "deployed" | "released";
  readonly since: string;
}

/** The answer of `registry services`. */
export interface ServicesAnswer {
  readonly registry: string;
  readonly services: readonly ListedService[];
}

export interface ListedService {
  readonly service: string;
  /** False: only evidence or deployments name it; it may be another service's other name. */
  readonly declared: boolean;
  readonly team?: string;
  readonly contacts: readonly string[];
  readonly aliases: readonly string[];
  readonly profile?: string;
  readonly provides: readonly string[];
  readonly uses: readonly string[];
  readonly live: readonly LiveVersion[];
  /** Absent: there is no evidence of it. */
  readonly lastSeen?: CalendarDate;
}

/** The answer of `registry teams`. */
export interface TeamsAnswer {
  readonly registry: string;
  readonly teams: readonly ListedTeam[];
  /** Services that no team is known of. */
  readonly withoutTeam: readonly string[];
}

export interface ListedTeam {
  readonly team: string;
  readonly contacts: readonly string[];
  readonly services: readonly string[];
}

/** The answer of `registry contracts`. */
export interface ContractsAnswer {
  readonly registry: string;
  readonly contracts: readonly ListedContract[];
}

export interface ListedContract {
  readonly contract: string;
  readonly format?: Format;
  readonly service?: string;
  readonly owners: readonly string[];
  readonly versions: number;
  readonly latest?: { readonly version: string; readonly publishedAt: string };
  readonly labels: Readonly<Record<string, string>>;
  readonly consumers: number;
}

/** The answer of `registry evidence`. */
export interface EvidenceAnswer {
  readonly registry: string;
  readonly evidence: readonly ListedEvidence[];
}

export interface ListedEvidence {
  readonly contract: string;
  readonly consumer: string;
  readonly environment?: string;
  readonly kind: string;
  readonly file: string;
  readonly versions: readonly string[];
  readonly firstSeen: CalendarDate;
  readonly lastSeen: CalendarDate;
  readonly uses: number;
  readonly dangling: number;
}

/** The answer of `registry prune`. */
export interface RegistryPruneAnswer {
  readonly registry: string;
  readonly before: CalendarDate;
  /** False: only counted. */
  readonly done: boolean;
  readonly evidence: number;
  readonly versions: number;
  readonly deployments: number;
}

/** Who uses a contract or an element of it: the answer of `consumers`. */
export interface ConsumersAnswer {
  readonly contract: string;
  /** The version that uses were resolved in; absent where none is published. */
  readonly version?: string;
  readonly coordinate?: string;
  /** The declaration that the coordinate stands for. */
  readonly element?: Coordinate;
  readonly consumers: readonly ListedConsumer[];
  /** Known consumers of the contract whose evidence is too coarse to tell. */
  readonly uncovered: readonly string[];
  /** Every consumer of the contract that is known. */
  readonly known: number;
}

export interface ListedConsumer {
  readonly consumer: string;
  readonly team?: string;
  readonly contacts: readonly string[];
  readonly environments: readonly string[];
  readonly versions: readonly string[];
  readonly live: readonly LiveVersion[];
  readonly firstSeen: CalendarDate;
  readonly lastSeen: CalendarDate;
  /** Kinds of evidence. */
  readonly evidence: readonly string[];
  readonly uses: readonly ListedUse[];
}

/** A use coordinate with everything that is known of it. */
export interface ListedUse {
  readonly coordinate: Coordinate;
  readonly modes: readonly UsageMode[];
  readonly lastSeen: CalendarDate;
  readonly count?: number;
  /** `src/order.graphql:4`. */
  readonly place: string;
}

/** What a service uses and what of it is going away: the answer of `dependencies`. */
export interface DependenciesAnswer {
  readonly today: CalendarDate;
  readonly service: string;
  readonly team?: string;
  /** True: only contracts of which something is going away, what goes first first. */
  readonly goingAway?: boolean;
  readonly contracts: readonly Dependency[];
}

export interface Dependency {
  readonly contract: string;
  readonly provider?: string;
  /** Whom to ask about what is going away. */
  readonly providerTeam?: string;
  /** The version that uses were resolved in; absent where none is published. */
  readonly version?: string;
  /** What the evidence was read against, the latest first. */
  readonly builtAgainst: readonly string[];
  /** Coordinates that are used; none where no more is known than that the contract is used. */
  readonly uses: number;
  /** True where that is a bound only: a copy or a client library holds so many. */
  readonly atMost?: true;
  readonly lastSeen: CalendarDate;
  /** Elements in use that are deprecated, the first to go first. */
  readonly going: readonly GoingElement[];
  /** What is used and the version does not have. */
  readonly missing: readonly { readonly coordinate: string; readonly reason: string }[];
}

export interface GoingElement {
  readonly element: Coordinate;
  readonly kind: ElementKind;
  readonly lifecycle: ChangeLifecycle;
  readonly reason?: string;
  /** The use coordinates that meet it. */
  readonly through: readonly Coordinate[];
}

/** What nobody is seen to use: the answer of `unused`. */
export interface UnusedAnswer {
  readonly contract: string;
  readonly version: string;
  readonly since: CalendarDate;
  readonly environment?: string;
  readonly elements: readonly UnusedElement[];
  /** How many elements there are, used ones included. */
  readonly total: number;
  /** Consumers whose evidence shows every element that they use; the others could use anything. */
  readonly coverage: Coverage;
}

export interface UnusedElement {
  readonly element: Coordinate;
  readonly kind: ElementKind;
  /**
   * `unused`: no known consumer can be meeting it; `unknown`: some consumer may, of whose use too
   * little is known.
   */
  readonly answer: "unused" | "unknown";
  /** When it was used last, before the day that was asked for. */
  readonly lastSeen?: CalendarDate;
  readonly lifecycle?: ChangeLifecycle;
}

/** Worst first. */
export const DEPLOY_DECISIONS = ["deny", "unknown", "allow"] as const;

/** `unknown` is never as good as `allow`: too little was recorded to tell. */
export type DeployDecision = (typeof DEPLOY_DECISIONS)[number];

/** Whether a version may go to an environment: the answer of `can-deploy`. */
export interface CanDeployAnswer {
  readonly today: CalendarDate;
  readonly service: string;
  readonly version: string;
  readonly environment: string;
  readonly decision: DeployDecision;
  /** Worst first. */
  readonly findings: readonly DeployFinding[];
  /** What would have to be there first. */
  readonly first: readonly DeployFirst[];
}

/** One thing that was looked at: a counterpart that runs there, or something that is not known. */
export interface DeployFinding {
  readonly decision: DeployDecision;
  /** What the service is in it. */
  readonly role: "provider" | "consumer";
  readonly contract?: string;
  readonly counterpart?: Counterpart;
  readonly message: string;
  /** The changes that do it, by rule and element. */
  readonly changes: readonly { readonly rule: string; readonly element: Coordinate }[];
  readonly because: readonly ImpactReason[];
}

export interface Counterpart {
  readonly service: string;
  /** Absent: not known. */
  readonly version?: string;
  readonly team?: string;
}

/** Something to deploy before. */
export interface DeployFirst {
  readonly service: string;
  /** Absent: a version that does not exist yet. */
  readonly version?: string;
  readonly why: string;
}
