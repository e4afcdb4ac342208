import type { Change, Effect } from "../diff/change.ts";
import type { Contract } from "../model/contract.ts";
import type { Surface } from "../model/semantics.ts";
import { RULES, wordingOf } from "../rules/index.ts";
import { severityIn } from "../rules/levels.ts";
import { SEVERITIES, worse } from "../rules/rule.ts";

const RULE = "contract-removed";

/** The one change that a contract without an after side is. */
export function removalOf(before: Contract, name: string, surfaces: readonly Surface[]): Change {
  const effects = effectsOf(before);
  const severity = effects
    .filter((effect) => surfaces.includes(effect.surface))
    .map((effect) => effect.severity)
    .reduce(worse, SEVERITIES[0]);
  const [first] = before.operations;
  const origin = (first ?? [...before.types.values()][0])?.origin;
  return {
    rule: RULE,
    severity,
    direction: "both",
    effects,
    element: name,
    kind: "contract",
    reach: before.operations
      .slice(0, 100)
      .map(({ coordinate }) => ({ operation: coordinate, place: "" })),
    reachTotal: before.operations.length,
    message: wordingOf(RULE, before.format, { kind: "contract", element: name }),
    details: { name },
    facts: {},
    before: origin === undefined ? {} : { origin },
  };
}

function effectsOf({ semantics }: Contract): readonly Effect[] {
  return semantics.surfaces.flatMap((surface) => {
    const levels = RULES[RULE].severity[surface];
    if (levels === undefined) return [];
    return (["input", "output"] as const).map((direction): Effect => ({
      surface,
      direction,
      severity: severityIn(levels[direction], {}),
      certainty: "by-rule",
    }));
  });
}
