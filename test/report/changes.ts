import type { Change } from "../../src/diff/change.ts";
import type { ConsumerImpact } from "../../src/impact/verdict.ts";
import type { Semantics } from "../../src/model/semantics.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";
import type { Waiver, WaiverRuling } from "../../src/policy/waivers.ts";
import { buildReport } from "../../src/report/build.ts";
import { finishChanges, verdictOf } from "../../src/report/finish.ts";
import type { FinishContext } from "../../src/report/finish.ts";
import type { Comparison, Report } from "../../src/report/report.ts";

/** A removed response property of the orders contract, with anything else on top. */
export function change(parts: Partial<Change> = {}): Change {
  return {
    rule: "field-removed",
    severity: "breaking",
    direction: "output",
    effects: [{ surface: "wire", direction: "output", severity: "breaking", certainty: "by-rule" }],
    element: "#schemas.Order.status",
    kind: "field",
    reach: [{ operation: "GET /orders/{}", place: "res.200[application/json].status" }],
    reachTotal: 1,
    message: "property status was removed",
    details: { name: "status" },
    facts: { presence: "required", selection: "whole" },
    before: {
      value: { type: "string" },
      origin: { file: "orders.yaml", line: 12, column: 9 },
    },
    ...parts,
  };
}

/** A contract that sends everything and ignores what it does not know, as JSON over HTTP does. */
export const SEMANTICS: Semantics = {
  surfaces: ["wire", "source"],
  promised: ["wire"],
  identity: { wire: "structural", json: "structural", source: "nominal" },
  fieldKey: { wire: "name", json: "name", source: "name" },
  unknownInput: { wire: "ignored", json: "ignored", source: "rejected" },
  selection: "whole",
  unknownAlternatives: "fatal",
  unreached: "none",
};

export const CONTEXT: FinishContext = {
  contract: "orders",
  surfaces: ["wire", "json"],
  semantics: SEMANTICS,
  policy: DEFAULT_POLICY,
  locateBefore: (origin) => ({ file: origin.file, line: 12, column: 9 }),
  locateAfter: (origin) => ({ file: origin.file, line: 14, column: 3 }),
};

export function hit(parts: Partial<ConsumerImpact> = {}): ConsumerImpact {
  return {
    consumer: "web",
    team: "storefront",
    verdict: "breaks",
    because: [
      {
        evidence: { kind: "graphql-document", file: "web/orders.graphql", line: 4 },
        detail: "selects Order.status",
      },
    ],
    ...parts,
  };
}

/** A waiver by ana that counts, with anything else on top. */
export function waiverRuling(
  parts: Partial<Waiver> = {},
  ruling: Partial<WaiverRuling> = {},
): WaiverRuling {
  const waiver: Waiver = {
    key: "0000000000000000",
    reason: "nobody is left",
    owner: "ana",
    expires: { kind: "date", date: "2027-01-31" },
    place: { file: "contract-drift.waivers.yaml", line: 2, column: 5 },
    ...parts,
  };
  return { waiver, state: "valid", added: true, ...ruling };
}

export function comparison(
  changes: readonly Change[],
  parts: Partial<Comparison> = {},
  context: FinishContext = CONTEXT,
): Comparison {
  const reported = finishChanges(changes, context);
  return {
    contract: "orders",
    format: "openapi",
    state: "compared",
    verdict: verdictOf(reported),
    diagnostics: [],
    changes: reported,
    ...parts,
  };
}

export function report(comparisons: readonly Comparison[]): Report {
  return buildReport({
    version: "0.1.0",
    today: "2026-11-22",
    comparisons,
    coverage: { known: 0, covered: 0, uncovered: [] },
  });
}
