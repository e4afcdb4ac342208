import { anchorOf, consumersOf } from "../findings.ts";
import type { Finding } from "../findings.ts";
import type { WaiverNote } from "../report.ts";
import { harmless } from "../text/style.ts";
import { windowSentence } from "../text/window.ts";
import { deploySentence, sentence } from "../words.ts";
import { locationsOf } from "./location.ts";

/** Names the algorithm of the fingerprint, so that a later one can stand beside it. */
const FINGERPRINT = "contractDriftKey/v1";

/** A result (SARIF 2.1.0, 3.27) for a change; `ruleIndex` counts in the run's rules. */
export function resultOf(finding: Finding, ruleIndex: number) {
  const { change } = finding;
  return {
    ruleId: change.rule,
    ruleIndex,
    kind: "fail",
    level: levelOf(finding),
    message: { text: messageOf(finding) },
    ...locationsOf(finding),
    partialFingerprints: { [FINGERPRINT]: change.key },
    // Every change is new against its base: who compares has chosen what is known already.
    baselineState: "new",
    suppressions: change.waiver === null ? [] : [suppressionOf(change.waiver)],
    properties: propertiesOf(finding),
  };
}

function levelOf({ change }: Finding): "error" | "warning" | "note" {
  if (change.blocking.value) return "error";
  return change.severity === "compatible" ? "note" : "warning";
}

function messageOf({ change }: Finding): string {
  const around = anchorOf(change)?.at === "parent" ? " Marked is what was around it." : "";
  const before = change.before?.location === undefined ? "" : " [Before](0).";
  const verdict = change.blocking.value ? "Blocks" : "Passes";
  return `${linkless(`${change.element}: ${sentence(change.message)}`)} ${verdict}: ${linkless(sentence(change.blocking.because))}${around}${before}`;
}

/** Brackets would begin an embedded link (SARIF 2.1.0, 3.11.6). */
function linkless(text: string): string {
  return harmless(text).replaceAll(/[\\[\]]/g, String.raw`\$&`);
}

function suppressionOf({ by, reason, expires }: WaiverNote) {
  const until = expires === undefined ? "" : ` until ${expires}`;
  return {
    kind: "external",
    status: "accepted",
    justification: `Waived by ${by}${until}: ${reason}`,
  };
}

function propertiesOf({ comparison, change }: Finding) {
  const { lifecycle } = change;
  const deploy = deploySentence(change);
  return {
    contract: comparison.contract,
    severity: change.severity,
    blocking: change.blocking.value,
    direction: change.direction,
    surfaces: change.surfaces,
    places: change.reachTotal,
    breaks: consumersOf(change, ["breaks"]),
    mayBreak: consumersOf(change, ["may-break"]),
    notCovered: consumersOf(change, ["not-covered"]),
    ...(lifecycle === undefined ? {} : { window: windowSentence(lifecycle) }),
    ...(deploy === undefined ? {} : { deploy }),
    reversible: change.reversible,
  };
}
