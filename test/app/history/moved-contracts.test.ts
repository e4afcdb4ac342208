import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../../src/sources/cache-folder.ts";
import type { Cache } from "../../../src/sources/cache-folder.ts";
import { temporaryFolder } from "../../sources/temporary.ts";
import { historyOf, lifeOf } from "./read-history.ts";
import { catalogText, repositoryWith } from "./shop-history.ts";

const OLD = `contracts:
  - { path: catalog.graphql, name: catalog }
`;

describe("a contract that moves", () => {
  const said = (name: string, reason: string): string =>
    `type Query {\n  product: String\n  shelf: String\n  price: Int\n  ${name}: String @deprecated(reason: "${reason}")\n}\n`;

  it("keeps its record where git sees the move", async () => {
    const { repository, ids } = repositoryWith([
      {
        on: "2025-01-01",
        write: { "contract-drift.yaml": OLD, "catalog.graphql": catalogText({ offer: "active" }) },
      },
      { on: "2025-02-01", write: { "catalog.graphql": catalogText({ offer: "deprecated" }) } },
      {
        on: "2025-03-01",
        move: [["catalog.graphql", "api/catalog.graphql"]],
        write: { "contract-drift.yaml": OLD.replace("catalog.graphql", "api/catalog.graphql") },
      },
    ]);
    const life = lifeOf(await historyOf(repository, "catalog"), "Query.offer");
    expect(life?.since).toMatchObject({ on: "2025-02-01", version: ids[1], orEarlier: false });
  });

  it("keeps its record where only the configuration says so", async () => {
    const { repository, ids } = repositoryWith([
      {
        on: "2025-01-01",
        write: { "contract-drift.yaml": OLD, "catalog.graphql": catalogText({ offer: "active" }) },
      },
      { on: "2025-02-01", write: { "catalog.graphql": catalogText({ offer: "deprecated" }) } },
      {
        on: "2025-03-01",
        remove: ["catalog.graphql"],
        write: {
          "contract-drift.yaml":
            "contracts:\n  - { path: shop/schema.graphql, name: shop, renamedFrom: catalog }\n",
          "shop/schema.graphql": `# Everything here was written anew, in other words and in another order.\nschema { query: Root }\n\n"The shop."\n${catalogText({ offer: "deprecated" }).replace("type Query", "type Root")}\n"Many more words, so that nobody takes it for the same file."\ntype Other { anything: [Int!]! more: Boolean }\n`,
        },
      },
    ]);
    const history = await historyOf(repository, "shop");
    expect(history.versions).toBe(3);
    expect(history.first).toEqual({ on: "2025-01-01", version: ids[0] });
  });

  it.each([
    ["renamed in its place", "offer", "deal"],
    ["given another address by its type's name", "offer", "offer"],
  ])("keeps the record of an element that is %s", async (_, was, is) => {
    const reason = "Removal on 2027-01-01 UTC.";
    const { repository } = repositoryWith([
      {
        on: "2025-01-01",
        write: { "contract-drift.yaml": OLD, "catalog.graphql": catalogText({ [was]: "active" }) },
      },
      { on: "2025-02-01", write: { "catalog.graphql": said(was, reason) } },
      {
        on: "2025-03-01",
        write: {
          "catalog.graphql":
            was === is
              ? `schema { query: Root }\n${said(is, reason).replace("type Query", "type Root")}`
              : said(is, reason),
        },
      },
    ]);
    const history = await historyOf(repository, "catalog");
    const life = lifeOf(history, was === is ? `Root.${is}` : `Query.${is}`);
    expect(life?.since).toMatchObject({ on: "2025-02-01", orEarlier: false });
  });

  it("goes on over versions that cannot be read, and counts them", async () => {
    const { repository } = repositoryWith([
      {
        on: "2025-01-01",
        write: { "contract-drift.yaml": OLD, "catalog.graphql": catalogText({ offer: "active" }) },
      },
      { on: "2025-02-01", write: { "catalog.graphql": "type Query {" } },
      { on: "2025-03-01", write: { "catalog.graphql": catalogText({ offer: "deprecated" }) } },
    ]);
    const history = await historyOf(repository, "catalog");
    expect(history).toMatchObject({ versions: 3, unreadable: 1 });
    expect(lifeOf(history, "Query.offer")?.since?.on).toBe("2025-03-01");
  });

  it("is followed into files that only earlier versions refer to", async () => {
    const split = (mark: string): Readonly<Record<string, string>> => ({
      "protos/item.proto": `syntax = "proto3";\npackage shop.stock;\nimport "common/size.proto";\nmessage Item { Size size = 1; }\n`,
      "common/size.proto": `syntax = "proto3";\npackage shop.stock;\nmessage Size { int32 width = 1; int32 depth = 2${mark}; }\n`,
    });
    const { repository } = repositoryWith([
      {
        on: "2025-01-01",
        write: {
          "contract-drift.yaml": "contracts:\n  - { path: protos, name: stock }\n",
          ...split(""),
        },
      },
      { on: "2025-02-01", write: split(" [deprecated = true]") },
      {
        on: "2025-03-01",
        remove: ["protos/item.proto"],
        write: {
          "protos/all.proto": `syntax = "proto3";\npackage shop.stock;\nmessage Item { Size size = 1; }\nmessage Size { int32 width = 1; int32 depth = 2 [deprecated = true]; }\n`,
        },
      },
    ]);
    const life = lifeOf(await historyOf(repository, "stock"), "shop.stock.Size.depth#2");
    expect(life?.since?.on).toBe("2025-02-01");
  });
});

describe("a contract that is the whole repository", () => {
  it("has a history like any other", async () => {
    const proto = (mark: string): string =>
      `syntax = "proto3";\npackage shop.stock;\nmessage Item { int32 size = 1${mark}; }\n`;
    const { repository } = repositoryWith([
      {
        on: "2025-01-01",
        write: {
          "contract-drift.yaml":
            'contracts:\n  - { path: "**/*.proto", together: true, name: stock }\n',
          "item.proto": proto(""),
        },
      },
      { on: "2025-02-01", write: { "item.proto": proto(" [deprecated = true]") } },
    ]);
    const life = lifeOf(await historyOf(repository, "stock"), "shop.stock.Item.size#1");
    expect(life?.since).toMatchObject({ on: "2025-02-01", orEarlier: false });
  });
});

describe("a branch", () => {
  it("counts from when it was merged", async () => {
    const { repository, ids } = repositoryWith([
      {
        on: "2025-01-01",
        write: {
          "contract-drift.yaml": OLD,
          "catalog.graphql": catalogText({ offer: "active" }),
        },
      },
      {
        on: "2025-02-01",
        branch: "feature",
        write: { "catalog.graphql": catalogText({ offer: "deprecated" }) },
      },
      { on: "2025-02-15", write: { "README.md": "Elsewhere." } },
      {
        on: "2025-03-01",
        merge: "feature",
        write: { "catalog.graphql": catalogText({ offer: "deprecated" }) },
      },
    ]);
    const life = lifeOf(await historyOf(repository, "catalog"), "Query.offer");
    expect(ids).toHaveLength(4);
    expect(life?.since).toMatchObject({ on: "2025-03-01", version: ids.at(-1) });
  });
});

describe("the cache", () => {
  it("is not believed where it is damaged", async () => {
    const { repository } = repositoryWith([
      {
        on: "2025-01-01",
        write: {
          "contract-drift.yaml": OLD,
          "catalog.graphql": catalogText({ offer: "deprecated" }),
        },
      },
    ]);
    const torn: Cache = {
      get: () => '{"fingerprint":"a","versions":[{"at":{"on":"2025-01-01"},"step":{"born":[',
      put: () => undefined,
    };
    const wrong: Cache = {
      get: () => '{"fingerprint":"a","versions":[{"at":{"on":1}}]}',
      put: () => undefined,
    };
    const expected = await historyOf(repository, "catalog");
    expect(await historyOf(repository, "catalog", torn)).toEqual(expected);
    expect(await historyOf(repository, "catalog", wrong)).toEqual(expected);
  });

  it("may be filled by several runs at once", async () => {
    const { repository } = repositoryWith(
      (["active", "deprecated", "active", "deprecated"] as const).map((offer, index) => ({
        on: `2025-0${index + 1}-01`,
        write: { "contract-drift.yaml": OLD, "catalog.graphql": catalogText({ offer }) },
      })),
    );
    const cache = cacheFolder(temporaryFolder());
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => historyOf(repository, "catalog", cache)),
    );
    for (const run of runs) expect(run).toEqual(runs[0]);
  });
});
