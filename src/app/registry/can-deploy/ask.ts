import { serviceNames } from "../../../evidence/aliases.ts";
import type { RegistryStore } from "../../../registry/store.ts";
import { DEPLOY_DECISIONS } from "../../../report/registry-answers.ts";
import type {
  CanDeployAnswer,
  DeployDecision,
  DeployFinding,
  DeployFirst,
} from "../../../report/registry-answers.ts";
import { shelfOf } from "../shelf.ts";
import { asConsumer } from "./as-consumer.ts";
import { asProvider } from "./as-provider.ts";
import { requireEnvironment, requireKnown } from "../known-names.ts";
import { finding, joinFindings } from "./inquiry.ts";
import type { CanDeployQuestion, Findings, Inquiry } from "./inquiry.ts";
import { trialsOn } from "./trial.ts";

/**
 * Whether a version of a service may go to an environment: what it serves against every consumer
 * that is live there, what it uses against every version of its providers that is. Rejects
 * (`usage`) for a service or an environment that the registry has never heard of.
 */
export async function askCanDeploy(
  store: RegistryStore,
  question: CanDeployQuestion,
): Promise<CanDeployAnswer> {
  const services = await store.services();
  const service = serviceNames(services).nameOf(question.service);
  const names = services.map((one) => one.service);
  requireKnown("service", service, names);
  await requireEnvironment(store, question.environment);
  const inquiry: Inquiry = {
    ...question,
    service,
    store,
    shelf: shelfOf(store),
    trials: trialsOn(question.today, services),
    services,
    live: await store.live({}),
    tracked: new Set(await store.tracked()),
  };
  const found = joinFindings([await asProvider(inquiry), await asConsumer(inquiry)]);
  const { findings, first } = found.findings.length === 0 ? nothingKnown(inquiry) : found;
  const { today, version, environment } = question;
  return {
    today,
    service,
    version,
    environment,
    decision: worst(findings),
    findings: [...findings].sort(byDecision),
    first: distinct(first),
  };
}

/** A service that neither serves nor uses anything that is known is no safe one. */
function nothingKnown({ service }: Inquiry): Findings {
  return finding({
    decision: "unknown",
    role: "consumer",
    message: `nothing is recorded of what ${service} serves or uses`,
  });
}

function worst(findings: readonly DeployFinding[]): DeployDecision {
  return (
    DEPLOY_DECISIONS.find((decision) => findings.some((one) => one.decision === decision)) ??
    "unknown"
  );
}

function byDecision(one: DeployFinding, other: DeployFinding): number {
  const rank = ({ decision }: DeployFinding): number => DEPLOY_DECISIONS.indexOf(decision);
  const name = ({ role, contract, counterpart, message }: DeployFinding): string =>
    JSON.stringify([role, contract, counterpart?.service, counterpart?.version, message]);
  return rank(one) - rank(other) || (name(one) < name(other) ? -1 : 1);
}

function distinct(first: readonly DeployFirst[]): readonly DeployFirst[] {
  const known = new Map(first.map((one) => [JSON.stringify([one.service, one.version]), one]));
  return [...known.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
}
