import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const SCHEMA = `type Query { product(id: ID!): Product }
type Product { id: ID! name: String! legacyCode: String @deprecated(reason: "Use name. Removal on 2027-01-15 UTC.") }
`;

const FILES = {
  "contract-drift.yaml": "contracts:\n  - path: api/catalog.graphql\n    name: catalog\n",
  "api/catalog.graphql": SCHEMA,
  "consumers/web.yaml":
    'service: web\nteam: storefront\ncontacts: ["#storefront"]\naliases: [web-bff]\nuses:\n  - contract: catalog\n    evidence: [../src/*.graphql]\n',
  "src/product.graphql": "query GetProduct($id: ID!) { product(id: $id) { id legacyCode } }\n",
};

let folder: string;

function freshShop(): string {
  const shop = temporaryFolder(FILES);
  const git = (...args: readonly string[]) => execFileSync("git", ["-C", shop, ...args]);
  git("init", "-q", "-b", "main");
  git("config", "user.email", "shop@example.com");
  git("config", "user.name", "Shop");
  git("add", "-A");
  git("commit", "-q", "-m", "A shop");
  return shop;
}

beforeEach(() => {
  folder = freshShop();
});

function run(...args: readonly string[]): Run {
  return contractDrift(args, { cwd: folder });
}

let filled: string | undefined;

/** Publishes 1.0, records what web 3.1 uses, and deploys both; the work is done once. */
function fillRegistry(): void {
  filled ??= filledShop();
  const file = join(".contract-drift", "registry.db");
  mkdirSync(join(folder, ".contract-drift"));
  copyFileSync(join(filled, file), join(folder, file));
}

function filledShop(): string {
  const shop = freshShop();
  const steps = [
    ["registry", "publish", "--version", "1.0", "--service", "catalog-service"],
    ["registry", "record", "consumers/web.yaml", "--version", "3.1", "--today", "2026-11-20"],
    ["registry", "deploy", "catalog-service", "1.0", "--to", "production", "--at", "2026-11-01"],
    ["registry", "deploy", "web", "3.1", "--to", "production", "--at", "2026-11-02"],
  ];
  for (const step of steps) {
    expect(contractDrift(step, { cwd: shop })).toMatchObject({ code: 0, stderr: "" });
  }
  return shop;
}

describe("the registry's commands", () => {
  it("keep everything in one file of the work tree, and say what they did", () => {
    const published = run(
      "registry",
      "publish",
      "--version",
      "1.0",
      "--service",
      "catalog-service",
    );
    expect(published.stdout).toBe(
      "catalog 1.0 of catalog-service published (1 operation, 7 types)\n",
    );
    expect(existsSync(join(folder, ".contract-drift", "registry.db"))).toBe(true);
    const recorded = run("registry", "record", "consumers/web.yaml", "--version", "3.1");
    expect(recorded.stdout).toMatch(
      /^2 new pieces of evidence with \d+ uses\n {2}of web, on catalog\ndeclared: web\n$/,
    );
    const again = run("registry", "record", "consumers/web.yaml", "--version", "3.2");
    expect(again.stdout).toMatch(/^2 known pieces of evidence seen again\n/);
    const deployed = run("registry", "deploy", "web", "3.3", "--to", "production");
    expect(deployed.stdout).toBe(
      `web 3.3: deployed in production; live now: 3.3 in production
note  no evidence is recorded of what web 3.3 uses: can-deploy cannot tell much about it
`,
    );
    const ended = run("registry", "undeploy", "web", "--from", "production");
    expect(ended.stdout).toBe("web: ended in production; nothing of it is live there now\n");
    expect(run("registry", "undeploy", "web").code).toBe(2);
  });

  it("publish the commit where no version is named, and never other content under one version", () => {
    const { stdout } = run("registry", "publish", "--format", "json");
    const answer = JSON.parse(stdout) as { published: { version: string; state: string }[] };
    expect(answer.published[0]?.version).toMatch(/^[0-9a-f]{40}$/);
    expect(run("registry", "publish").stdout).toContain("was published already");
    writeFiles(folder, { "api/catalog.graphql": SCHEMA.replace("name: String!", "name: String") });
    expect(run("registry", "publish")).toMatchObject({ code: 2, stdout: "" });
  });

  it("publish a revision that is not checked out", () => {
    const from = ["--from", "HEAD:api/catalog.graphql"];
    const { code, stdout } = run("registry", "publish", "catalog", ...from, "--version", "0.9");
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain("catalog 0.9 of catalog published");
  });

  it("list what is known, in text and JSON", () => {
    fillRegistry();
    expect(run("registry", "services").stdout)
      .toBe(`catalog-service  no team  not declared by anybody
  serves catalog
  live 1.0 in production
web  team storefront
  contacts #storefront
  also known as web-bff
  uses catalog
  live 3.1 in production
  last seen 2026-11-20
2 services, 1 of them not declared
`);
    expect(run("registry", "teams").stdout).toBe(
      "storefront  web  #storefront\nno team is known of catalog-service\n",
    );
    expect(run("registry", "contracts").stdout).toBe(
      "catalog  graphql  1.0  1 version  1 consumer  of catalog-service\n",
    );
    const { evidence } = JSON.parse(run("registry", "evidence", "--format", "json").stdout) as {
      evidence: { kind: string; versions: string[] }[];
    };
    expect(evidence.map(({ kind, versions }) => [kind, versions])).toEqual([
      ["graphql-document", ["3.1"]],
      ["manifest", ["3.1"]],
    ]);
  });

  it("record standard input", () => {
    run("registry", "publish", "--version", "1.0");
    const { code, stdout } = contractDrift(["registry", "record", "-", "--consumer", "app"], {
      cwd: folder,
      input: FILES["src/product.graphql"],
    });
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain("of app, on catalog");
  });

  it("prune only when asked in earnest", () => {
    fillRegistry();
    run("registry", "undeploy", "web", "--at", "2026-11-21");
    const args = ["registry", "prune", "--older-than", "30d", "--today", "2027-11-20"];
    const would = "2 pieces of evidence, 0 contract versions, 1 ended deployment";
    expect(run(...args, "--dry-run").stdout).toContain(`Would remove ${would}`);
    expect(run(...args).stdout).toContain(`Removed ${would}`);
    expect(run(...args).stdout).toContain("Removed 0 pieces of evidence");
  });
});

describe("the questions", () => {
  beforeEach(fillRegistry);

  it("consumers: who uses it; --fail makes it an exit code", () => {
    const { code, stdout } = run("consumers", "catalog", "Product.legacyCode");
    expect(code).toBe(0);
    expect(stdout).toBe(`Product.legacyCode of catalog 1.0

web  team storefront (#storefront)
  live 3.1 in production; seen in 3.1; last seen 2026-11-20; by graphql-document
    Product.legacyCode  needed  src/product.graphql:1

1 consumer of 1 known
`);
    expect(run("consumers", "catalog", "Product.legacyCode", "--fail").code).toBe(1);
    expect(run("consumers", "catalog", "Product.name", "--fail").code).toBe(0);
  });

  it("dependencies: what goes away", () => {
    const { stdout } = run("dependencies", "web-bff", "--today", "2026-11-22");
    expect(stdout).toContain(
      "going  Product.legacyCode  deprecated, window open; sunset 2027-01-15, in 54 days; use name",
    );
    expect(run("dependencies", "web", "--fail").code).toBe(1);
  });

  it("unused: what nobody uses, with coverage", () => {
    const { stdout } = run("unused", "catalog", "--today", "2026-11-22");
    expect(stdout).toBe(`catalog 1.0, since 2026-08-24

Unused (1 of 7 elements)
  Product.name  field

1 of 1 known consumer judged
`);
  });

  it("can-deploy: 0 to allow, 1 to deny and to doubt, 0 to doubt that is allowed", () => {
    const ask = (version: string, ...more: readonly string[]): Run =>
      run("can-deploy", "catalog-service", version, "--to", "production", ...more);
    expect(ask("1.0").code).toBe(0);
    expect(ask("9.9").code).toBe(1);
    expect(ask("9.9", "--allow-unknown").code).toBe(0);
    writeFiles(folder, { "api/catalog.graphql": SCHEMA.replace(/legacyCode.*\)/, "") });
    run("registry", "publish", "--version", "2.0", "--service", "catalog-service");
    const denied = ask("2.0", "--allow-unknown", "--today", "2026-11-22");
    expect(denied.code).toBe(1);
    expect(denied.stdout).toBe(`✖ deny  catalog-service 2.0 to production on 2026-11-22

✖ deny  serving catalog: web 3.1 breaks (team storefront)
    field-removed  Product.legacyCode
    selects Product.legacyCode (src/product.graphql:1, last seen 2026-11-20)

First
  web: a version that does without what changes has to be made
`);
    const json = JSON.parse(ask("2.0", "--format", "json").stdout) as { decision: string };
    expect(json.decision).toBe("deny");
  });

  it("impact and check judge by the registry where one is named", () => {
    writeFiles(folder, { "consumers/web.yaml": "service: web\nuses:\n  - contract: catalog\n" });
    const args = ["impact", "catalog", "Product.legacyCode"];
    expect(run(...args).stdout).toContain("no evidence about web");
    const file = join(".contract-drift", "registry.db");
    expect(run(...args, "--registry", file).stdout).toContain(
      "web breaks: selects Product.legacyCode (GetProduct, src/product.graphql:1), last seen 2026-11-20",
    );
    writeFiles(folder, { "api/catalog.graphql": SCHEMA.replace(/legacyCode.*\)/, "") });
    const checked = run("check", "--registry", file, "--against", "HEAD", "--format", "json");
    const report = JSON.parse(checked.stdout) as {
      comparisons: { changes: { impact: { consumer: string; verdict: string }[] }[] }[];
    };
    const [change] = report.comparisons[0]?.changes ?? [];
    expect(change?.impact).toMatchObject([{ consumer: "web", verdict: "breaks" }]);
    const sides = ["HEAD:api/catalog.graphql", "api/catalog.graphql", "--registry", file];
    expect(run("diff", ...sides).stdout).toContain("web (storefront) breaks: selects");
    const unheard = run("diff", ...sides, "--name", "catalogue");
    expect(unheard.code).toBe(2);
    expect(unheard.stderr).toContain('no registry speaks of a contract named "catalogue"');
  });
});

describe("trouble with the registry", () => {
  it("that is not there is told with what to do, and none is made by asking", () => {
    const { code, stderr } = run("consumers", "catalog");
    expect(code).toBe(3);
    expect(stderr).toContain("There is no registry at");
    expect(existsSync(join(folder, ".contract-drift"))).toBe(false);
  });

  it.each([
    [["--registry", "postgres://drift:hunter2@127.0.0.1:1/drift"], {}],
    [[], { CONTRACT_DRIFT_REGISTRY: "postgres://drift:hunter2@127.0.0.1:1/drift" }],
  ])("never tells a password (%j %j)", (options, environment) => {
    const { code, stdout, stderr } = contractDrift(["registry", "contracts", ...options], {
      cwd: folder,
      environment,
    });
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("postgres://127.0.0.1:1/drift cannot be used: nothing listens there");
    expect(stderr).not.toContain("hunter2");
  });

  it.each([
    [["registry", "deploy", "web", "1", "--to", "production", "--at", "tomorrow"], "is not a time"],
    [["registry", "prune", "--older-than", "long"], "Write a number of days"],
    [["registry", "deploy", "web", "1"], "--to <environment>"],
    [["registry", "publish", "--from", "x.graphql"], "needs a name"],
    [["registry", "publsh"], "unknown command"],
  ])("%j is a mistake of the command line", (args, message) => {
    const { code, stderr } = run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
