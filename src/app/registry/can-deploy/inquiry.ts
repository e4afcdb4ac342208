import type { CalendarDate } from "../../../model/lifecycle.ts";
import type { Deployment, RegisteredService, RegistryStore } from "../../../registry/store.ts";
import type { Counterpart, DeployFinding, DeployFirst } from "../../../report/registry-answers.ts";
import type { Shelf } from "../shelf.ts";
import type { Harm, Trials } from "./trial.ts";

/** What `can-deploy` is asked. */
export interface CanDeployQuestion {
  readonly service: string;
  readonly version: string;
  readonly environment: string;
  readonly today: CalendarDate;
  /** Evidence that names no version is good for this many days. */
  readonly staleAfter: number;
}

/** A question with everything that it takes to answer it. */
export interface Inquiry extends CanDeployQuestion {
  readonly store: RegistryStore;
  readonly shelf: Shelf;
  readonly trials: Trials;
  readonly services: readonly RegisteredService[];
  /** Everything that is live, in any environment. */
  readonly live: readonly Deployment[];
  /** Services of which deployments are recorded at all. */
  readonly tracked: ReadonlySet<string>;
}

/** What was found on one side of the question. */
export interface Findings {
  readonly findings: readonly DeployFinding[];
  readonly first: readonly DeployFirst[];
}

/** A finding with nothing but a sentence, unless more is given. */
export function finding(
  found: Pick<DeployFinding, "decision" | "role" | "message"> & Partial<DeployFinding>,
): Findings {
  return { findings: [{ changes: [], because: [], ...found }], first: [] };
}

/** Several findings as one. */
export function joinFindings(parts: readonly Findings[]): Findings {
  return {
    findings: parts.flatMap((part) => part.findings),
    first: parts.flatMap((part) => part.first),
  };
}

/** A version of a service as findings name it. */
export function counterpartOf(
  { services }: Inquiry,
  service: string,
  version: string | undefined,
): Counterpart {
  const team = services.find((one) => one.service === service)?.team;
  return {
    service,
    ...(version === undefined ? {} : { version }),
    ...(team === undefined ? {} : { team }),
  };
}

/** The distinct versions of a service that are live in the environment that is asked about. */
export function liveVersions({ live, environment }: Inquiry, service: string): readonly string[] {
  const there = live.filter((one) => one.service === service && one.environment === environment);
  return [...new Set(there.map(({ version }) => version))];
}

/** What harm means for a decision: only a use that was seen to break denies. */
export function decisionOf({ verdict }: Harm): DeployFinding["decision"] {
  if (verdict === "breaks") return "deny";
  return verdict === "no-use-seen" ? "allow" : "unknown";
}
