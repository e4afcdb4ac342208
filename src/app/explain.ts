import { didYouMean, DriftError } from "../errors.ts";
import type { Surface } from "../model/semantics.ts";
import { currentRuleId, RULE_IDS, RULES } from "../rules/index.ts";
import type { RuleId } from "../rules/index.ts";
import { SEVERITIES, worse } from "../rules/rule.ts";
import type { Area, Level, PeerIds, Severity } from "../rules/rule.ts";
import { levelWords } from "./level-words.ts";

/** A rule in one line. */
export interface RuleSummary {
  readonly id: RuleId;
  readonly area: Area;
  readonly title: string;
  /** The worst severity it can have. */
  readonly worst: Severity;
}

/** What one surface feels of a rule, in words. */
export interface SurfaceExplanation {
  readonly surface: Surface;
  readonly input: string;
  readonly output: string;
}

export interface RuleExplanation extends RuleSummary {
  readonly explanation: string;
  readonly advice: string;
  readonly severities: readonly SurfaceExplanation[];
  readonly peers: PeerIds;
  readonly retired: readonly string[];
}

/** Every rule in one line each, in catalogue order. */
export function listRules(): readonly RuleSummary[] {
  return RULE_IDS.map((id) => summaryOf(id));
}

/**
 * The rules that a name stands for: one by its own id, or all that report what another tool calls
 * so (`FIELD_REMOVED`).
 */
export function explainRules(name: string): readonly RuleExplanation[] {
  const theirs = RULE_IDS.filter((id) => {
    const peers: PeerIds = RULES[id].peers ?? {};
    return Object.values(peers).some((ids: readonly string[]) => ids.includes(name));
  });
  return currentRuleId(name) === undefined && theirs.length > 0
    ? theirs.map(explainRule)
    : [explainRule(name)];
}

/** One rule in full. Retired ids are understood; an unknown one is a usage error that suggests. */
function explainRule(name: string): RuleExplanation {
  const id = currentRuleId(name);
  if (id === undefined) throw unknownRule(name);
  const rule = RULES[id];
  const severities = SURFACES.flatMap((surface) => {
    const levels = rule.severity[surface];
    return levels === undefined
      ? []
      : [{ surface, input: levelWords(levels.input), output: levelWords(levels.output) }];
  });
  return {
    ...summaryOf(id),
    explanation: rule.explanation,
    advice: rule.advice,
    severities,
    peers: rule.peers ?? {},
    retired: rule.retired ?? [],
  };
}

const SURFACES = ["wire", "json", "source", "promise"] as const satisfies readonly Surface[];

function summaryOf(id: RuleId): RuleSummary {
  const { area, title, severity } = RULES[id];
  const levels = Object.values(severity).flatMap((one) => [one.input, one.output]);
  return { id, area, title, worst: levels.map(worstOf).reduce(worse, SEVERITIES[0]) };
}

function worstOf(level: Level): Severity {
  if (typeof level === "string") return level;
  return [...Object.values(level.cases), level.otherwise].map(worstOf).reduce(worse);
}

/** The error for a rule id that nobody knows, with the nearest one that exists. */
function unknownRule(name: string): DriftError {
  const nearest = didYouMean(name, RULE_IDS);
  return new DriftError({
    code: "usage",
    message: `There is no rule ${JSON.stringify(name)}.`,
    hint: `${nearest === undefined ? "" : `Did you mean ${nearest}? `}\`contract-drift rules\` lists them.`,
  });
}
