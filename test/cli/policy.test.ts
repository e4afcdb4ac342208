import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { commit, git, temporaryRepository } from "../sources/temporary-git.ts";
import { contractDrift } from "./run.ts";

const CATALOG = "type Query {\n  product: String\n  order: String\n}\n";
const SHORTER = "type Query {\n  product: String\n}\n";
const CONFIG = "contracts:\n  - { name: catalog, path: catalog.graphql }\n";
const FILES = { "catalog.graphql": CATALOG, "contract-drift.yaml": CONFIG };
const MANIFEST =
  "service: web\nuses:\n  - contract: catalog\n    elements: [Query.order]\n    mode: needed\n";

/** A repository whose branch makes these changes to a shop. */
function branch(
  changes: Readonly<Record<string, string>>,
  onMain: Readonly<Record<string, string>> = FILES,
): string {
  const { folder } = temporaryRepository(onMain);
  git(folder, "checkout", "-q", "-b", "work");
  commit(folder, changes);
  return folder;
}

function check(folder: string, ...args: readonly string[]): Report {
  const { stdout, stderr } = contractDrift(
    ["check", "--format", "json", "--today", "2026-11-22", ...args],
    { cwd: folder },
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Report;
}

function notices(report: Report): readonly string[] {
  return report.policyNotices.map(({ code, message, blocking }) =>
    `${blocking ? "blocking " : ""}${code}: ${message}`.replace(
      / (?:It counts from|Its key,) .*/,
      "",
    ),
  );
}

describe("a branch that loosens its own check", () => {
  it("is judged by the base's policy, and the loosening blocks by itself", () => {
    const folder = branch({
      "catalog.graphql": SHORTER,
      "contract-drift.yaml": `fail-on: never\nseverity: { field-removed: off }\n${CONFIG}`,
    });
    const report = check(folder);
    expect(report).toMatchObject({ blocking: true, summary: { breaking: 1, blocking: 1 } });
    expect(notices(report)).toEqual([
      "blocking policy-loosened: The branch loosens fail-on of catalog: never instead of breaking.",
      "blocking policy-loosened: The branch loosens severity of field-removed of catalog: off instead of not set.",
    ]);
  });

  it("blocks even where no contract changes", () => {
    const folder = branch({ "contract-drift.yaml": `block: used\n${CONFIG}` });
    const report = check(folder);
    expect(report).toMatchObject({ blocking: true, summary: { blocking: 0 } });
    expect(notices(report)).toHaveLength(1);
  });

  it("passes where the run is told to follow it", () => {
    const folder = branch({
      "catalog.graphql": SHORTER,
      "contract-drift.yaml": `fail-on: never\n${CONFIG}`,
    });
    const report = check(folder, "--policy", "head");
    expect(report.blocking).toBe(false);
    expect(notices(report)).toEqual([
      "policy-loosened: The branch loosens fail-on of catalog: never instead of breaking.",
    ]);
  });

  it("passes where somebody answers for it in a waiver", () => {
    const folder = branch({ "contract-drift.yaml": `fail-on: never\n${CONFIG}` });
    const [notice] = check(folder).policyNotices;
    const terms = ["--reason", "a trial", "--owner", "ana", "--expires", "2027-01-31"];
    contractDrift(["waive", notice?.key ?? "", ...terms, "--today", "2026-11-22"], { cwd: folder });
    const report = check(folder);
    expect(report.blocking).toBe(false);
    expect(report.policyNotices[0]?.message).toContain("Waived by ana until 2027-01-31: a trial");
  });

  it.each([
    ["takes a contract out", `contracts: [other.graphql]\n`],
    ["renames the file, too", undefined],
  ])("is noticed where it %s", (_, config) => {
    const onMain = { ...FILES, "other.graphql": CATALOG };
    const folder = branch({ "catalog.graphql": SHORTER }, onMain);
    if (config === undefined) {
      git(folder, "mv", "contract-drift.yaml", "contract-drift.yml");
      commit(folder, { "contract-drift.yml": `fail-on: never\n${CONFIG}` });
    } else commit(folder, { "contract-drift.yaml": config });
    const report = check(folder);
    expect(report.summary).toMatchObject({ breaking: 1, blocking: 1 });
    expect(report.policyNotices.map(({ blocking }) => blocking)).toEqual([true]);
  });

  it("is noticed where it drops a consumer beside a change that hits it", () => {
    const till = MANIFEST.replace("web", "till").replace("Query.order", "Query.product");
    const onMain = { ...FILES, "consumers/web.yaml": MANIFEST, "consumers/till.yaml": till };
    const folder = branch({ "catalog.graphql": SHORTER }, onMain);
    expect(check(folder).blocking).toBe(true);
    git(folder, "rm", "-q", "consumers/web.yaml");
    commit(folder);
    expect(notices(check(folder))).toEqual([
      "blocking consumer-undeclared: The branch no longer declares web as a consumer.",
    ]);
    commit(folder, { "catalog.graphql": CATALOG });
    expect(notices(check(folder))).toEqual([
      "consumer-undeclared: The branch no longer declares web as a consumer.",
    ]);
  });
});

describe("what loosens nothing is not noticed", () => {
  it.each([
    ["a stricter policy", `fail-on: dangerous\n${CONFIG}`],
    ["a comment", `# hello\n${CONFIG}`],
    ["another contract", `${CONFIG}  - other.graphql\n`],
    ["the same in other words", "contracts:\n  - name: catalog\n    path: [catalog.graphql]\n"],
  ])("%s", (_, config) => {
    const folder = branch({ "contract-drift.yaml": config, "other.graphql": CATALOG });
    expect(notices(check(folder))).toEqual([]);
  });

  it("a first configuration", () => {
    const folder = branch(
      { "contract-drift.yaml": `fail-on: never\n${CONFIG}` },
      { "catalog.graphql": CATALOG },
    );
    expect(notices(check(folder))).toEqual([]);
  });
});

it("a branch that takes single uses out of a manifest is told so, and blocks beside what they would show", () => {
  const two = MANIFEST.replace("[Query.order]", "[Query.order, Query.product]");
  const onMain = { ...FILES, "consumers/web.yaml": two };
  const less = { "consumers/web.yaml": MANIFEST.replace("Query.order", "Query.product") };
  const message =
    "consumer-undeclared: The branch no longer declares that web uses Query.order of catalog.";
  expect(notices(check(branch(less, onMain)))).toEqual([message]);
  const both = check(branch({ ...less, "catalog.graphql": SHORTER }, onMain));
  expect(notices(both)).toEqual([`blocking ${message}`]);
});

it("a branch that widens a manifest to the whole contract has taken nothing out", () => {
  const whole = { "consumers/web.yaml": "service: web\nuses:\n  - contract: catalog\n" };
  const onMain = { ...FILES, "consumers/web.yaml": MANIFEST };
  const folder = branch({ ...whole, "catalog.graphql": SHORTER }, onMain);
  const report = check(folder);
  expect(notices(report)).toEqual([]);
  expect(report.comparisons[0]?.changes).toMatchObject([
    { impact: [{ consumer: "web", verdict: "not-covered" }], blocking: { value: true } },
  ]);
});

it("whoever touches a contract is told what of it should have gone", () => {
  const late = `  old: String @deprecated(reason: "Removal on 2025-01-01 UTC.")\n}\n`;
  const onMain = { ...FILES, "catalog.graphql": CATALOG.replace("}\n", late) };
  const changed = { "catalog.graphql": SHORTER.replace("}\n", late) };
  const [comparison] = check(branch(changed, onMain)).comparisons;
  expect(comparison?.diagnostics).toMatchObject([
    {
      code: "sunset-passed",
      message: expect.stringContaining("past the sunset: Query.old (2025-01-01)"),
    },
  ]);
});

describe("a branch that protects less", () => {
  const PROTECTED = `openapi: 3.0.3
info: { title: Orders, version: "1" }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
paths:
  /orders:
    get:
      security: [{ key: [] }]
      responses: { "200": { description: ok } }
`;
  const OPEN = PROTECTED.replace("security: [{ key: [] }]", "security: []");
  const files = (policy: string) => ({
    "orders.yaml": PROTECTED,
    "contract-drift.yaml": `${policy}contracts: [orders.yaml]\n`,
  });

  it("is told so, and passes unless the policy says otherwise", () => {
    const report = check(branch({ "orders.yaml": OPEN }, files("")));
    expect(report.blocking).toBe(false);
    expect(notices(report)).toEqual([
      expect.stringMatching(
        /^security-regression: orders: security: GET \/orders now accepts .*Nobody breaks/,
      ),
    ]);
  });

  it("blocks where the policy says so, by the base's policy, and can be waived", () => {
    const folder = branch(
      { "orders.yaml": OPEN, "contract-drift.yaml": "contracts: [orders.yaml]\n" },
      files("security-regressions: block\n"),
    );
    const report = check(folder);
    const [change] = report.comparisons[0]?.changes ?? [];
    expect(change).toMatchObject({ rule: "security-loosened", blocking: { value: true } });
    expect(notices(report)).toEqual([
      "blocking policy-loosened: The branch loosens security-regressions of orders: warn instead of block.",
    ]);
    const terms = ["--reason", "public now", "--owner", "ada", "--expires", "2027-01-01"];
    const waived = contractDrift(["waive", change?.key ?? "", ...terms, "--today", "2026-11-22"], {
      cwd: folder,
    });
    expect(waived.stderr).toBe("");
    expect(check(folder).comparisons[0]?.changes[0]).toMatchObject({
      blocking: { value: false },
      waiver: { by: "ada" },
    });
  });

  it("is no news where the policy ignores it", () => {
    expect(
      notices(check(branch({ "orders.yaml": OPEN }, files("security-regressions: ignore\n")))),
    ).toEqual([]);
  });
});
