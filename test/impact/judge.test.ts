import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import { consumerLines } from "../../src/report/text/consumers.ts";
import { judgeImpact } from "../../src/impact/judge.ts";
import type { Contract } from "../../src/model/contract.ts";
import { WHOLE_CONTRACT } from "../../src/model/usage.ts";
import type { Consumer, Usage } from "../../src/model/usage.ts";
import {
  object,
  oneOfValues,
  ordersContract,
  ordersWith,
  schema,
} from "../evidence/orders-contract.ts";
import { change, effect, use } from "./changes.ts";

const STATUS_REMOVED = change({
  rule: "field-removed",
  element: "#schemas.Order.status",
  kind: "field",
  input: "compatible",
  output: "breaking",
  before: {},
});

const withoutStatus = ordersWith([
  schema("Order", (at) => object(at, { "id!": "needed", note: "needed" })),
]);

interface Case {
  readonly change: Change;
  readonly after?: Contract;
  readonly usages: readonly Usage[];
  readonly consumers?: readonly Consumer[];
  readonly today?: string;
}

function judge(given: Case) {
  return judgeImpact({
    before: ordersContract,
    after: given.after ?? withoutStatus,
    changes: [given.change],
    consumers: given.consumers ?? [],
    usages: given.usages,
    ...(given.today === undefined ? {} : { today: given.today }),
  });
}

/** `web breaks, mobile not-covered`. */
function verdicts(given: Case): string {
  const impacts = judge(given).impacts[0] ?? [];
  return impacts.map((one) => `${one.consumer} ${one.verdict}`).join(", ");
}

const READ = "GET /orders/{} res.200[application/json]";
const SEND = "POST /orders req[application/json]";

describe("what is not known is never said to be safe", () => {
  const today = "2026-06-01";
  const note = `${READ}.note`;
  const seenOn = (usage: Usage, seen: string, holds?: boolean): Usage => ({
    ...usage,
    evidence: { ...usage.evidence, seen, ...(holds === undefined ? {} : { holds }) },
  });

  it.each<[string, string, readonly Usage[]]>([
    ["no evidence", "web not-covered", [use("web", WHOLE_CONTRACT, "declared", "manifest")]],
    ["evidence of today", "web no-use-seen", [seenOn(use("web", note, "needed"), today)]],
    ["evidence of 90 days", "web no-use-seen", [seenOn(use("web", note, "needed"), "2026-03-03")]],
    ["stale evidence", "web not-covered", [seenOn(use("web", note, "needed"), "2026-03-02")]],
    ["a file as it stands", "web no-use-seen", [use("web", note, "needed")]],
    [
      "old evidence of what runs",
      "web no-use-seen",
      [seenOn(use("web", note, "needed"), "2024-01-01", true)],
    ],
    [
      "fresh evidence, but none of the version that runs",
      "web not-covered",
      [seenOn(use("web", note, "needed"), today, false)],
    ],
    [
      "stale evidence beside a fresh declaration of an operation",
      "web may-break",
      [
        seenOn(use("web", note, "needed"), "2024-01-01"),
        seenOn(use("web", "GET /orders/{}", "sent", "otlp"), today),
      ],
    ],
  ])("%s gives %s", (_, expected, usages) => {
    expect(verdicts({ change: STATUS_REMOVED, usages, today })).toBe(expected);
  });

  const seenIn = (environment: string | undefined, seen: string): Usage => ({
    ...seenOn(use("web", note, "needed"), seen),
    ...(environment === undefined ? {} : { environment }),
  });

  it.each<[string, string, readonly Usage[]]>([
    [
      "fresh in staging, stale in production",
      "web not-covered",
      [seenIn("staging", today), seenIn("production", "2025-01-01")],
    ],
    [
      "fresh in both",
      "web no-use-seen",
      [seenIn("staging", today), seenIn("production", "2026-05-01")],
    ],
    [
      "stale in production, fresh where nobody says where",
      "web no-use-seen",
      [seenIn("staging", today), seenIn("production", "2025-01-01"), seenIn(undefined, today)],
    ],
    [
      "fresh in staging, stale where nobody says where",
      "web no-use-seen",
      [seenIn("staging", today), seenIn(undefined, "2025-01-01")],
    ],
  ])("%s gives %s", (_, expected, usages) => {
    expect(verdicts({ change: STATUS_REMOVED, usages, today })).toBe(expected);
  });

  it("and it is told of which environment nothing newer is known", () => {
    const usages = [seenIn("staging", today), seenIn("production", "2025-01-01")];
    const { impacts, coverage } = judge({ change: STATUS_REMOVED, usages, today });
    expect(impacts[0]).toMatchObject([
      { consumer: "web", lastSeen: "2025-01-01", staleDays: 516, staleIn: "production" },
    ]);
    expect(consumerLines(impacts[0] ?? [])).toEqual([
      "only outdated evidence about web (in production 2025-01-01)",
    ]);
    expect(coverage.stale).toEqual(["web"]);
  });

  it("nor is what was used once said to be free, and its age is told", () => {
    const usages = [seenOn(use("web", `${READ}.status`, "needed"), "2024-01-01")];
    const { impacts, coverage } = judge({ change: STATUS_REMOVED, usages, today });
    expect(impacts[0]).toMatchObject([
      { consumer: "web", verdict: "breaks", lastSeen: "2024-01-01", staleDays: 882 },
    ]);
    expect(coverage).toEqual({ known: 1, covered: 0, uncovered: ["web"], stale: ["web"] });
  });
});

describe("a field that is removed from responses", () => {
  it.each<[string, readonly Usage[]]>([
    ["web breaks", [use("web", `${READ}.status`, "needed")]],
    ["web breaks", [use("web", `${READ}.status="paid"`, "needed")]],
    ["web breaks", [use("web", "#schemas.Order.status", "declared", "manifest")]],
    ["web may-break", [use("web", `${READ}.status`, "delivered", "har")]],
    ["web may-break", [use("web", `${READ}.status`, "may-use", "vendored-contract")]],
    ["web may-break", [use("web", "GET /orders/{}", "sent", "otlp")]],
    ["web may-break", [use("web", "GET /orders/{}", "declared", "manifest")]],
    ["web no-use-seen", [use("web", `${READ}.note`, "needed")]],
    ["web no-use-seen", [use("web", "DELETE /orders/{}", "sent", "otlp")]],
    ["web no-use-seen", [use("web", `${SEND}.status`, "sent")]],
    ["web not-covered", [use("web", WHOLE_CONTRACT, "declared", "manifest")]],
    ["web not-covered", [use("web", WHOLE_CONTRACT, "declared", "backstage")]],
    ["", []],
  ])("gives %s", (expected, usages) => {
    expect(verdicts({ change: STATUS_REMOVED, usages })).toBe(expected);
  });

  it("is missed by those who read it, though a tolerant reader of the whole is not broken", () => {
    const optional = change({
      ...STATUS_REMOVED,
      effects: [effect("wire", "output", "dangerous")],
    });
    const usages = [
      use("web", `${READ}.status`, "needed"),
      use("bot", "GET /orders", "sent", "otlp"),
    ];
    expect(verdicts({ change: optional, usages })).toBe("web breaks, bot may-break");
  });

  it("gives each consumer its worst verdict, worst first, with the reasons", () => {
    const usages = [
      use("bot", `${READ}.note`, "needed"),
      use("app", WHOLE_CONTRACT, "declared", "manifest"),
      use("web", "GET /orders/{}", "sent", "otlp"),
      use("web", `${READ}.status`, "needed"),
    ];
    const { impacts, coverage } = judge({ change: STATUS_REMOVED, usages });
    expect(impacts[0]?.map((one) => [one.consumer, one.verdict])).toEqual([
      ["web", "breaks"],
      ["app", "not-covered"],
      ["bot", "no-use-seen"],
    ]);
    expect(impacts[0]?.[0]?.because[0]?.detail).toBe(`reads ${READ}.status`);
    expect(coverage).toEqual({ known: 3, covered: 2, uncovered: ["app"] });
  });

  it("is no matter where the effect is compatible", () => {
    const harmless = change({
      ...STATUS_REMOVED,
      effects: [effect("wire", "output", "compatible")],
    });
    expect(verdicts({ change: harmless, usages: [use("web", `${READ}.status`, "needed")] })).toBe(
      "",
    );
  });
});

describe("a change that demands more of senders", () => {
  const parameterAdded = change({
    rule: "parameter-added",
    element: "GET /orders query.shop",
    kind: "parameter",
    input: "breaking",
    after: {},
  });
  const becameRequired = change({
    rule: "field-became-required",
    element: "#schemas.NewOrder.note",
    kind: "field",
    input: "breaking",
    before: {},
    after: {},
  });
  const fieldAdded = change({
    rule: "field-added",
    element: "#schemas.NewOrder.shop",
    kind: "field",
    input: "breaking",
    after: {},
  });
  const lineAdded = change({
    rule: "field-added",
    element: "#schemas.Line.shop",
    kind: "field",
    input: "breaking",
    after: {},
  });
  const withShop = ordersWith([
    schema("NewOrder", (at) => object(at, { "shop!": "needed" })),
    schema("Line", (at) => object(at, { "shop!": "needed" })),
  ]);

  it.each<[string, Change, readonly Usage[]]>([
    ["web breaks", parameterAdded, [use("web", "GET /orders", "sent", "otlp")]],
    ["web breaks", parameterAdded, [use("web", "GET /orders query.page", "sent")]],
    ["web no-use-seen", parameterAdded, [use("web", "GET /orders/{}", "sent", "otlp")]],
    ["web breaks", fieldAdded, [use("web", `${SEND}.lines`, "sent")]],
    ["web breaks", fieldAdded, [use("web", "POST /orders", "sent", "otlp")]],
    ["web may-break", lineAdded, [use("web", "POST /orders", "sent", "otlp")]],
    ["web no-use-seen", fieldAdded, [use("web", `${READ}.note`, "needed")]],
    ["web breaks", becameRequired, [use("web", `${SEND}.lines`, "sent")]],
    ["web may-break", becameRequired, [use("web", `${SEND}.note`, "sent")]],
    ["web breaks", becameRequired, [use("web", `${SEND}.note`, "omitted-default")]],
    ["web may-break", becameRequired, [use("web", "POST /orders", "sent", "otlp")]],
  ])("gives %s for %o", (expected, given, usages) => {
    expect(verdicts({ change: given, usages, after: withShop })).toBe(expected);
  });
});

describe("a value that leaves or joins an enum", () => {
  const removed = change({
    rule: "enum-value-removed",
    element: '#schemas.Status="paid"',
    kind: "enum-value",
    details: { name: "paid", detail: "#schemas.Status" },
    input: "breaking",
    output: "compatible",
    before: { value: "paid" },
  });
  const added = change({
    rule: "enum-value-added",
    element: '#schemas.Status="lost"',
    kind: "enum-value",
    details: { name: "lost", detail: "#schemas.Status" },
    input: "compatible",
    output: "dangerous",
    after: { value: "lost" },
  });
  const withLost = ordersWith([schema("Status", (at) => oneOfValues(at, ["open", "lost"]))]);
  const strict: Consumer = {
    service: "web",
    contacts: [],
    aliases: [],
    profile: "exhaustive-enums",
  };

  it.each<[string, Change, readonly Usage[], readonly Consumer[]]>([
    ["web breaks", removed, [use("web", `${SEND}.status="paid"`, "sent")], []],
    ["web no-use-seen", removed, [use("web", `${SEND}.status="open"`, "sent")], []],
    ["web may-break", removed, [use("web", `${SEND}.status`, "sent")], []],
    ["web no-use-seen", removed, [use("web", `${READ}.status`, "needed")], []],
    ["web may-break", added, [use("web", `${READ}.status`, "needed")], []],
    ["web breaks", added, [use("web", `${READ}.status`, "needed")], [strict]],
    ["web may-break", added, [use("web", `${READ}.status`, "delivered", "har")], [strict]],
    ["web no-use-seen", added, [use("web", `${SEND}.status="open"`, "sent")], [strict]],
  ])("gives %s", (expected, given, usages, consumers) => {
    expect(verdicts({ change: given, usages, consumers, after: withLost })).toBe(expected);
  });
});

describe("an operation that is removed", () => {
  const removed = change({
    rule: "operation-removed",
    element: "GET /orders/{}",
    kind: "operation",
    input: "breaking",
    output: "breaking",
    before: {},
  });

  it.each<[string, readonly Usage[]]>([
    ["web breaks", [use("web", "GET /orders/{}", "sent", "otlp")]],
    ["web breaks", [use("web", `${READ}.note`, "needed")]],
    ["web breaks", [use("web", `${READ}.note`, "delivered", "har")]],
    ["web breaks", [use("web", "GET /orders/{}", "declared", "manifest")]],
    ["web may-break", [use("web", "GET /orders/{}", "may-use", "vendored-contract")]],
    ["web no-use-seen", [use("web", "GET /orders", "sent", "otlp")]],
    ["web not-covered", [use("web", WHOLE_CONTRACT, "declared", "manifest")]],
  ])("gives %s", (expected, usages) => {
    expect(verdicts({ change: removed, usages })).toBe(expected);
  });
});

describe("what concerns everybody", () => {
  it("breaks whoever uses the contract, however little is known", () => {
    const removed = change({
      rule: "contract-removed",
      element: "orders",
      kind: "contract",
      input: "breaking",
      output: "breaking",
      before: {},
    });
    const usages = [use("web", WHOLE_CONTRACT, "declared", "manifest")];
    expect(verdicts({ change: removed, usages })).toBe("web breaks");
  });

  it("counts a broken promise as something that may break", () => {
    const shortened = change({
      rule: "sunset-shortened",
      element: "#schemas.Order.status",
      kind: "field",
      effects: [effect("promise", "output", "breaking")],
      before: {},
    });
    const usages = [use("web", `${READ}.status`, "needed"), use("bot", `${READ}.note`, "needed")];
    const after = ordersContract;
    expect(verdicts({ change: shortened, usages, after })).toBe("web may-break, bot no-use-seen");
  });

  it("counts source surfaces for generated clients only", () => {
    const renamed = change({
      rule: "type-renamed",
      element: "#schemas.Order",
      kind: "type",
      effects: [effect("source", "output", "breaking"), effect("wire", "output", "compatible")],
      before: {},
      after: {},
    });
    const sdk: Consumer = { service: "sdk", contacts: [], aliases: [], profile: "generated-sdk" };
    const usages = [use("web", `${READ}.note`, "needed"), use("sdk", `${READ}.note`, "needed")];
    expect(verdicts({ change: renamed, usages, consumers: [sdk], after: ordersContract })).toBe(
      "sdk breaks",
    );
  });
});
