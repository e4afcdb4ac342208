import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/app/config/config.ts";
import { contractsOf, manifestsOf, pairContracts } from "../../../src/app/config/discover.ts";
import type { ContractPair } from "../../../src/app/config/discover.ts";
import { parseConfig } from "../../../src/app/config/parse.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import type { SourceTree } from "../../../src/model/source-tree.ts";

function shop(...paths: readonly string[]): SourceTree {
  return memoryTree(Object.fromEntries(paths.map((path) => [path, ""])));
}

function config(contracts: string, file = "contract-drift.yaml"): Config {
  return parseConfig(file, `contracts: ${contracts}\n`);
}

/** The contracts by name with their files, as text. */
async function found(
  contracts: string,
  tree: SourceTree,
): Promise<Readonly<Record<string, string>>> {
  const discovery = await contractsOf(config(contracts), tree);
  return Object.fromEntries(
    [...discovery.contracts].map(([name, contract]) => [name, contract.entries.join(" ")]),
  );
}

describe("the contracts of a tree", () => {
  const tree = shop(
    "services/orders/openapi.yaml",
    "services/catalog/openapi.json",
    "services/catalog/README.md",
    "services/catalog/schemas/item.yaml",
    "schema.graphql",
    "protos/shop/v1/order.proto",
    "protos/shop/v1/stock.proto",
    "protos/buf.yaml",
    "services/__proto__/openapi.yaml",
  );

  it.each([
    ["a file, named after its path", "[schema.graphql]", { schema: "schema.graphql" }],
    [
      "a file with a name",
      "[{ path: schema.graphql, name: storefront }]",
      { storefront: "schema.graphql" },
    ],
    [
      "each match of a glob",
      '["services/{orders,catalog}/openapi.{yaml,json}"]',
      {
        "services/catalog/openapi": "services/catalog/openapi.json",
        "services/orders/openapi": "services/orders/openapi.yaml",
      },
    ],
    [
      "all matches of a glob together",
      "[{ path: 'protos/**/*.proto', together: true, name: shop }]",
      { shop: "protos/shop/v1/order.proto protos/shop/v1/stock.proto" },
    ],
    [
      "a folder, by the files of its format",
      "[{ path: protos, format: protobuf }]",
      { protos: "protos/shop/v1/order.proto protos/shop/v1/stock.proto" },
    ],
    [
      "a glob with exclusions",
      "[{ path: 'protos/**/*.proto', exclude: '**/stock.proto' }]",
      { "protos/shop/v1/order": "protos/shop/v1/order.proto" },
    ],
    [
      "several paths in one entry",
      "[{ path: [schema.graphql, services/orders/openapi.yaml] }]",
      { schema: "schema.graphql", "services/orders/openapi": "services/orders/openapi.yaml" },
    ],
    [
      "an entry of its own beside a glob that matches it too",
      "['services/{orders,catalog}/openapi.*', { path: services/orders/openapi.yaml, name: orders }]",
      {
        "services/catalog/openapi": "services/catalog/openapi.json",
        orders: "services/orders/openapi.yaml",
      },
    ],
  ])("are %s", async (_name, contracts, expected) => {
    expect(await found(contracts, tree)).toEqual(expected);
  });

  it("may have any name, `__proto__` too", async () => {
    const { contracts } = await contractsOf(config("['services/__proto__/*.yaml']"), tree);
    expect([...contracts.keys()]).toEqual(["services/__proto__/openapi"]);
  });

  it("take names literally where a file has them, brackets included", async () => {
    expect(await found("['routes/[id].yaml']", shop("routes/[id].yaml", "routes/i.yaml"))).toEqual({
      "routes/[id]": "routes/[id].yaml",
    });
  });

  it("include a named file that the tree does not list", async () => {
    const empty = shop();
    const unlisted: SourceTree = {
      ...shop("dist/openapi.json"),
      list: (folder) => empty.list(folder),
    };
    expect(await found("[dist/openapi.json]", unlisted)).toEqual({
      "dist/openapi": "dist/openapi.json",
    });
  });

  it("are named from the configuration's folder, and Protobuf imports start in theirs", async () => {
    const nested = config(
      "[{ path: protos, include: [third-party] }, ../schema.graphql]",
      "shop/contract-drift.yaml",
    );
    const { contracts } = await contractsOf(nested, shop("shop/protos/a.proto", "schema.graphql"));
    expect([...contracts.keys()]).toEqual(["protos", "schema"]);
    expect(contracts.get("protos")?.includePaths).toEqual(["shop/protos", "shop/third-party"]);
  });

  it("list the entries that match nothing, but not those whose matches have entries of their own", async () => {
    const { unmatched } = await contractsOf(
      config(
        "['*.graphql', { path: schema.graphql, name: storefront }, 'missing/*.yaml', gone.yaml]",
      ),
      tree,
    );
    expect(unmatched.map(({ paths }) => paths)).toEqual([["missing/*.yaml"], ["gone.yaml"]]);
  });

  it.each([
    [
      "[a/openapi.yaml, a/openapi.json]",
      "Two contracts would be named a/openapi: a/openapi.yaml and a/openapi.json.",
    ],
    [
      "[{ name: shop, path: 'a/*' }]",
      "The name shop would stand for 2 contracts: a/openapi.json, a/openapi.yaml.",
    ],
    ["[{ path: . }]", "The contract has no name of its own."],
  ])("refuse %s", async (contracts, message) => {
    await expect(found(contracts, shop("a/openapi.yaml", "a/openapi.json"))).rejects.toMatchObject({
      code: "bad-config",
      message,
      place: { line: 1 },
    });
  });
});

/** `name: before -> after`, a dash for a side that is not there. */
function shown(pairs: readonly ContractPair[]): readonly string[] {
  const side = (contract: ContractPair["before"]): string =>
    contract === undefined ? "-" : `${contract.name}@${contract.entries.join(" ")}`;
  return pairs.map(({ name, before, after }) => `${name}: ${side(before)} -> ${side(after)}`);
}

describe("the contracts of two sides", () => {
  const globs = config("['services/*.yaml']");
  const services = (...names: readonly string[]): SourceTree =>
    shop(...names.map((name) => `services/${name}.yaml`));

  it("are paired by name; what one side does not have is new or removed", async () => {
    const pairs = await pairContracts(
      { config: globs, tree: services("orders", "stock") },
      { config: globs, tree: services("orders", "catalog") },
    );
    expect(shown(pairs)).toEqual([
      "services/catalog: - -> services/catalog@services/catalog.yaml",
      "services/orders: services/orders@services/orders.yaml -> services/orders@services/orders.yaml",
      "services/stock: services/stock@services/stock.yaml -> -",
    ]);
  });

  it("are paired by renamedFrom, as long as the earlier name is free", async () => {
    const renamed = config("[{ path: purchases.yaml, name: purchases, renamedFrom: orders }]");
    const before = {
      config: config("[{ path: orders.yaml, name: orders }]"),
      tree: shop("orders.yaml"),
    };
    expect(
      shown(await pairContracts(before, { config: renamed, tree: shop("purchases.yaml") })),
    ).toEqual(["purchases: orders@orders.yaml -> purchases@purchases.yaml"]);
    expect(
      shown(
        await pairContracts(before, {
          config: renamed,
          tree: shop("purchases.yaml", "orders.yaml"),
        }),
      ),
    ).toEqual([
      "orders: orders@orders.yaml -> orders@orders.yaml",
      "purchases: - -> purchases@purchases.yaml",
    ]);
  });

  it("are the same contract where only its name in the configuration changed", async () => {
    const before = { config: config("[openapi.yaml]"), tree: shop("openapi.yaml") };
    const after = {
      config: config("[{ path: openapi.yaml, name: orders }]"),
      tree: shop("openapi.yaml"),
    };
    expect(shown(await pairContracts(before, after))).toEqual([
      "orders: openapi@openapi.yaml -> orders@openapi.yaml",
    ]);
  });

  it("are found where their file moved together with the configuration", async () => {
    const before = { config: config("[{ name: orders, path: old.yaml }]"), tree: shop("old.yaml") };
    const after = {
      config: config("[{ name: orders, path: api/orders.yaml }]"),
      tree: shop("api/orders.yaml"),
    };
    expect(shown(await pairContracts(before, after))).toEqual([
      "orders: orders@old.yaml -> orders@api/orders.yaml",
    ]);
  });

  it("cannot be hidden by taking them out of the configuration", async () => {
    const both = config("[orders.yaml, stock.yaml]");
    const tree = shop("orders.yaml", "stock.yaml");
    expect(
      shown(await pairContracts({ config: both, tree }, { config: config("[orders.yaml]"), tree })),
    ).toEqual([
      "orders: orders@orders.yaml -> orders@orders.yaml",
      "stock: stock@stock.yaml -> stock@stock.yaml",
    ]);
  });

  it("are compared from the day they are configured, where the file was there before", async () => {
    const before = { config: config("[orders.yaml]"), tree: shop("orders.yaml", "stock.yaml") };
    const after = {
      config: config("[orders.yaml, stock.yaml]"),
      tree: shop("orders.yaml", "stock.yaml"),
    };
    expect(shown(await pairContracts(before, after))).toContain(
      "stock: stock@stock.yaml -> stock@stock.yaml",
    );
  });

  it("are never none: what matches nothing on either side is an error that names it", async () => {
    const side = {
      config: config("['services/*.yaml', 'missing/*.yaml']"),
      tree: services("orders"),
    };
    await expect(pairContracts(side, side)).rejects.toMatchObject({
      code: "nothing-to-compare",
      message: 'No file matches "missing/*.yaml", neither before nor after.',
      place: { file: "contract-drift.yaml", line: 1 },
    });
    expect(
      await pairContracts(
        { config: globs, tree: services("orders") },
        { config: globs, tree: shop("README.md") },
      ),
    ).toHaveLength(1);
  });
});

describe("consumer manifests", () => {
  const tree = shop(
    "consumers/web.yaml",
    "consumers/mobile.yml",
    "consumers/README.md",
    "consumers/old/x.yaml",
    "teams/web/consumer.yaml",
  );

  it("stand in consumers/ by default, which may be missing", async () => {
    expect(await manifestsOf(config("[a.yaml]"), tree)).toEqual([
      "consumers/mobile.yml",
      "consumers/web.yaml",
    ]);
    expect(await manifestsOf(config("[a.yaml]"), shop("a.yaml"))).toEqual([]);
  });

  it("stand where the configuration says", async () => {
    const named = parseConfig(
      "contract-drift.yaml",
      "contracts: [a.yaml]\nconsumers: ['teams/*/consumer.yaml', consumers/web.yaml]\n",
    );
    expect(await manifestsOf(named, tree)).toEqual([
      "consumers/web.yaml",
      "teams/web/consumer.yaml",
    ]);
    await expect(manifestsOf(named, shop("a.yaml"))).rejects.toMatchObject({
      code: "bad-config",
      place: { line: 2 },
    });
  });
});
