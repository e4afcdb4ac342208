import type { Change, ChangeSide } from "../diff/change.ts";
import type { ConsumerImpact } from "../impact/verdict.ts";
import type { Coordinate } from "../model/element.ts";
import { isJsonObject } from "../model/json.ts";
import type { Json } from "../model/json.ts";
import type { Location, Origin } from "../model/position.ts";
import type { Semantics, Surface } from "../model/semantics.ts";
import { blockingOf } from "../policy/blocking.ts";
import type { BlockingContext } from "../policy/blocking.ts";
import type { Policy } from "../policy/policy.ts";
import type { WindowRequirements } from "../policy/windows.ts";
import { expiryWords } from "../policy/waivers.ts";
import type { WaiverRuling } from "../policy/waivers.ts";
import { SEVERITIES } from "../rules/rule.ts";
import { deploymentOf } from "./deploy-order.ts";
import { changeKey } from "./key.ts";
import type { ReportedChange, ReportedSide, Verdict, WaiverNote, Witness } from "./report.ts";

/** What turns the differ's changes of one contract into what a report shows. */
export interface FinishContext {
  readonly contract: string;
  /** The promised surfaces. */
  readonly surfaces: readonly Surface[];
  /** How messages of the contract behave. */
  readonly semantics: Semantics;
  readonly policy: Policy;
  /** What is asked of an element's deprecation. Default: nothing. */
  readonly requirements?: (element: Coordinate) => WindowRequirements;
  readonly locateBefore?: (origin: Origin) => Location;
  readonly locateAfter?: (origin: Origin) => Location;
  /** Consumers by change; a change without an entry has none that is known. */
  readonly impacts?: ReadonlyMap<Change, readonly ConsumerImpact[]>;
  readonly witnesses?: ReadonlyMap<Change, Witness>;
  /** What is known of a waiver of the change with this key. */
  readonly rulingOf?: (key: string) => WaiverRuling | undefined;
}

/** Changes with key, places, consumers and verdict; worst first, then by element, rule and key. */
export function finishChanges(
  changes: readonly Change[],
  context: FinishContext,
): readonly ReportedChange[] {
  return changes.map((change) => finishChange(change, context)).sort(byRank);
}

/** The worst severity, or `unchanged` where there is no change at all. */
export function verdictOf(changes: readonly { readonly severity: Verdict }[]): Verdict {
  const ranks: readonly Verdict[] = ["unchanged", ...SEVERITIES];
  return changes.reduce<Verdict>(
    (worst, { severity }) => (ranks.indexOf(severity) > ranks.indexOf(worst) ? severity : worst),
    "unchanged",
  );
}

function finishChange(change: Change, context: FinishContext): ReportedChange {
  const key = changeKey(context.contract, change);
  const impact = context.impacts?.get(change) ?? [];
  const ruling = context.rulingOf?.(key);
  const window = context.requirements?.(change.element);
  const witness = context.witnesses?.get(change);
  const before = reportedSide(change.before, context.locateBefore);
  const after = reportedSide(change.after, context.locateAfter);
  return {
    key,
    rule: change.rule,
    severity: change.severity,
    direction: change.direction,
    surfaces: feltSurfaces(change),
    effects: change.effects,
    element: change.element,
    kind: change.kind,
    reach: change.reach,
    reachTotal: change.reachTotal,
    message: change.message,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(witness === undefined ? {} : { witness }),
    ...(change.lifecycle === undefined ? {} : { lifecycle: change.lifecycle }),
    impact,
    ...deploymentOf(change, context),
    waiver: ruling?.state === "valid" ? noteOf(ruling) : null,
    ...lapsedOf(ruling),
    blocking: blockingOf(change, {
      policy: context.policy,
      impact,
      ...excuseOf(ruling),
      ...(window === undefined ? {} : { window }),
    }),
  };
}

function feltSurfaces(change: Change): readonly Surface[] {
  const felt = change.effects.filter((effect) => effect.severity !== "compatible");
  return [...new Set(felt.map((effect) => effect.surface))];
}

function reportedSide(
  side: ChangeSide | undefined,
  locate: ((origin: Origin) => Location) | undefined,
): ReportedSide | undefined {
  if (side === undefined) return undefined;
  return {
    ...(side.value === undefined ? {} : { value: printable(side.value) }),
    ...(side.origin === undefined || locate === undefined ? {} : { location: locate(side.origin) }),
  };
}

/** The value as JSON can say it: integers that a double cannot hold become text of their digits. */
function printable(value: Json): Json {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (Array.isArray(value)) return value.map((item: Json) => printable(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item)]));
}

function noteOf({ waiver, added }: WaiverRuling): WaiverNote {
  const { owner, reason, expires, decision, consumers } = waiver;
  return {
    by: owner,
    reason,
    expires: expiryWords(expires),
    ...(decision === undefined ? {} : { decision }),
    ...(consumers === undefined ? {} : { consumers }),
    ...(added ? { added } : {}),
  };
}

function lapsedOf(ruling: WaiverRuling | undefined): Pick<ReportedChange, "lapsedWaiver"> {
  if (ruling === undefined || ruling.state === "valid") return {};
  return { lapsedWaiver: { state: ruling.state, ...noteOf(ruling) } };
}

function excuseOf(
  ruling: WaiverRuling | undefined,
): Pick<BlockingContext, "waived" | "waivedConsumers" | "lapsed"> {
  if (ruling === undefined) return {};
  const { owner, reason, expires, consumers } = ruling.waiver;
  const until = expiryWords(expires);
  switch (ruling.state) {
    case "expired":
      return { lapsed: `the waiver of ${owner} ended with ${until}` };
    case "dead":
      return { lapsed: `the waiver of ${owner} was made for an earlier change` };
    case "valid":
      return {
        waived: `waived by ${owner} until ${until}: ${reason}`,
        ...(consumers === undefined ? {} : { waivedConsumers: consumers }),
      };
  }
}

function byRank(one: ReportedChange, other: ReportedChange): number {
  const bySeverity = SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity);
  if (bySeverity !== 0) return bySeverity;
  return (
    byCodeUnits(one.element, other.element) ||
    byCodeUnits(one.rule, other.rule) ||
    byCodeUnits(one.key, other.key)
  );
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
