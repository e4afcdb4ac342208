import type { Contract } from "../model/contract.ts";
import type { Direction } from "../model/semantics.ts";
import type { UsageMode } from "../model/usage.ts";
import { WHOLE_CONTRACT } from "../model/usage.ts";
import type { AttributedFailure } from "./attribution.ts";
import { severityFor } from "./effects.ts";
import type { Felt } from "./effects.ts";
import type { Hit } from "./hits.ts";
import { replaysOf } from "../evidence/replay.ts";
import type { ReplayTable } from "../evidence/replay.ts";
import type { RuleId } from "../rules/index.ts";
import type { ImpactReason, ImpactVerdict } from "./verdict.ts";

/** A verdict with its reason. */
export interface Judged {
  readonly verdict: ImpactVerdict;
  readonly reason: ImpactReason;
}

/** What a change does to the use that it meets, or undefined where it does nothing. */
export function verdictOf(
  hit: Hit,
  felt: Felt,
  replays: ReplayTable,
): "breaks" | "may-break" | undefined {
  const severity = severityFor(felt, hit.direction);
  if (severity === "compatible") return undefined;
  const breaks = hit.firm && (severity === "breaking" || isGoneForReader(hit));
  const own = replaysOf(replays, hit.use.usage.evidence);
  if (own.length === 0) return breaks ? "breaks" : "may-break";
  if (own.every((replay) => replay.spares?.(felt.change) === true)) return undefined;
  if (own.every((replay) => replay.spares !== undefined)) return breaks ? "breaks" : "may-break";
  const isRemoval = REMOVALS.has(felt.change.rule);
  const isDecided = own.every((replay) =>
    touchedDirections(felt, hit).every(
      (direction) =>
        replay.decides.includes(direction) ||
        (isRemoval && replay.provesPresence.includes(direction)),
    ),
  );
  if (isDecided) return undefined;
  return breaks && (hit.unforeseen || felt.profile.breaksOn.has(felt.change.rule))
    ? "breaks"
    : "may-break";
}

/** Rules by which something goes that a consumer would name. */
const REMOVALS: ReadonlySet<RuleId> = new Set([
  "field-removed",
  "interface-removed",
  "alternative-removed",
  "type-removed",
  "operation-removed",
  "root-type-changed",
  "directive-removed",
]);

/** What is read and gone is missed, also where a tolerant reader of the whole could do without. */
function isGoneForReader(hit: Hit): boolean {
  const { mode } = hit.use.usage;
  return hit.gone && hit.direction !== "input" && (mode === "needed" || mode === "declared");
}

function touchedDirections(felt: Felt, hit: Hit): readonly Direction[] {
  if (hit.direction !== undefined) return [hit.direction];
  const directions = (["input", "output"] as const).filter(
    (direction) => severityFor(felt, direction) !== "compatible",
  );
  return directions.length === 0 ? ["input", "output"] : directions;
}

const VERBS: Readonly<Record<UsageMode, string>> = {
  sent: "sends",
  needed: "reads",
  delivered: "receives",
  "may-use": "may use",
  declared: "declares",
  "omitted-default": "leaves out",
};

/** What of a change a use meets, in one clause. */
export function reasonOf(hit: Hit, contract: Contract): ImpactReason {
  const { usage, resolved } = hit.use;
  if (usage.coordinate === WHOLE_CONTRACT) {
    return { evidence: usage.evidence, detail: "uses the contract" };
  }
  const isGraphql = contract.format === "graphql" && usage.mode === "needed";
  const verb = resolved?.operationOnly === true && !isGraphql ? "calls" : VERBS[usage.mode];
  return {
    evidence: usage.evidence,
    detail: `${isGraphql ? "selects" : verb} ${usage.coordinate}`,
  };
}

/** A failed replay as a verdict. */
export function replayReason({ replay, failure }: AttributedFailure): Judged {
  return {
    verdict: "breaks",
    reason: { evidence: replay.evidence, detail: failure.message },
  };
}
