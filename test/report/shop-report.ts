import type { Change } from "../../src/diff/change.ts";
import { changeKey } from "../../src/report/key.ts";
import type { Comparison, Report, Witness } from "../../src/report/report.ts";
import type { FinishContext } from "../../src/report/finish.ts";
import { change, comparison, CONTEXT, hit, report, waiverRuling } from "./changes.ts";

// A branch of a shop that removes a response property which is still used, on time removes
// another, grows an enum in GraphQL, renumbers a Protobuf field that is waived, and adds things.

const STATUS_REMOVED = change({
  lifecycle: {
    state: "removed-early",
    since: "2026-06-01",
    sunset: "2027-01-02",
    daysLeft: 41,
    replacement: "state",
  },
  reach: [
    { operation: "GET /orders/{}", place: "res.200[application/json].status" },
    { operation: "GET /orders", place: "res.200[application/json][].status" },
  ],
  reachTotal: 2,
  after: { origin: { file: "services/orders/openapi.yaml", line: 10, column: 5 } },
  before: {
    value: { type: "string" },
    origin: { file: "services/orders/openapi.yaml", line: 12, column: 9 },
  },
});

const NOTE_REMOVED = change({
  element: "#schemas.Order.note",
  message: "property note was removed",
  details: { name: "note" },
  lifecycle: {
    state: "removed-on-time",
    since: "2026-01-10",
    sunset: "2026-10-31",
    daysLeft: -22,
  },
});

const REMARK_ADDED = change({
  rule: "field-added",
  severity: "compatible",
  element: "#schemas.Order.remark",
  message: "optional property remark was added",
  details: { name: "remark" },
  effects: [{ surface: "wire", direction: "output", severity: "compatible", certainty: "by-rule" }],
  before: {},
  after: {
    value: { type: "string" },
    origin: { file: "services/orders/openapi.yaml", line: 20, column: 9 },
  },
});

const ETAG_DEPRECATED = change({
  rule: "deprecation-added",
  severity: "compatible",
  element: "GET /orders/{} res.200.header.etag",
  kind: "header",
  message: "header etag was deprecated, sunset 2027-06-30",
  effects: [],
  before: { value: false, origin: { file: "services/orders/openapi.yaml", line: 30, column: 13 } },
  after: { value: true, origin: { file: "services/orders/openapi.yaml", line: 31, column: 13 } },
  lifecycle: { state: "window-open", sunset: "2027-06-30", daysLeft: 220 },
});

const SECURITY_TIGHTENED = change({
  rule: "security-tightened",
  direction: "input",
  effects: [{ surface: "wire", direction: "input", severity: "breaking", certainty: "by-rule" }],
  element: "GET /orders",
  kind: "security-requirement",
  message: "GET /orders can no longer be called without oauth (orders:read)",
  reach: [{ operation: "GET /orders", place: "" }],
  before: { value: [], origin: { file: "services/orders/openapi.yaml", line: 40, column: 7 } },
  after: {
    value: [{ oauth: ["orders:read"] }],
    origin: { file: "services/orders/openapi.yaml", line: 41, column: 7 },
  },
});

const LOST_ADDED = change({
  rule: "enum-value-added",
  severity: "dangerous",
  element: "Status",
  kind: "type",
  message: "LOST was added to Status",
  details: { name: "LOST" },
  effects: [{ surface: "wire", direction: "output", severity: "dangerous", certainty: "proven" }],
  reach: [{ operation: "query", place: "res.orders[].status" }],
  before: { value: ["OPEN", "PAID"], origin: { file: "catalog.graphql", line: 8, column: 1 } },
  after: {
    value: ["OPEN", "PAID", "LOST"],
    origin: { file: "catalog.graphql", line: 8, column: 25 },
  },
});

const SKU_RENUMBERED = change({
  rule: "field-number-changed",
  direction: "both",
  element: "shop.v1.Item.sku#1",
  message: "field sku has the number 4 instead of 1",
  details: { name: "sku" },
  reach: [{ operation: "shop.v1.Stock/GetItem", place: "res.sku" }],
  before: { value: 1, origin: { file: "proto/stock.proto", line: 4, column: 3 } },
  after: { value: 4, origin: { file: "proto/stock.proto", line: 4, column: 3 } },
});

/** The key of the change that the shop waives. */
const WAIVED_KEY = changeKey("stock", SKU_RENUMBERED);

/** The key of the change that blocks first. */
export const FIRST_KEY = changeKey("orders", STATUS_REMOVED);

const STATUS_WITNESS: Witness = {
  status: "confirmed",
  kind: "response",
  operation: "GET /orders/{}",
  payload: { id: "o-1", total: 12.5 },
  confirmedBy: "ajv",
  detail: "must have required property 'status'",
};

const SIDES = {
  base: { ref: "main", commit: "3f2a1bc9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f" },
  head: { ref: "working tree" },
};

function located(name: string): FinishContext {
  const as = (origin: { file: string; line?: number; column?: number }) => ({
    file: origin.file,
    line: origin.line ?? 1,
    column: origin.column ?? 1,
  });
  const at = (origin: Parameters<NonNullable<FinishContext["locateBefore"]>>[0]) => as(origin);
  return { ...CONTEXT, contract: name, locateBefore: at, locateAfter: at };
}

function orders(): Comparison {
  const impacts: FinishContext["impacts"] = new Map([
    [
      STATUS_REMOVED,
      [
        hit({ versions: ["3.2"], environment: "production", lastSeen: "2026-11-20" }),
        hit({ consumer: "till", team: "payments", verdict: "may-break" }),
        hit({ consumer: "mobile", team: "apps", verdict: "not-covered", because: [] }),
      ],
    ],
    [
      SECURITY_TIGHTENED,
      [hit({ consumer: "mobile", team: "apps", verdict: "not-covered", because: [] })],
    ],
    [NOTE_REMOVED, [hit({ verdict: "no-use-seen", because: [] })]],
  ]);
  return comparison(
    [STATUS_REMOVED, NOTE_REMOVED, REMARK_ADDED, ETAG_DEPRECATED, SECURITY_TIGHTENED],
    { ...SIDES, size: { operations: 6, types: 4 } },
    { ...located("orders"), impacts, witnesses: new Map([[STATUS_REMOVED, STATUS_WITNESS]]) },
  );
}

function catalog(): Comparison {
  return comparison(
    [LOST_ADDED],
    { ...SIDES, contract: "catalog", format: "graphql" },
    located("catalog"),
  );
}

function stock(): Comparison {
  const ruling = waiverRuling({
    key: WAIVED_KEY,
    reason: "nobody has generated code from it yet",
    expires: { kind: "date", date: "2027-03-01" },
    decision: "https://tickets.shop.example/ADR-12",
  });
  return comparison(
    [SKU_RENUMBERED],
    { ...SIDES, contract: "stock", format: "protobuf" },
    { ...located("stock"), rulingOf: (key) => (key === WAIVED_KEY ? ruling : undefined) },
  );
}

/** The whole run: three contracts with changes, one unchanged, one new. */
export function shopReport(): Report {
  return {
    ...report([
      orders(),
      catalog(),
      stock(),
      comparison([], { ...SIDES, contract: "customers", state: "unchanged" }),
      comparison([], { ...SIDES, contract: "returns", state: "new" }),
    ]),
    coverage: { known: 3, covered: 2, uncovered: ["mobile"] },
  };
}

/** A run without anything to say: one contract, nothing changed. */
export function quietReport(): Report {
  return report([comparison([], { ...SIDES, state: "unchanged" })]);
}

/** A run with this many changes; the first ten break consumers, the rest is dangerous or harmless. */
export function bigReport(count: number): Report {
  const changes = Array.from({ length: count }, (_, index): Change => bigChange(index));
  const impacts = new Map(changes.slice(0, 10).map((one) => [one, [hit()]] as const));
  return report([comparison(changes, SIDES, { ...CONTEXT, impacts })]);
}

function bigChange(index: number): Change {
  const element = `#schemas.T${String(index).padStart(5, "0")}.a-property-with-a-rather-long-name`;
  if (index < 10) return change({ element });
  if (index % 3 === 0) return change({ element, severity: "compatible", rule: "field-added" });
  return change({ element, severity: "dangerous", rule: "enum-value-added" });
}

/** Names that try to leave every kind of output they are put into. */
export const HOSTILE =
  "</script><img src=x onerror=alert(1)> `code` | cell *b* [l](javascript:x) @team #1 ]]> --> %0A::error::x \u001B[2J\u202E\n&amp;";

/** One change in which everything that a contract's author or a consumer can choose is hostile. */
export function hostileReport(): Report {
  const one = change({
    element: HOSTILE,
    message: HOSTILE,
    reach: [{ operation: HOSTILE, place: HOSTILE }],
    before: { value: HOSTILE, origin: { file: `${HOSTILE}.yaml`, line: 3, column: 2 } },
    after: { origin: { file: `${HOSTILE}.yaml`, line: 3, column: 2 } },
    lifecycle: { state: "removed-early", replacement: HOSTILE },
  });
  const impact = hit({
    consumer: HOSTILE,
    team: HOSTILE,
    because: [{ evidence: { kind: "pact", file: HOSTILE, item: HOSTILE }, detail: HOSTILE }],
  });
  const witness: Witness = {
    status: "confirmed",
    kind: "response",
    operation: HOSTILE,
    payload: { [HOSTILE]: HOSTILE },
    confirmedBy: "ajv",
    detail: HOSTILE,
  };
  const context = {
    ...located(HOSTILE),
    impacts: new Map([[one, [impact]]]),
    witnesses: new Map([[one, witness]]),
  };
  const sides = { base: { ref: HOSTILE }, head: { ref: HOSTILE } };
  const diagnostics = [{ code: "x", message: HOSTILE, location: { file: HOSTILE } }];
  return {
    ...report([comparison([one], { ...sides, contract: HOSTILE, diagnostics }, context)]),
    coverage: { known: 1, covered: 0, uncovered: [HOSTILE] },
    policyNotices: [{ code: "loosened", message: HOSTILE, blocking: true }],
  };
}
