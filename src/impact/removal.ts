import type { FoundElement } from "../evidence/resolve/find-element.ts";
import type { Change, Effect } from "../diff/change.ts";
import type { Contract } from "../model/contract.ts";
import type { ElementKind } from "../model/element.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { Direction, MessageSurface, Surface } from "../model/semantics.ts";
import type { Consumer, Usage } from "../model/usage.ts";
import type { RuleId } from "../rules/index.ts";
import type { Severity } from "../rules/rule.ts";
import { judgeImpact } from "./judge.ts";
import type { ConsumerImpact, Coverage } from "./verdict.ts";

export interface RemovalRequest {
  readonly contract: Contract;
  readonly element: FoundElement;
  readonly consumers: readonly Consumer[];
  readonly usages: readonly Usage[];
  /** The promised surfaces. Default: those of the contract. */
  readonly surfaces?: readonly Surface[];
  /** Evidence that is old on this day shows no absence of use. Absent: its age does not matter. */
  readonly today?: CalendarDate;
}

/** Who breaks if an element is removed, with no change at hand. */
export function impactOfRemoval(request: RemovalRequest): {
  readonly impact: readonly ConsumerImpact[];
  readonly coverage: Coverage;
  /** Consumers that only their evidence names. */
  readonly strangers: readonly string[];
} {
  const { contract } = request;
  const { impacts, coverage, strangers } = judgeImpact({
    before: contract,
    after: without(contract),
    changes: [removalOf(request)],
    consumers: request.consumers,
    usages: request.usages,
    ...(request.surfaces === undefined ? {} : { surfaces: request.surfaces }),
    ...(request.today === undefined ? {} : { today: request.today }),
  });
  return { impact: impacts[0] ?? [], coverage, strangers };
}

/** A contract of the same kind that has nothing: whatever is asked for is gone. */
function without(contract: Contract): Contract {
  return { ...contract, operations: [], types: new Map(), declarations: new Map() };
}

const RULES_BY_KIND: Partial<Record<ElementKind, RuleId>> = {
  contract: "contract-removed",
  operation: "operation-removed",
  parameter: "parameter-removed",
  request: "body-removed",
  response: "response-removed",
  "media-type": "media-type-removed",
  type: "type-removed",
  "enum-value": "enum-value-removed",
  alternative: "alternative-removed",
  directive: "directive-removed",
};

/** What is only ever sent; of an enum, what is received no more is missed by nobody. */
const UNFELT_IN_OUTPUT: ReadonlySet<ElementKind> = new Set(["enum-value", "parameter", "request"]);

function removalOf({ contract, element }: RemovalRequest): Change {
  return {
    rule: RULES_BY_KIND[element.kind] ?? "field-removed",
    severity: "breaking",
    direction: "both",
    effects: contract.semantics.surfaces.flatMap((surface) => [
      effect(surface, "input", lossInInput(contract, element.kind, surface)),
      effect(surface, "output", UNFELT_IN_OUTPUT.has(element.kind) ? "compatible" : "breaking"),
    ]),
    element: element.coordinate,
    kind: element.kind,
    reach: [],
    reachTotal: 0,
    message: `${element.coordinate} is removed`,
    details: {},
    facts: {},
    before: {},
  };
}

function effect(surface: Surface, direction: Direction, severity: Severity): Effect {
  return { surface, direction, severity, certainty: "by-rule" };
}

/** What a provider ignores is lost silently; what it rejects fails. */
function lossInInput(contract: Contract, kind: ElementKind, surface: MessageSurface): Severity {
  if (kind !== "field" && kind !== "parameter" && kind !== "header") return "breaking";
  return contract.semantics.unknownInput[surface] === "rejected" ? "breaking" : "dangerous";
}
