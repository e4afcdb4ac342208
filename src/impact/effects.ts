import type { Change, Effect } from "../diff/change.ts";
import type { Direction, Surface } from "../model/semantics.ts";
import type { Severity } from "../rules/rule.ts";
import { worse } from "../rules/rule.ts";
import type { ClientProfile } from "./profiles.ts";

/** How a change is felt by one consumer: on the surfaces that concern it. */
export interface Felt {
  readonly change: Change;
  readonly profile: ClientProfile;
  readonly surfaces: ReadonlySet<Surface>;
}

/** The worst that a change does to a consumer in one direction, or in any (`undefined`). */
export function severityFor(felt: Felt, direction: Direction | undefined): Severity {
  const { change, profile } = felt;
  const effects = change.effects.filter((effect) => counts(felt, effect, direction));
  const worst = effects.reduce<Severity>(
    (found, effect) => worse(found, levelOf(effect)),
    "compatible",
  );
  const receives = direction !== "input" && change.direction !== "input";
  return receives && profile.breaksOn.has(change.rule) ? "breaking" : worst;
}

/** A broken promise about dates hurts nobody today: it counts as something that may break. */
function levelOf(effect: Effect): Severity {
  return effect.surface === "promise" && effect.severity === "breaking"
    ? "dangerous"
    : effect.severity;
}

function counts(felt: Felt, effect: Effect, direction: Direction | undefined): boolean {
  if (effect.surface === "promise") return true;
  if (!felt.surfaces.has(effect.surface)) return false;
  return direction === undefined || effect.direction === direction;
}
