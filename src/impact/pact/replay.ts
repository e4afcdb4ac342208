import { isProvider } from "../../evidence/exchange-evidence.ts";
import type { EvidenceRequest } from "../../evidence/evidence.ts";
import type { HttpInteraction } from "../../evidence/pact/pact-file.ts";
import { readPact } from "../../evidence/pact/read-pact.ts";
import { elementsOf } from "../../evidence/resolve/elements-of.ts";
import type { Replay, ReplayFailure, ReplayResult, ReplaySides } from "../../evidence/replay.ts";
import type { Coordinate } from "../../model/element.ts";
import { checkInteraction } from "./check.ts";
import type { CheckedInteraction } from "./check.ts";
import type { PactFinding } from "./finding.ts";

/**
 * Checks every HTTP interaction of a pact against both sides. What after does not take, or no longer
 * promises, and before did, is a failure; what was wrong before already is not.
 */
export async function replayPactFile(
  request: EvidenceRequest,
  sides: ReplaySides,
): Promise<ReplayResult> {
  const pact = readPact(request.path, request.text);
  const against = request.contract;
  const isOther = against !== undefined && !isProvider(against, pact.provider);
  if (isOther || sides.before.contract.format !== "openapi") return { replays: [], problems: [] };
  const replays = pact.http.flatMap((interaction): readonly Replay[] => {
    const before = checkInteraction(sides.before.contract, interaction);
    if (before.operation === undefined) return [];
    const after = checkInteraction(sides.after.contract, interaction);
    return [
      {
        consumer: pact.consumer,
        evidence: { kind: "pact", file: request.path, item: interaction.name },
        failures: newFailures({ interaction, before, after }, sides),
        decides: isLookedInto(before) && isLookedInto(after) ? ["input"] : [],
        provesPresence: ["input", "output"],
      },
    ];
  });
  return { replays, problems: [] };
}

interface Checked {
  readonly interaction: HttpInteraction;
  readonly before: CheckedInteraction;
  readonly after: CheckedInteraction;
}

function newFailures({ before, after }: Checked, sides: ReplaySides): readonly ReplayFailure[] {
  const known = new Set(before.findings.map((finding) => keyOf(finding)));
  return after.findings
    .filter((finding) => finding.level !== "unchecked" && !known.has(keyOf(finding)))
    .map((finding) => ({
      message: finding.message,
      elements: elementsAt(finding, before, sides),
    }));
}

/** A promise that is weakened and then given up altogether is told again. */
function keyOf({ level, rule, where }: PactFinding): string {
  return JSON.stringify([level, rule, where]);
}

/** What stands at a finding's place, the nearest first: as declared before, then as declared after. */
function elementsAt(
  finding: PactFinding,
  before: CheckedInteraction,
  sides: ReplaySides,
): readonly Coordinate[] {
  const own = [sides.before.contract, sides.after.contract].flatMap((contract) =>
    elementsOf(finding.use, contract).toReversed(),
  );
  const around = before.operation === undefined ? [] : [before.operation.coordinate];
  return [...new Set([...own, ...around])];
}

/** Whether the whole request was judged. */
function isLookedInto({ findings }: CheckedInteraction): boolean {
  return !findings.some(
    (finding) => finding.level === "unchecked" && finding.where.startsWith("request"),
  );
}
