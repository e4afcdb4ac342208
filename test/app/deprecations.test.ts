import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readingToJson } from "../../src/app/registry/reading.ts";
import { recordedConsumers } from "../../src/app/registry/recorded.ts";
import { openRegistry } from "../../src/registry/open.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { askDeprecations } from "../../src/app/deprecations.ts";
import type { DeprecationFilter } from "../../src/app/deprecation/select.ts";
import { renderDeprecationsMarkdown } from "../../src/report/markdown/deprecations.ts";
import { renderDeprecations } from "../../src/report/text/deprecations.ts";
import { catalogText, repositoryWith } from "./history/shop-history.ts";
import type { Members } from "./history/shop-history.ts";

const CONFIG = `contracts:
  - { path: catalog.graphql, name: catalog }
window: { grace: 90 days }
`;

const CONSUMERS: Readonly<Record<string, string>> = {
  "consumers/web.yaml": `service: web
team: storefront
uses:
  - contract: catalog
    evidence: [web.graphql]
`,
  "consumers/web.graphql": "query Home { product used soon }\n",
};

const BEFORE: Members = {
  used: "active",
  free: "active",
  soon: "active",
  far: "active",
  old: "until 2020-01-01",
  lost: "until 2026-09-01",
};

const MIDDLE: Members = {
  ...BEFORE,
  used: "until 2026-10-01",
  free: "until 2026-06-01",
  soon: "until 2026-12-01",
  far: "until 2027-10-01",
};

const NOW: Members = {
  used: "until 2026-10-01",
  free: "until 2026-10-01",
  soon: "until 2026-12-01",
  far: "until 2027-10-01",
  old: "until 2020-01-01",
};

const { repository, ids } = repositoryWith([
  {
    on: "2026-01-01",
    write: { "contract-drift.yaml": CONFIG, "catalog.graphql": catalogText(BEFORE), ...CONSUMERS },
  },
  { on: "2026-03-01", write: { "catalog.graphql": catalogText(MIDDLE) } },
  { on: "2026-07-01", write: { "catalog.graphql": catalogText(NOW) } },
]);

function ask(filter: DeprecationFilter = {}, history = true) {
  return askDeprecations({
    folder: repository.folder,
    today: "2026-11-22",
    version: "test",
    filter,
    history,
  });
}

async function names(filter: DeprecationFilter): Promise<readonly string[]> {
  const { deprecations } = await ask(filter);
  return deprecations.map(({ element }) => element.replace("Query.", ""));
}

describe("what is deprecated", () => {
  it("is listed with state, since, dates and the first promise", async () => {
    const { deprecations, histories } = await ask();
    expect(deprecations).toMatchObject([
      {
        element: "Query.old",
        removal: "now",
        lifecycle: { state: "overdue", since: "2026-01-01" },
        since: { by: "git", orEarlier: true },
      },
      {
        element: "Query.free",
        removal: "now",
        lifecycle: {
          state: "window-closed",
          since: "2026-03-01",
          sunset: "2026-10-01",
          firstSunset: "2026-06-01",
        },
        since: { by: "git", version: ids[1], orEarlier: false },
        notes: ["extended"],
      },
      { element: "Query.used", removal: "used", lifecycle: { state: "window-closed" } },
      { element: "Query.soon", removal: "later", lifecycle: { state: "window-open", daysLeft: 9 } },
      { element: "Query.far", removal: "later" },
    ]);
    expect(histories).toMatchObject([
      { contract: "catalog", provenance: "git", versions: 3, shallow: false },
    ]);
  });

  it.each<readonly [DeprecationFilter, readonly string[]]>([
    [{ removable: true }, ["old", "free"]],
    [{ overdue: true }, ["old"]],
    [{ withinDays: 30 }, ["old", "free", "used", "soon"]],
    [{ withinDays: 8 }, ["old", "free", "used"]],
    [{ teams: ["storefront"] }, ["used", "soon"]],
    [{ teams: ["logistics"] }, []],
    [{ states: ["window-open"] }, ["soon", "far"]],
    [{ states: ["window-open"], withinDays: 30 }, ["soon"]],
  ])("by %j", async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it("knows what is gone, where it is asked for", async () => {
    const { deprecations, removed } = await ask({ states: ["removed-early"] });
    expect(deprecations).toEqual([]);
    expect(removed).toMatchObject([
      {
        element: "Query.lost",
        lifecycle: { state: "removed-early", sunset: "2026-09-01" },
        removal: { at: { on: "2026-07-01", version: ids[2] }, daysLate: -62 },
      },
    ]);
  });

  it("is what the contracts say today, where no history is wanted", async () => {
    const { deprecations, histories } = await ask({}, false);
    expect(histories).toEqual([]);
    const free = deprecations.find(({ element }) => element === "Query.free");
    expect(free?.lifecycle).toEqual({
      state: "window-closed",
      sunset: "2026-10-01",
      daysLeft: -52,
      replacement: "product",
    });
  });

  it("is shown as text and as a table", async () => {
    const answer = await ask({ states: ["window-closed", "removed-early"] });
    const text = renderDeprecations(answer, { colour: false, verbose: false });
    expect(text).toContain("sunset 2026-10-01, 52 days ago; first announced for 2026-06-01; ");
    expect(text).toContain(`deprecated since 2026-03-01 (by git, ${ids[1]?.slice(0, 10)})`);
    expect(text).toContain(
      "removed before its sunset: 2026-07-01; sunset 2026-09-01, 62 days after it went",
    );
    const table = renderDeprecationsMarkdown(answer);
    expect(table).toContain("| `Query.used` | catalog | 2026-03-01 | 2026-10-01 (52 days ago) |");
    expect(table).toContain("| web (storefront) |");
    expect(table).toContain(
      "| `Query.lost` | catalog | 2026-07-01 | 2026-09-01 (62 days before) |",
    );
  });
});

describe("use that is older than the window", () => {
  const orders = (mark: string): string => `openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      parameters:
        - { name: status, in: query, schema: { type: string }${mark} }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { "200": { description: ok } }
`;
  const call = (on: string, query: string) => ({
    startedDateTime: `${on}T10:00:00.000Z`,
    request: { method: "GET", url: `https://api.shop.example/orders${query}`, headers: [] },
    response: { status: 200, headers: [], content: { mimeType: "application/json" } },
  });

  function removalFor(...entries: readonly ReturnType<typeof call>[]) {
    const { repository: shop } = repositoryWith([
      {
        on: "2026-01-01",
        write: {
          "contract-drift.yaml": "contracts: [{ path: orders.yaml, name: orders }]\n",
          "orders.yaml": orders(""),
          "consumers/web.yaml":
            "service: web\nuses:\n  - { contract: orders, evidence: [web.har] }\n",
          "consumers/web.har": JSON.stringify({ log: { version: "1.2", entries } }),
        },
      },
      {
        on: "2026-03-01",
        write: { "orders.yaml": orders(', deprecated: true, x-sunset: "2026-10-01"') },
      },
    ]);
    return askDeprecations({ folder: shop.folder, today: "2026-11-22", version: "test" });
  }

  it("keeps whoever was only seen before among those of whom nothing is known", async () => {
    const { deprecations } = await removalFor(call("2026-02-01", "?status=open"));
    expect(deprecations[0]?.impact).toMatchObject([{ consumer: "web", verdict: "not-covered" }]);
  });

  it.each([
    [
      "before the deprecation, and none since",
      [call("2026-02-01", "?status=open"), call("2026-10-30", "?limit=5")],
      "now",
    ],
    [
      "within the window",
      [call("2026-04-01", "?status=open"), call("2026-10-30", "?limit=5")],
      "used",
    ],
    [
      "before the deprecation, and nothing is known since",
      [call("2026-02-01", "?status=open")],
      "unknown-use",
    ],
  ])("%s: %j", async (_, entries, expected) => {
    const { deprecations } = await removalFor(...entries);
    expect(deprecations).toMatchObject([{ removal: expected, since: { on: "2026-03-01" } }]);
  });
});

describe("with a registry", () => {
  it("dates promises by published versions, and counts recorded uses", async () => {
    const store = await openRegistry({
      location: join(temporaryFolder(), "registry.db"),
      create: true,
    });
    const publish = (version: string, publishedAt: string, members: Members) =>
      store.publish({
        contract: "catalog",
        format: "graphql",
        provider: "catalog-service",
        version,
        publishedAt,
        owners: [],
        labels: [],
        reading: readingToJson({ entries: ["catalog.graphql"] }),
        texts: new Map([["catalog.graphql", catalogText(members)]]),
      });
    await publish("1.0", "2025-06-01T00:00:00.000Z", BEFORE);
    await publish("1.1", "2026-04-15T00:00:00.000Z", MIDDLE);
    const use = { coordinate: "Query.free", operation: "query", mode: "needed" } as const;
    await store.record([
      {
        contract: "catalog",
        consumer: "batch",
        kind: "graphql-document",
        file: "batch.graphql",
        seen: "2026-11-01",
        uses: [use],
        dangling: [],
      },
    ]);
    const { deprecations, histories } = await askDeprecations({
      folder: repository.folder,
      today: "2026-11-22",
      version: "test",
      recorded: await recordedConsumers(store),
    });
    await store.close();
    expect(histories.map(({ provenance, versions }) => `${provenance} ${versions}`)).toEqual([
      "registry 2",
      "git 3",
    ]);
    const free = deprecations.find(({ element }) => element === "Query.free");
    expect(free).toMatchObject({
      since: { by: "registry", on: "2026-04-15", version: "1.1", orEarlier: false },
      removal: "used",
    });
  });
});
