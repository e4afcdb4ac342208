import type { MessageSurface, Semantics, Surface } from "../model/semantics.ts";
import { RULES, type RuleId } from "../rules/index.ts";
import { severityIn } from "../rules/levels.ts";
import type { Certainty, Facts, Severity } from "../rules/rule.ts";
import type { Effect } from "./change.ts";
import type { Finding } from "./finding.ts";

const UNDECIDED_RULES: ReadonlySet<RuleId> = new Set([
  "constraint-undecided",
  "alternatives-changed",
  "format-changed",
  "xml-changed",
]);

/** What a finding means on every surface it touches, in its own direction. */
export function effectsOf(finding: Finding, semantics: Semantics): readonly Effect[] {
  if (finding.effects !== undefined) return finding.effects.map((effect) => felt(effect, finding));
  const surfaces: Surface[] = [...(finding.surfaces ?? semantics.surfaces), "promise"];
  const certainty: Certainty = isUndecided(finding) ? "undecided" : "by-rule";
  return surfaces.flatMap((surface) => {
    const severity = severityOn(surface, finding, semantics);
    return severity === undefined
      ? []
      : [felt({ surface, direction: finding.direction, severity, certainty }, finding)];
  });
}

/** Whether a finding says that something may fail, and that nobody here can tell. */
export function isUndecided({ rule, facts }: Finding): boolean {
  return UNDECIDED_RULES.has(rule) || facts.variant === "undecided" || facts.variant === "meant";
}

/** What another alternative takes fails nobody; that it is taken for another thing is a danger. */
function felt(effect: Effect, { sheltered }: Finding): Effect {
  const isMessage = effect.surface === "wire" || effect.surface === "json";
  const isEased = sheltered === true && isMessage && effect.severity === "breaking";
  return isEased ? { ...effect, severity: "dangerous" } : effect;
}

/** How bad a finding is where messages travel: what decides whether one shape can stand for another. */
export function severityOnWire(finding: Finding, semantics: Semantics): Severity {
  return severityOnSurface("wire", finding, semantics);
}

/** How bad a finding is on one surface. */
export function severityOnSurface(
  surface: MessageSurface,
  finding: Finding,
  semantics: Semantics,
): Severity {
  if (finding.surfaces !== undefined && !finding.surfaces.includes(surface)) return "compatible";
  const known = finding.effects?.find((effect) => effect.surface === surface);
  const severity = known?.severity ?? severityOn(surface, finding, semantics) ?? "compatible";
  return finding.sheltered === true && severity === "breaking" ? "dangerous" : severity;
}

function severityOn(
  surface: Surface,
  finding: Finding,
  semantics: Semantics,
): Severity | undefined {
  const level = RULES[finding.rule].severity[surface]?.[finding.direction];
  if (level === undefined) return undefined;
  return severityIn(
    level,
    surface === "promise" ? finding.facts : factsOn(surface, finding, semantics),
  );
}

/** The facts of the place, completed by how the contract behaves on the surface. */
function factsOn(surface: MessageSurface, finding: Finding, semantics: Semantics): Facts {
  const members = semantics.unknownInput[surface];
  const refused = members === "by-shape" ? finding.closed === true : members === "rejected";
  return {
    unknown: refused ? "rejected" : "ignored",
    selection: semantics.selection,
    alternatives: semantics.unknownAlternatives,
    ...finding.facts,
  };
}
