import { describe, expect, it } from "vitest";
import { compareContracts } from "../../src/app/compare-contracts.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { WINDOW_PRESETS } from "../../src/policy/window-presets.ts";
import { NO_WINDOW_POLICY } from "../../src/policy/windows.ts";
import type { WindowPolicy, WindowRequirements } from "../../src/policy/windows.ts";

const TODAY = "2026-11-22";

function asking(all: WindowRequirements): WindowPolicy {
  return { ...NO_WINDOW_POLICY, all };
}

async function found(before: string, after: string, window: WindowPolicy) {
  const policy: Policy = { ...DEFAULT_POLICY, window };
  const { changes } = await compareContracts({
    before: { files: { "catalog.graphql": before } },
    after: { files: { "catalog.graphql": after } },
    today: TODAY,
    policy,
  });
  return changes;
}

const RULES: ReadonlySet<string> = new Set([
  "window-too-short",
  "sunset-missing",
  "sunset-off-schedule",
  "reason-missing",
  "replacement-missing",
  "born-deprecated",
]);

async function violations(before: string, after: string, window: WindowPolicy) {
  const changes = await found(before, after, window);
  return changes.filter(({ rule }) => RULES.has(rule)).map(({ rule }) => rule);
}

const ACTIVE = `type Query { product: String offer: String }`;

function marked(reason?: string): string {
  const mark = reason === undefined ? "@deprecated" : `@deprecated(reason: "${reason}")`;
  return `type Query { product: String offer: String ${mark} }`;
}

const MINIMUM = asking({ minimum: { count: 90, unit: "days" } });

describe("a deprecation under a policy", () => {
  it.each<readonly [string, string, WindowPolicy, readonly string[]]>([
    ["without any", marked(), NO_WINDOW_POLICY, []],
    ["a day too short", marked("Removal on 2027-02-19."), MINIMUM, ["window-too-short"]],
    ["just long enough", marked("Removal on 2027-02-20."), MINIMUM, []],
    ["without a date, where none is asked", marked("Use product."), MINIMUM, []],
    ["without a date", marked("Use product."), asking({ sunset: "required" }), ["sunset-missing"]],
    ["with a date", marked("Removal on 2027-02-20."), asking({ sunset: "required" }), []],
    [
      "without a replacement",
      marked("It is old."),
      asking({ replacement: "required" }),
      ["replacement-missing"],
    ],
    ["with a replacement", marked("Use `product`."), asking({ replacement: "required" }), []],
    [
      "off schedule",
      marked("Removal on 2027-03-31."),
      asking({ schedule: "quarter" }),
      ["sunset-off-schedule"],
    ],
    ["on schedule", marked("Removal on 2027-04-01."), asking({ schedule: "quarter" }), []],
  ])("%s", async (_, after, window, expected) => {
    expect(await violations(ACTIVE, after, window)).toEqual(expected);
  });

  it("blocks, with its place and its users' directions", async () => {
    const changes = await found(ACTIVE, marked("Removal on 2026-12-01."), MINIMUM);
    expect(changes.find(({ rule }) => rule === "window-too-short")).toMatchObject({
      severity: "breaking",
      surfaces: ["promise"],
      element: "Query.offer",
      after: { location: { file: "catalog.graphql", line: 1 } },
      lifecycle: { state: "window-open", sunset: "2026-12-01" },
      blocking: { value: true },
      message: "window of field offer is too short: 2026-12-01, but 90 days end on 2027-02-20",
    });
  });

  it("is not blamed for what stood there before", async () => {
    const text = marked("Removal on 2020-01-01.");
    const window = asking({ minimum: { count: 12, unit: "months" }, replacement: "required" });
    expect(await violations(text, `${text}\n# Something else.`, window)).toEqual([]);
  });

  it("may be postponed to a date that is still too near", async () => {
    const [before, after] = [marked("Removal on 2026-11-30."), marked("Removal on 2026-12-24.")];
    expect(await violations(before, after, MINIMUM)).toEqual([]);
  });

  it("cannot be written back to an earlier day", async () => {
    const after = marked("Deprecated since 2020-01-01. Removal on 2026-12-24.");
    expect(await violations(ACTIVE, after, MINIMUM)).toEqual(["window-too-short"]);
  });

  it("counts from the day that was written before", async () => {
    const before = marked("Deprecated since 2026-01-01.");
    const after = marked("Deprecated since 2026-01-01. Removal on 2026-12-24.");
    expect(await violations(before, after, MINIMUM)).toEqual([]);
  });

  it("of an element that is new is refused where the policy does", async () => {
    const refused = asking({ bornDeprecated: "refused" });
    const before = `type Query { product: String }`;
    expect(await violations(before, marked("Use product."), refused)).toEqual(["born-deprecated"]);
    expect(await violations(ACTIVE, marked("Use product."), refused)).toEqual([]);
  });
});

describe("what a policy lets pass", () => {
  it("is a date brought forward, where it is allowed and the minimum is kept", async () => {
    const [before, after] = [marked("Removal on 2028-01-01."), marked("Removal on 2027-06-01.")];
    const blocking = async (window: WindowPolicy) =>
      (await found(before, after, window)).map(({ rule, blocking: verdict }) => [
        rule,
        verdict.value,
      ]);
    expect(await blocking(MINIMUM)).toEqual([["sunset-shortened", true]]);
    expect(await blocking(asking({ shortening: "allowed" }))).toEqual([
      ["sunset-shortened", false],
    ]);
  });

  it("is a removal without a date after the minimum, since it was said when it began", async () => {
    const states = async (window: WindowPolicy) =>
      (
        await found(
          marked("Deprecated since 2026-01-01."),
          `type Query { product: String }`,
          window,
        )
      ).map(({ lifecycle, blocking }) => [lifecycle?.state, blocking.value]);
    expect(await states(NO_WINDOW_POLICY)).toEqual([["removed-undated", true]]);
    expect(await states(MINIMUM)).toEqual([["removed-on-time", false]]);
    expect(await states(asking({ minimum: { count: 12, unit: "months" } }))).toEqual([
      ["removed-undated", true],
    ]);
  });

  it("is late after the grace, but passes", async () => {
    const changes = await found(
      marked("Removal on 2026-06-01."),
      `type Query { product: String }`,
      asking({ graceDays: 30 }),
    );
    expect(changes).toMatchObject([
      { lifecycle: { state: "removed-late" }, blocking: { value: false } },
    ]);
  });

  it("is nothing where nothing may ever go", async () => {
    const changes = await found(
      marked("Removal on 2026-06-01."),
      `type Query { product: String }`,
      asking({ removal: "block" }),
    );
    expect(changes).toMatchObject([
      { lifecycle: { state: "removed-on-time" }, blocking: { value: true } },
    ]);
  });
});

describe("stability levels", () => {
  const proto = (level: string, field: string): string =>
    `syntax = "proto3";\npackage shop.stock.${level};\nmessage Item { string sku = 1; ${field} }\nservice Stock { rpc Get(Item) returns (Item); }\n`;

  it.each([
    ["v1alpha1", false],
    ["v1beta1", true],
    ["v1", true],
  ])("of %s: removing a field blocks: %s", async (level, blocks) => {
    const { changes } = await compareContracts({
      before: { files: { "stock.proto": proto(level, "string name = 2;") } },
      after: { files: { "stock.proto": proto(level, "") } },
      today: TODAY,
      policy: { ...DEFAULT_POLICY, window: WINDOW_PRESETS["kubernetes-ga"] },
    });
    expect(changes.some(({ blocking }) => blocking.value)).toBe(blocks);
  });

  it.each([
    ["v1beta1", "2027-08-22", []],
    ["v1beta1", "2027-08-21", ["window-too-short"]],
    ["v1", "2027-11-21", ["window-too-short"]],
    ["v1", "2027-11-22", []],
    ["v1alpha1", "2026-11-23", []],
  ])("of %s: a window until %s gives %j", async (level, sunset, expected) => {
    const { changes } = await compareContracts({
      before: { files: { "stock.proto": proto(level, "string name = 2;") } },
      after: {
        files: {
          "stock.proto": proto(
            level,
            `\n// Deprecated: use sku instead. Removed on ${sunset}.\n string name = 2 [deprecated = true];`,
          ),
        },
      },
      today: TODAY,
      policy: { ...DEFAULT_POLICY, window: WINDOW_PRESETS["kubernetes-ga"] },
    });
    expect(changes.map(({ rule }) => rule).filter((rule) => RULES.has(rule))).toEqual(expected);
  });
});
