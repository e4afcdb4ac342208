import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/app/config/parse.ts";
import { DriftError, formatPlace } from "../../../src/errors.ts";

function configWith(...lines: readonly string[]) {
  return parseConfig("contract-drift.yaml", `${lines.join("\n")}\n`);
}

function mistakeOf(...lines: readonly string[]): string {
  try {
    configWith(...lines);
  } catch (error) {
    if (!(error instanceof DriftError) || error.place === undefined) throw error;
    return `${formatPlace(error.place)} ${error.message} ${error.hint ?? ""}`.trim();
  }
  throw new Error("it was accepted");
}

const PROFILE = [
  "fail-on: dangerous",
  "severity: { field-removed: dangerous, operation-removed: dangerous }",
  "profiles:",
  "  public:",
  "    block: always",
  "    security-regressions: block",
  "    stability: beta",
  "    surfaces: [wire, source]",
  "    severity: { field-removed: breaking }",
  "    window: { minimum: 90 days }",
  "contracts:",
];

describe("a profile", () => {
  it("speaks over the file, and the contract over the profile", () => {
    const { contracts } = configWith(
      ...PROFILE,
      "  - { name: orders, path: orders.yaml, profile: public }",
      "  - { name: stock, path: stock.yaml, profile: public, block: used, stability: stable, severity: { field-removed: off }, window: { grace: 10 days } }",
      "  - { name: catalog, path: catalog.graphql }",
    );
    const [orders, stock, catalog] = contracts;
    expect(orders).toMatchObject({
      stability: "beta",
      surfaces: ["wire", "source"],
      policy: { failOn: "dangerous", block: "always", securityRegressions: "block" },
    });
    expect(orders?.severities.get("field-removed")).toBe("breaking");
    expect(orders?.severities.get("operation-removed")).toBe("dangerous");
    expect(stock).toMatchObject({
      stability: "stable",
      policy: {
        block: "used",
        window: { all: { minimum: { count: 90, unit: "days" }, graceDays: 10 } },
      },
    });
    expect(stock?.severities.get("field-removed")).toBe("off");
    expect(catalog).toMatchObject({
      policy: { block: "used-or-unknown", securityRegressions: "warn" },
    });
    expect(catalog?.surfaces).toBeUndefined();
  });

  it.each([
    [
      "that does not exist",
      ["  - { path: a.yaml, profile: publik }"],
      'contract-drift.yaml:12:21 There is no profile "publik". Did you mean public?',
    ],
    [
      "that is named like something every object has",
      ["  - { path: a.yaml, profile: __proto__ }"],
      'contract-drift.yaml:12:21 There is no profile "__proto__". `profiles` has: public.',
    ],
  ])("%s is a mistake with its place", (_, entry, message) => {
    expect(mistakeOf(...PROFILE, ...entry)).toBe(message);
  });

  it("refuses unknown keys and rules, used or not", () => {
    const contracts = ["contracts: [a.yaml]"];
    expect(mistakeOf("profiles:", "  public:", "    blok: always", ...contracts)).toBe(
      'contract-drift.yaml:3:5 profiles.public has the unknown key "blok". Did you mean block?',
    );
    expect(
      mistakeOf("profiles:", "  public: { severity: { field-remove: off } }", ...contracts),
    ).toContain('contract-drift.yaml:2:25 There is no rule "field-remove". Did you mean');
  });
});

describe("a command that writes a contract", () => {
  it("is a list of words, or says more", () => {
    const { contracts } = parseConfig(
      "shop/contract-drift.yaml",
      "contracts:\n  - { path: a.yaml, generate: [npm, run, openapi] }\n  - { path: b.yaml, generate: { command: [make], files: schemas/*.yaml, timeout: 20 } }\n",
    );
    expect(contracts.map(({ generate }) => generate)).toEqual([
      { command: ["npm", "run", "openapi"], folder: "shop", files: [], seconds: 300 },
      { command: ["make"], folder: "shop", files: ["shop/schemas/*.yaml"], seconds: 20 },
    ]);
  });

  it("is no line for a shell", () => {
    expect(mistakeOf("contracts:", "  - { path: a.yaml, generate: make && rm x }")).toBe(
      'contract-drift.yaml:2:21 contracts[0].generate must be a list or a mapping, not "make && rm x".',
    );
  });
});
