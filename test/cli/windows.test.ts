import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { catalogText, ordersText, repositoryWith } from "../app/history/shop-history.ts";
import { git } from "../sources/temporary-git.ts";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

const CONFIG = `contracts:
  - { path: catalog.graphql, name: catalog }
  - { path: orders.yaml, name: orders }
window: { minimum: 90 days }
`;

const { repository } = repositoryWith([
  {
    on: "2026-01-01",
    write: {
      "contract-drift.yaml": CONFIG,
      "catalog.graphql": catalogText({ offer: "active", deal: "active" }),
      "orders.yaml": ordersText({ archive: "active" }),
    },
  },
  {
    on: "2026-03-01",
    write: {
      "catalog.graphql": catalogText({ offer: "deprecated", deal: "until 2026-09-01" }),
      "orders.yaml": ordersText({ archive: "until 2027-01-31" }),
    },
  },
]);
git(repository.folder, "tag", "v1.0.0", "HEAD~1");
git(repository.folder, "tag", "v1.1.0", "HEAD");

function run(...args: readonly string[]) {
  return contractDrift(args, { cwd: repository.folder });
}

describe("deprecations", () => {
  it("know since when from git, and keep that out of git themselves", () => {
    const { code, stdout } = run("deprecations", "--today", "2026-11-22");
    expect(code).toBe(0);
    expect(stdout).toContain("deprecated since 2026-03-01 (by git, ");
    expect(git(repository.folder, "status", "--porcelain")).toBe("");
  });

  it.each([
    [
      ["--within", "80d"],
      ["Query.deal", "GET /archive"],
    ],
    [
      ["--within", "10w"],
      ["Query.deal", "GET /archive"],
    ],
    [["--within", "7d"], ["Query.deal"]],
    [["--state", "deprecated"], ["Query.offer"]],
    [["--contract", "orders"], ["GET /archive"]],
    [["--removable"], []],
  ])("%j", (options, elements) => {
    const { stdout } = run("deprecations", "--today", "2026-11-22", "--format", "json", ...options);
    const answer: { readonly deprecations: readonly { readonly element: string }[] } =
      JSON.parse(stdout);
    expect(answer.deprecations.map(({ element }) => element)).toEqual(elements);
  });

  it.each([
    ["--within", "soon"],
    ["--state", "gone"],
    ["--format", "pdf"],
  ])("refuse %s %s", (option, value) => {
    const { code, stdout, stderr } = run("deprecations", option, value);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("hint:");
  });

  it("are a calendar, the same on every clock", () => {
    const calendars = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => {
      const { stdout } = contractDrift(
        ["deprecations", "--format", "ics", "--today", "2026-11-22"],
        { cwd: repository.folder, environment: { TZ: zone } },
      );
      return stdout;
    });
    expect(new Set(calendars).size).toBe(1);
    const calendar = new ICAL.Component(ICAL.parse(calendars[0] ?? ""));
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    expect(events.map(({ startDate }) => startDate.toString()).sort()).toEqual([
      "2026-09-01",
      "2027-01-31",
    ]);
  });
});

describe("headers", () => {
  it("are for a gateway, by route", () => {
    const { stdout } = run("headers", "orders", "--format", "json", "--today", "2026-11-22");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      contract: "orders",
      operations: [
        {
          operation: "GET /archive",
          method: "GET",
          path: "/archive",
          since: "git",
          headers: { Deprecation: "@1772323200", Sunset: "Sun, 31 Jan 2027 23:59:59 GMT" },
        },
      ],
    });
    expect(run("headers", "catalog").stdout).toContain("0 deprecated operations in catalog");
  });
});

describe("changelog", () => {
  it("tells what happened between two tags, and the next version", () => {
    const { code, stdout } = run("changelog", "v1.0.0", "v1.1.0");
    expect(code).toBe(0);
    expect(stdout).toContain("## v1.0.0 → v1.1.0");
    expect(stdout).toContain("Suggested version step: **minor** (`v1.1.0`)");
    expect(stdout).toContain("- `Query.offer`: field offer was deprecated");
  });

  it("takes two files too", () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      "before.graphql": catalogText({ offer: "active" }),
      "after.graphql": catalogText({}),
    });
    const { stdout } = contractDrift(
      ["changelog", "before.graphql", "after.graphql", "--format", "json"],
      { cwd: folder },
    );
    expect(JSON.parse(stdout)).toMatchObject({ bump: "major", contracts: [{ bump: "major" }] });
  });

  it("says which revision is none", () => {
    const { code, stderr } = run("changelog", "v1.0.1");
    expect(code).toBe(3);
    expect(stderr).toContain("Did you mean v1.0.0?");
  });
});

describe("check under a window policy", () => {
  it("lets go what was deprecated without a date for long enough, and knows that from git", () => {
    const folder = temporaryFolder();
    git(folder, "clone", "-q", repository.folder, "clone");
    const clone = `${folder}/clone`;
    writeFiles(clone, { "catalog.graphql": catalogText({}) });
    const on = (today: string) => {
      const { code, stdout } = contractDrift(["check", "--today", today, "--format", "json"], {
        cwd: clone,
      });
      const report: {
        readonly comparisons: readonly {
          readonly changes: readonly {
            readonly element: string;
            readonly lifecycle?: { readonly state: string; readonly since?: string };
          }[];
        }[];
      } = JSON.parse(stdout);
      const changes = report.comparisons.flatMap((comparison) => comparison.changes);
      return { code, offer: changes.find(({ element }) => element === "Query.offer")?.lifecycle };
    };
    expect(on("2026-05-30")).toMatchObject({
      code: 1,
      offer: { state: "removed-undated", since: "2026-03-01" },
    });
    expect(on("2026-11-22")).toMatchObject({
      code: 0,
      offer: { state: "removed-on-time", since: "2026-03-01" },
    });
  });
});
