import { describe, expect, it } from "vitest";
import { announcedIn, lifeOf as lifeNow } from "../../../src/app/deprecation/lives.ts";
import { historyBranch } from "../../../src/app/history/git-contract-history.ts";
import type { LifecycleState } from "../../../src/diff/change.ts";
import { identityOf } from "../../../src/diff/lifecycle/statements.ts";
import { lifecycleOf } from "../../../src/diff/lifecycle/state.ts";
import type { Lifecycle, LifecycleNote } from "../../../src/diff/lifecycle/state.ts";
import { cacheFolder } from "../../../src/sources/cache-folder.ts";
import type { Repository } from "../../../src/sources/git.ts";
import { git } from "../../sources/temporary-git.ts";
import { temporaryFolder } from "../../sources/temporary.ts";
import { historyOf, lifeOf, openHistory, standingIn } from "./read-history.ts";
import { catalogText, ordersText, repositoryWith, stockText, typeOf } from "./shop-history.ts";
import type { Members, PlannedCommit, Said } from "./shop-history.ts";

const CONFIG = `contracts:
  - { path: api/orders.yaml, name: orders }
  - { path: catalog.graphql, name: catalog }
  - { path: protos, name: stock }
`;

const TEXTS = {
  orders: ["api/orders.yaml", ordersText],
  catalog: ["catalog.graphql", catalogText],
  stock: ["protos/stock.proto", stockText],
} as const;

type ContractName = keyof typeof TEXTS;

const COORDINATES: Readonly<Record<ContractName, (member: string) => string>> = {
  orders: (member) => `GET /${member}`,
  catalog: (member) => `Query.${member}`,
  stock: (member) => `shop.stock.Item.${member}`,
};

/** What happens to one member, by the index of the commit. */
type Story = readonly (readonly [commit: number, says: Said | "gone"])[];

interface Told {
  readonly story: Story;
  readonly state: Lifecycle["state"];
  /** The commit that `since` must name, or the day that the text itself names. */
  readonly since?: number | { readonly on: string };
  readonly events: readonly string[];
  readonly notes?: readonly LifecycleNote[];
}

/** Every state that a history can reach; the list is held to the type. */
const STATES = {
  active: true,
  deprecated: true,
  announced: true,
  "window-open": true,
  "window-closed": true,
  overdue: true,
  "removed-unannounced": true,
  "removed-undated": true,
  "removed-early": true,
  "removed-on-time": true,
  "removed-late": true,
  reinstated: true,
  returned: true,
  // What a single change says of an element that it adds; in a history it is a note.
  "born-deprecated": false,
} as const satisfies Record<LifecycleState, boolean>;

/** One for each state; commit `n` is made on day `n` of the plan below. */
const STORIES: Readonly<Record<string, Told>> = {
  steady: { story: [[0, "active"]], state: "active", events: [] },
  marked: {
    story: [
      [0, "active"],
      [3, "deprecated"],
    ],
    state: "deprecated",
    since: 3,
    events: ["deprecated"],
  },
  dated: {
    story: [
      [0, "active"],
      [4, "deprecated"],
      [9, "until 2027-03-01"],
    ],
    state: "window-open",
    since: 4,
    events: ["deprecated", "announced"],
  },
  shortened: {
    story: [
      [0, "active"],
      [5, "until 2027-03-01"],
      [12, "until 2026-11-01"],
    ],
    state: "window-closed",
    since: 5,
    events: ["deprecated", "announced", "shortened"],
    notes: ["shortened"],
  },
  extended: {
    story: [
      [0, "active"],
      [6, "until 2025-12-01"],
      [20, "until 2026-12-01"],
    ],
    state: "window-open",
    since: 6,
    events: ["deprecated", "announced", "extended"],
    notes: ["extended"],
  },
  forgotten: {
    story: [
      [0, "active"],
      [7, "until 2026-01-01"],
    ],
    state: "overdue",
    since: 7,
    events: ["deprecated", "announced"],
  },
  vanished: {
    story: [
      [0, "active"],
      [8, "gone"],
    ],
    state: "removed-unannounced",
    events: ["removed"],
  },
  undated: {
    story: [
      [0, "active"],
      [8, "deprecated"],
      [15, "gone"],
    ],
    state: "removed-undated",
    since: 8,
    events: ["deprecated", "removed"],
  },
  early: {
    story: [
      [0, "active"],
      [10, "until 2027-06-01"],
      [30, "gone"],
    ],
    state: "removed-early",
    since: 10,
    events: ["deprecated", "announced", "removed"],
  },
  punctual: {
    story: [
      [0, "active"],
      [2, "until 2025-09-15"],
      [30, "gone"],
    ],
    state: "removed-on-time",
    since: 2,
    events: ["deprecated", "announced", "removed"],
  },
  late: {
    story: [
      [0, "active"],
      [1, "until 2025-02-01"],
      [36, "gone"],
    ],
    state: "removed-late",
    since: 1,
    events: ["deprecated", "announced", "removed"],
  },
  withdrawn: {
    story: [
      [0, "active"],
      [11, "until 2026-12-01"],
      [22, "active"],
    ],
    state: "reinstated",
    events: ["deprecated", "announced", "reinstated"],
  },
  regretted: {
    story: [
      [0, "active"],
      [13, "gone"],
      [14, "active"],
    ],
    state: "returned",
    events: ["removed", "returned"],
  },
  restored: {
    story: [
      [0, "active"],
      [16, "until 2025-12-24"],
      [24, "gone"],
      [26, "until 2027-01-31"],
    ],
    state: "window-open",
    since: 16,
    events: ["deprecated", "announced", "removed", "returned", "extended"],
    notes: ["extended"],
  },
  stillborn: {
    story: [[17, "until 2027-01-01"]],
    state: "window-open",
    since: 17,
    events: ["appeared", "deprecated", "announced"],
    notes: ["born-deprecated"],
  },
  foretold: {
    story: [
      [0, "active"],
      [19, "from 2027-02-01 until 2027-08-01"],
    ],
    state: "announced",
    since: { on: "2027-02-01" },
    events: ["deprecated", "announced"],
  },
  backdated: {
    story: [
      [0, "active"],
      [21, "until 2025-03-01"],
    ],
    state: "overdue",
    since: 21,
    events: ["deprecated", "announced"],
    notes: ["sunset-before-since"],
  },
  overtaken: {
    story: [
      [0, "active"],
      [23, "from 2026-12-01 until 2026-06-01"],
    ],
    state: "overdue",
    since: { on: "2026-12-01" },
    events: ["deprecated", "announced"],
    notes: ["sunset-before-since"],
  },
  undecided: {
    story: [
      [0, "active"],
      [18, "until 2027-01-01"],
      [28, "deprecated"],
    ],
    state: "deprecated",
    since: 18,
    events: ["deprecated", "announced", "date-deleted"],
  },
};

const COMMITS = 40;

/** The member with a type of its own, which only it leads to. */
const INHERITED = "extended";

const TYPES: Readonly<Record<ContractName, string>> = {
  orders: `#schemas.${typeOf(INHERITED)}`,
  catalog: typeOf(INHERITED),
  stock: `shop.stock.${typeOf(INHERITED)}`,
};

/** What a contract calls a member. */
function memberIn(contract: ContractName, name: string): string {
  const index = Object.keys(STORIES).indexOf(name);
  return contract === "stock" ? `${name}#${index + 2}` : name;
}

/** Every ten days from the first of January 2025 on. */
function dayOfCommit(index: number): string {
  return new Date(Date.UTC(2025, 0, 1 + index * 10)).toISOString().slice(0, 10);
}

function membersAt(commit: number, contract: ContractName): Members {
  const members: Record<string, Said> = {};
  for (const [name, { story }] of Object.entries(STORIES)) {
    const says = story.findLast(([from]) => from <= commit)?.[1];
    if (says === undefined || says === "gone") continue;
    members[memberIn(contract, name)] = says;
  }
  return members;
}

function plan(): readonly PlannedCommit[] {
  return Array.from({ length: COMMITS }, (_, index) => ({
    on: dayOfCommit(index),
    write: {
      ...(index === 0 ? { "contract-drift.yaml": CONFIG } : {}),
      "README.md": `Version ${index}\n`,
      ...Object.fromEntries(
        (["orders", "catalog", "stock"] as const).map((name) => {
          const [path, textOf] = TEXTS[name];
          return [path, textOf(membersAt(index, name), [memberIn(name, INHERITED)])];
        }),
      ),
    },
  }));
}

function dayIfAny(commit: number): string | undefined {
  return commit === -1 ? undefined : dayOfCommit(commit);
}

describe("forty commits of three contracts", () => {
  const { repository, ids } = repositoryWith(plan());
  const cache = cacheFolder(temporaryFolder());

  describe.each(["orders", "catalog", "stock"] as const)("%s", (contract) => {
    const reading = historyOf(repository, contract);

    it.each(Object.entries(STORIES))("%s", async (name, { state, since, events, notes = [] }) => {
      const life = lifeOf(await reading, COORDINATES[contract](memberIn(contract, name)));
      expect(life?.state ?? "active").toBe(state);
      expect(life?.events.map(({ kind }) => kind) ?? []).toEqual(events);
      expect(life?.notes ?? []).toEqual(notes);
      const commit = typeof since === "number" ? since : -1;
      expect(life?.since?.version).toBe(ids[commit]);
      expect(life?.since?.on).toBe(typeof since === "object" ? since.on : dayIfAny(commit));
    });

    it("a type shares the window of the only member that leads to it, with its promises", async () => {
      const standing = await standingIn(repository, contract);
      const type = announcedIn(standing).find(({ coordinate }) => coordinate === TYPES[contract]);
      if (type === undefined) throw new Error(`${TYPES[contract]} is not announced to go`);
      const life = lifeNow(type, await reading, { today: "2026-11-22", terms: {} });
      expect(type.inheritedFrom).toBe(COORDINATES[contract](memberIn(contract, INHERITED)));
      expect(life).toMatchObject({
        state: "window-open",
        since: { on: dayOfCommit(6), by: "git", version: ids[6] },
        sunset: "2026-12-01",
        promises: [{ sunset: "2025-12-01" }, { sunset: "2026-12-01" }],
        notes: ["extended"],
      });
    });
  });

  it("reach every state there is, and every note but those of a policy", () => {
    const reached = Object.values(STORIES);
    const states = Object.entries(STATES).flatMap(([state, isReached]) =>
      isReached ? [state] : [],
    );
    expect(new Set(reached.map(({ state }) => state))).toEqual(new Set(states));
    expect(new Set(reached.flatMap(({ notes = [] }) => notes))).toEqual(
      new Set(["born-deprecated", "shortened", "extended", "sunset-before-since"]),
    );
  });

  it("tell what a policy thinks of a window, too", async () => {
    const { records } = await historyOf(repository, "catalog");
    const record = records.get(identityOf("Query.stillborn"));
    if (record === undefined) throw new Error("Query.stillborn has no record");
    const { notes } = lifecycleOf(record.history, "2026-11-22", {
      minimum: { count: 24, unit: "months" },
    });
    expect(notes).toEqual(["born-deprecated", "too-short"]);
  });

  it("keep what was promised, with when it was said first and last", async () => {
    const life = lifeOf(await historyOf(repository, "catalog"), "Query.extended");
    expect(life?.promises).toEqual([
      {
        sunset: "2025-12-01",
        firstSeen: { on: dayOfCommit(6), version: ids[6] },
        lastSeen: { on: dayOfCommit(19), version: ids[19] },
      },
      {
        sunset: "2026-12-01",
        firstSeen: { on: dayOfCommit(20), version: ids[20] },
        lastSeen: { on: dayOfCommit(36), version: ids[36] },
      },
    ]);
  });

  it("are read once: the second run takes a tenth of the time, with the same result", async () => {
    const open = await openHistory(repository);
    const run = async () => {
      const start = performance.now();
      const histories = [];
      for (const name of ["orders", "catalog", "stock"]) histories.push(await open(name, cache));
      return { histories, took: performance.now() - start };
    };
    const first = await run();
    const second = await run();
    expect(second.histories).toEqual(first.histories);
    expect(second.took).toBeLessThan(first.took / 10);
  });

  it("are known from where a shallow clone starts, and said to be maybe older", async () => {
    const folder = temporaryFolder();
    git(folder, "clone", "-q", "--depth", "3", `file://${repository.folder}`, "clone");
    const clone: Repository = { folder: `${folder}/clone`, bare: false };
    expect((await historyBranch(clone, undefined))?.shallow).toBe(true);
    const life = lifeOf(await historyOf(clone, "catalog"), "Query.marked");
    expect(life?.since).toMatchObject({ on: dayOfCommit(37), orEarlier: true });
  });
});
