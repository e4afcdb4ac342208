import { describe, expect, it } from "vitest";
import { historyFrom } from "../../../src/app/history/contract-history.ts";
import { bestOf, datedVersions } from "../../../src/app/history/dated-versions.ts";
import type { DatedVersion } from "../../../src/app/history/dated-versions.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { NO_CACHE } from "../../../src/sources/cache-folder.ts";
import { lifeOf } from "./read-history.ts";
import { catalogText } from "./shop-history.ts";
import type { Members } from "./shop-history.ts";

function version(name: string, since: string, members: Members): DatedVersion {
  const text = catalogText(members);
  return {
    name,
    since,
    digest: text,
    read: async () => {
      const tree = memoryTree(new Map([["catalog.graphql", text]]));
      const { contract } = await graphqlReader.read({ tree, entries: ["catalog.graphql"] });
      return { contract, files: ["catalog.graphql"] };
    },
  };
}

const PUBLISHED = [
  version("1.1.0", "2026-03-01T23:30:00-02:00", { offer: "deprecated", deal: "active" }),
  version("1.0.0", "2026-01-01T00:00:00Z", { offer: "active", deal: "active" }),
  version("1.2.0", "2026-04-01T00:00:00Z", { offer: "until 2026-12-01", deal: "active" }),
];

const DEPLOYED = [
  version("1.0.0", "2026-01-10T00:00:00Z", { offer: "active", deal: "active" }),
  version("1.1.0", "2026-03-15T00:00:00Z", { offer: "deprecated", deal: "deprecated" }),
];

const OPTIONS = { cache: NO_CACHE, tool: "test" };

describe("versions with dates", () => {
  it("tell since when, in the order of their dates, by days in UTC", async () => {
    const history = await historyFrom(datedVersions("catalog", "registry", PUBLISHED), OPTIONS);
    expect(lifeOf(history, "Query.offer")).toMatchObject({
      state: "window-open",
      since: { on: "2026-03-02", by: "registry", version: "1.1.0", orEarlier: false },
      promises: [{ sunset: "2026-12-01", firstSeen: { version: "1.2.0" } }],
    });
  });

  it("are preferred where they were published; deployments fill what is not known", async () => {
    const histories = [
      await historyFrom(datedVersions("catalog", "deployment", DEPLOYED), OPTIONS),
      await historyFrom(datedVersions("catalog", "registry", PUBLISHED), OPTIONS),
    ];
    const best = bestOf(histories);
    if (best === undefined) throw new Error("there are two");
    expect(lifeOf(best, "Query.offer")?.since?.by).toBe("registry");
    expect(lifeOf(best, "Query.deal")?.since).toMatchObject({ by: "deployment", on: "2026-03-15" });
    expect(bestOf([])).toBeUndefined();
  });

  it("yield to a source that saw a deprecation begin, where they only know its latest day", async () => {
    const late = [version("1.2.0", "2026-06-01", { offer: "deprecated", deal: "active" })];
    const sources = [
      datedVersions("catalog", "registry", late),
      datedVersions("catalog", "deployment", DEPLOYED),
    ];
    const histories = await Promise.all(sources.map((source) => historyFrom(source, OPTIONS)));
    const best = bestOf(histories);
    if (best === undefined) throw new Error("there are two");
    expect(lifeOf(best, "Query.offer")?.since).toEqual({
      on: "2026-03-15",
      by: "deployment",
      version: "1.1.0",
      orEarlier: false,
    });
  });

  it("say so where a version ran before its publication was recorded", async () => {
    const ran = PUBLISHED.map((one) =>
      one.name === "1.1.0" ? { ...one, since: "2026-02-20", by: "deployment" as const } : one,
    );
    const history = await historyFrom(datedVersions("catalog", "registry", ran), OPTIONS);
    expect(lifeOf(history, "Query.offer")?.since).toMatchObject({
      by: "deployment",
      on: "2026-02-20",
    });
  });
});
