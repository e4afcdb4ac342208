import type { Format } from "../model/contract.ts";
import type { Surface } from "../model/semantics.ts";
import { RULES } from "../rules/index.ts";
import { SEVERITIES, worse } from "../rules/rule.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import type { DeployOrder, ReportedChange } from "./report.ts";

// The words that every reporter uses for the same thing.

export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  openapi: "OpenAPI",
  graphql: "GraphQL",
  protobuf: "Protobuf",
};

const DIRECTIONS: Readonly<Record<ReportedChange["direction"], string>> = {
  input: "what consumers send",
  output: "what consumers receive",
  both: "what consumers send and receive",
};

const SURFACES: Readonly<Record<Surface, string>> = {
  wire: "on the wire",
  json: "in JSON",
  source: "in client code",
  promise: "in what was announced",
};

const DEPLOY_ORDERS: Readonly<Record<DeployOrder, string>> = {
  "provider-first": "provider first",
  "consumer-first": "consumers first",
  either: "in either order",
  parallel: "no order is safe: serve both forms for a time",
};

const CATALOGUE: ReadonlyMap<string, Rule> = new Map(Object.entries(RULES));

/** The catalogue's entry of a change; undefined for a report by another version that has more rules. */
export function ruleOf(change: ReportedChange): Rule | undefined {
  return CATALOGUE.get(change.rule);
}

/** The message as a sentence. Not capitalised: it may begin with a name. */
export function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** On what a change is felt: `what consumers receive, breaking on the wire, dangerous in JSON`. */
export function feltBy(change: ReportedChange): string {
  const undecided = change.effects.some((effect) => effect.certainty === "undecided");
  const felt = SEVERITIES.toReversed().flatMap((severity) => surfacesWith(change, severity));
  return [
    [DIRECTIONS[change.direction], ...felt].join(", "),
    ...(undecided ? ["it cannot be decided whether this breaks anybody"] : []),
  ].join(": ");
}

/** The surfaces whose worst effect has this severity; compatible ones are not worth a word. */
function surfacesWith(change: ReportedChange, severity: Severity): readonly string[] {
  if (severity === "compatible") return [];
  const surfaces = change.surfaces.filter(
    (surface) =>
      change.effects
        .filter((effect) => effect.surface === surface)
        .map((effect) => effect.severity)
        .reduce(worse, "compatible") === severity,
  );
  if (surfaces.length === 0) return [];
  return [`${severity} ${surfaces.map((surface) => SURFACES[surface]).join(" and ")}`];
}

/** Which side goes first; undefined where it does not matter, which needs no line. */
export function deploySentence(change: ReportedChange): string | undefined {
  if (change.deployOrder === "either") return undefined;
  const back = change.reversible
    ? "the provider can be rolled back alone"
    : "rolling back the provider alone harms consumers that have moved";
  return `${DEPLOY_ORDERS[change.deployOrder]}; ${back}`;
}

/** A waiver that is there and excuses nothing any more; undefined where there is none. */
export function lapsedSentence({ lapsedWaiver }: ReportedChange): string | undefined {
  if (lapsedWaiver === undefined) return undefined;
  const { state, by, reason, expires } = lapsedWaiver;
  const end =
    state === "expired"
      ? `ended with ${expires ?? "its release"}`
      : "was made for an earlier change";
  return `the one by ${by} ${end} (${reason})`;
}
