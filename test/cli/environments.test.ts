import { beforeAll, describe, expect, it } from "vitest";
import { git } from "../sources/temporary-git.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const shop = temporaryFolder();
const REGISTRY = ["--registry", "registry.db"];
const TODAY = ["--today", "2026-11-22"];
const JSON_OUT = ["--format", "json", ...REGISTRY, ...TODAY];

function run(...args: readonly string[]): Run {
  return contractDrift(args, { cwd: shop });
}

function done(...args: readonly string[]): string {
  const { code, stdout, stderr } = run(...args);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
}

function record(environment: string, day: string): void {
  const consumer = ["--consumer", "web", "--environment", environment];
  done("registry", "record", "web.graphql", ...consumer, ...REGISTRY, "--today", day);
}

const WHOLE = "type Query { product: String offer: String }\n";
const WITHOUT = "type Query { product: String }\n";

/** What a run in JSON says of web. */
function webIn(text: string): unknown {
  const report: {
    readonly comparisons: readonly {
      readonly changes: readonly { readonly impact?: object[] }[];
    }[];
  } = JSON.parse(text);
  return report.comparisons[0]?.changes[0]?.impact?.[0];
}

beforeAll(() => {
  writeFiles(shop, {
    "contract-drift.yaml": "contracts: [{ path: catalog.graphql, name: catalog }]\n",
    "catalog.graphql": WHOLE,
    "web.graphql": "query Home { product }\n",
    "whole.graphql": WHOLE,
    "without.graphql": WITHOUT,
    ".gitignore": "registry.db*\n.contract-drift\n",
  });
  git(shop, "init", "-q", "-b", "main");
  git(shop, "add", "-A");
  git(shop, "commit", "-qm", "Offer a product");
  done("registry", "publish", "--version", "1.0", "--service", "shop", ...REGISTRY);
  done("registry", "deploy", "shop", "1.0", "--to", "production", ...REGISTRY);
  done("registry", "deploy", "shop", "1.0", "--to", "staging", ...REGISTRY);
  record("production", "2026-01-10");
  record("staging", "2026-11-20");
});

describe("evidence that is fresh in staging and stale in production", () => {
  const diff = (...options: readonly string[]): unknown => {
    const sides = ["whole.graphql", "without.graphql", "--name", "catalog"];
    return webIn(run("diff", ...sides, ...JSON_OUT, ...options).stdout);
  };

  it("shows no absence of use, and says of which environment it does not", () => {
    const stale = { verdict: "not-covered", lastSeen: "2026-01-10", staleIn: "production" };
    expect(diff()).toMatchObject(stale);
    const text = done("impact", "catalog", "Query.offer", ...REGISTRY, ...TODAY);
    expect(text).toContain("only outdated evidence about web (in production 2026-01-10)");
    expect(text).not.toContain("no use seen");
  });

  it("answers for the environment that is asked about", () => {
    expect(diff("--environment", "staging")).toMatchObject({ verdict: "no-use-seen" });
    expect(diff("--environment", "production")).toMatchObject({
      verdict: "not-covered",
      staleDays: 316,
    });
    const there = [...REGISTRY, ...TODAY, "--environment", "staging"];
    expect(done("impact", "catalog", "Query.offer", ...there)).toContain("no use seen by web");
  });

  it("is asked for where the base runs", () => {
    writeFiles(shop, { "catalog.graphql": WITHOUT });
    const check = (environment: string): unknown =>
      webIn(run("check", "--against", `env:${environment}`, ...JSON_OUT).stdout);
    expect(check("production")).toMatchObject({ verdict: "not-covered", staleDays: 316 });
    expect(check("staging")).toMatchObject({ verdict: "no-use-seen", lastSeen: "2026-11-20" });
    git(shop, "checkout", "-q", "catalog.graphql");
  });

  it.each([
    [["impact", "catalog", "Query.offer", ...REGISTRY], "Did you mean production?"],
    [["check", ...REGISTRY], "Did you mean production?"],
    [["deprecations", ...REGISTRY], "Did you mean production?"],
    [["deprecations"], "Name it: `--registry PLACE`"],
  ])("does not answer for one that nobody knows: %j", (args, hint) => {
    const { code, stdout, stderr } = run(...args, "--environment", "prodution");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(hint);
  });
});
