import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askConsumers } from "../../../src/app/registry/consumers.ts";
import { askDependencies } from "../../../src/app/registry/dependencies.ts";
import { askUnused } from "../../../src/app/registry/unused.ts";
import type { RegistryStore } from "../../../src/registry/store.ts";
import type { UnusedAnswer } from "../../../src/report/registry-answers.ts";
import { renderUnused } from "../../../src/report/text/registry/unused.ts";
import { catalog, deploy, freshRegistry, publishGraphql, selects } from "./shop.ts";

const WHOLE = { kind: "manifest", uses: [{ coordinate: "", mode: "declared" as const }] };

let store: RegistryStore;

beforeEach(async () => {
  store = await freshRegistry();
  await publishGraphql(store, "1.0", catalog());
});
afterEach(() => store.close());

describe("who uses it?", () => {
  it("an element: who, in which versions, live where, since when, by which evidence", async () => {
    await store.declare([
      { service: "web", team: "storefront", contacts: ["#storefront"], aliases: [] },
    ]);
    await store.record([
      selects("web", "3.1", ["Product.name"], { seen: "2026-05-01" }),
      selects("web", "3.2", ["Product.name"]),
      selects("app", "7", ["Product.price"]),
    ]);
    await deploy(store, "web", "3.2");
    const answer = await askConsumers(store, { contract: "catalog", coordinate: "Product.name" });
    expect(answer).toEqual({
      contract: "catalog",
      version: "1.0",
      coordinate: "Product.name",
      element: "Product.name",
      consumers: [
        {
          consumer: "web",
          team: "storefront",
          contacts: ["#storefront"],
          environments: [],
          versions: ["3.2", "3.1"],
          live: [
            {
              environment: "production",
              version: "3.2",
              kind: "deployed",
              since: "2026-02-01T00:00:00.000Z",
            },
          ],
          firstSeen: "2026-05-01",
          lastSeen: "2026-06-01",
          evidence: ["graphql-document"],
          uses: [
            {
              coordinate: "Product.name",
              modes: ["needed"],
              lastSeen: "2026-06-01",
              place: "web/product.graphql:1",
            },
          ],
        },
      ],
      uncovered: [],
      known: 2,
    });
  });

  it("a type: whoever uses a part of it", async () => {
    await store.record([selects("web", "3.1", ["Product.name"])]);
    const answer = await askConsumers(store, { contract: "catalog", coordinate: "Product" });
    expect(answer.consumers.map(({ consumer }) => consumer)).toEqual(["web"]);
  });

  it("nobody that is seen; but of whom too little is known is named", async () => {
    await store.record([selects("web", "3.1", ["Product.name"]), selects("batch", "1", [], WHOLE)]);
    const answer = await askConsumers(store, { contract: "catalog", coordinate: "Product.price" });
    expect(answer).toMatchObject({ consumers: [], uncovered: ["batch"], known: 2 });
  });

  it("what the contract does not have, but evidence does", async () => {
    await store.record([selects("web", "3.1", ["Product.colour"])]);
    const answer = await askConsumers(store, { contract: "catalog", coordinate: "Product.colour" });
    expect(answer.consumers.map(({ consumer }) => consumer)).toEqual(["web"]);
    expect(answer.element).toBeUndefined();
  });

  it("of a contract that was never published, by coordinate or what stands below it", async () => {
    const uses = ["GET /orders/{} res.200", "GET /orders/{}/lines"].map((coordinate) => ({
      coordinate,
      mode: "needed" as const,
    }));
    await store.record([selects("web", "1", [], { contract: "orders", uses })]);
    const { consumers } = await askConsumers(store, {
      contract: "orders",
      coordinate: "GET /orders/{}",
    });
    expect(consumers.flatMap((one) => one.uses.map(({ coordinate }) => coordinate))).toEqual([
      "GET /orders/{} res.200",
    ]);
  });

  it.each([
    ["catalogue", undefined, "Did you mean catalog?"],
    ["catalog", "Product.nane", "Did you mean Product.name?"],
  ])("%s %s is a mistake: %s", async (contract, coordinate, hint) => {
    const question = { contract, ...(coordinate === undefined ? {} : { coordinate }) };
    await expect(askConsumers(store, question)).rejects.toMatchObject({ code: "usage", hint });
  });
});

describe("what does a service use, and what of it goes away?", () => {
  it("what is deprecated and used, the first to go first; and what is not there", async () => {
    await publishGraphql(
      store,
      "1.1",
      catalog({
        name: 'String! @deprecated(reason: "Use title. Removal on 2026-12-01 UTC.")',
        price: 'Float! @deprecated(reason: "Use offers. Removal on 2026-09-01 UTC.")',
        brand: 'String @deprecated(reason: "gone soon")',
      }),
    );
    const dangling = [{ coordinate: "Product.colour", reason: "no such field" }];
    await store.record([selects("web", "3.1", ["Product.name", "Product.price"], { dangling })]);
    const answer = await askDependencies(store, { service: "web", today: "2026-06-10" });
    const [catalogue] = answer.contracts;
    expect(catalogue).toMatchObject({
      contract: "catalog",
      provider: "catalog-service",
      version: "1.1",
      builtAgainst: ["1.0"],
      uses: 2,
      missing: [{ coordinate: "Product.colour" }],
    });
    expect(catalogue?.going.map(({ element, lifecycle }) => [element, lifecycle.sunset])).toEqual([
      ["Product.price", "2026-09-01"],
      ["Product.name", "2026-12-01"],
    ]);
  });

  it("only what is going away, what goes first first, where that is asked for", async () => {
    const going = (date: string) => `Float! @deprecated(reason: "Removal on ${date} UTC.")`;
    await publishGraphql(store, "1.1", catalog({ price: going("2026-12-01") }));
    const other = { contract: "stock", provider: "stock-service" };
    await publishGraphql(store, "1.0", catalog({ price: going("2026-08-01") }), other);
    await publishGraphql(store, "1.0", catalog(), { contract: "calm", provider: "calm-service" });
    for (const contract of ["calm", "catalog", "stock"]) {
      await store.record([selects("web", "3.1", ["Product.price"], { contract })]);
    }
    const question = { service: "web", today: "2026-06-10", goingAway: true };
    const { contracts } = await askDependencies(store, question);
    expect(contracts.map(({ contract }) => contract)).toEqual(["stock", "catalog"]);
  });

  it("what the last version has no longer is missing", async () => {
    await publishGraphql(store, "2.0", catalog({ legacyCode: "" }));
    await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
    const { contracts } = await askDependencies(store, { service: "web", today: "2026-06-10" });
    expect(contracts[0]?.missing).toEqual([
      { coordinate: "Product.legacyCode", reason: "2.0 does not have it" },
    ]);
  });

  it("nothing that is recorded is not the same as nothing", async () => {
    await store.declare([{ service: "web", contacts: [], aliases: [] }]);
    expect(await askDependencies(store, { service: "web", today: "2026-06-10" })).toEqual({
      today: "2026-06-10",
      service: "web",
      contracts: [],
    });
    await expect(
      askDependencies(store, { service: "wep", today: "2026-06-10" }),
    ).rejects.toMatchObject({ hint: "Did you mean web?" });
  });
});

describe("what does nobody use?", () => {
  const ALL = ["Query.product", "Query.product(id:)", "Product.id", "Product.name"];

  function ask(days = 90, today = "2026-06-10"): Promise<UnusedAnswer> {
    return askUnused(store, { contract: "catalog", days, today });
  }

  function answers({ elements }: UnusedAnswer): Readonly<Record<string, string>> {
    return Object.fromEntries(elements.map(({ element, answer }) => [element, answer]));
  }

  it("what no evidence has, the topmost elements only", async () => {
    await store.record([selects("web", "3.1", ALL)]);
    const answer = await ask();
    expect(answers(answer)).toEqual({
      "Query.products": "unused",
      "Product.price": "unused",
      "Product.legacyCode": "unused",
    });
    expect(answer.coverage).toEqual({ known: 1, covered: 1, uncovered: [] });
  });

  it("is not known while no consumer is", async () => {
    const answer = await ask();
    expect(new Set(Object.values(answers(answer)))).toEqual(new Set(["unknown"]));
    const text = renderUnused(answer, { colour: false, verbose: false });
    expect(text).toContain("No consumer of the contract is known: that nothing is used does not");
    expect(text).not.toMatch(/^Unused/m);
  });

  it("is not known while the contract is all that is known of one consumer", async () => {
    await store.record([selects("web", "3.1", ALL), selects("batch", "1", [], WHOLE)]);
    const answer = await ask();
    expect(new Set(Object.values(answers(answer)))).toEqual(new Set(["unknown"]));
    expect(answer.coverage).toEqual({ known: 2, covered: 1, uncovered: ["batch"] });
  });

  it("is not known of what a call may return, where only calls were seen", async () => {
    await store.record([
      selects("web", "3.1", ALL),
      selects("gateway", undefined, ["Query.product"], { kind: "otlp" }),
    ]);
    // Traffic of the operation says nothing of the fields of its result.
    expect(answers(await ask())["Product.legacyCode"]).toBe("unknown");
  });

  it("is not known of what somebody may use", async () => {
    const uses = [{ coordinate: "Product.price", mode: "may-use" as const }];
    await store.record([
      selects("web", "3.1", ALL),
      selects("sdk", "2", [], { kind: "vendored-contract", uses }),
    ]);
    expect(answers(await ask())).toMatchObject({
      "Product.price": "unknown",
      "Product.legacyCode": "unused",
    });
  });

  it("counts old uses of what is live, and doubts those of what nobody knows to be gone", async () => {
    const today = "2027-01-01";
    await store.record([selects("web", "3.1", [...ALL, "Product.price"])]);
    const stale = await ask(90, today);
    expect(new Set(Object.values(answers(stale)))).toEqual(new Set(["unknown"]));
    expect(stale.coverage.uncovered).toEqual(["web"]);
    await deploy(store, "web", "3.1");
    const live = await ask(90, today);
    expect(answers(live)["Product.price"]).toBeUndefined();
    expect(live.coverage).toEqual({ known: 1, covered: 1, uncovered: [] });
  });

  it("of one environment counts what nobody says the environment of", async () => {
    await store.record([
      selects("web", "3.1", ALL),
      selects("batch", "1", ["Product.price"], { environment: "production" }),
      selects("probe", "1", ["Product.legacyCode"], { environment: "staging" }),
    ]);
    const question = { contract: "catalog", days: 90, today: "2026-06-02" } as const;
    const there = answers(await askUnused(store, { ...question, environment: "production" }));
    expect(there["Product.name"]).toBeUndefined();
    expect(there["Product.price"]).toBeUndefined();
    expect(there["Product.legacyCode"]).toBe("unused");
  });

  it("of one environment is not doubted for what runs in another", async () => {
    await store.record([selects("web", "3.1", ALL)]);
    await deploy(store, "web", "3.1");
    await deploy(store, "web", "3.2", "staging");
    const question = { contract: "catalog", days: 90, today: "2027-01-01" } as const;
    const there = await askUnused(store, { ...question, environment: "production" });
    expect(there.coverage).toEqual({ known: 1, covered: 1, uncovered: [] });
    const elsewhere = await askUnused(store, { ...question, environment: "staging" });
    expect(elsewhere.coverage.uncovered).toEqual(["web"]);
  });

  it("is not known of production from what was seen in staging", async () => {
    const seenIn = (environment: string, seen: string) =>
      selects("web", undefined, ALL, { environment, seen });
    await store.record([seenIn("staging", "2026-12-31"), seenIn("production", "2026-06-01")]);
    const everywhere = await ask(90, "2027-01-01");
    expect(everywhere.coverage.uncovered).toEqual(["web"]);
    await store.record([seenIn("production", "2026-12-01")]);
    expect((await ask(90, "2027-01-01")).coverage.uncovered).toEqual([]);
  });

  it("is not known of a consumer of which nothing resolves", async () => {
    const dangling = [{ coordinate: "Query.colours", reason: "Query has no field colours" }];
    await store.record([selects("web", "3.1", ALL), selects("app", "7", [], { dangling })]);
    const answer = await ask();
    expect(answer.coverage.uncovered).toEqual(["app"]);
    expect(new Set(Object.values(answers(answer)))).toEqual(new Set(["unknown"]));
  });

  it("of an environment that nobody has heard of is no answer", async () => {
    await store.record([selects("web", "3.1", ALL, { environment: "production" })]);
    const environment = "prodution";
    const asked = { contract: "catalog", days: 90, today: "2026-06-02", environment };
    for (const question of [
      askUnused(store, asked),
      askConsumers(store, asked),
      askDependencies(store, { service: "web", today: "2026-06-02", environment }),
    ])
      await expect(question).rejects.toMatchObject({ hint: "Did you mean production?" });
  });

  it("leaves out consumers that are gone, and says when something was used last", async () => {
    await store.record([selects("web", "3.1", ALL, { seen: "2027-01-01" })]);
    await store.record([selects("batch", "1", ["Product.price"])]);
    await deploy(store, "batch", "1");
    await store.undeploy({ service: "batch" }, "2026-06-02T00:00:00.000Z");
    const answer = await ask(90, "2027-01-02");
    expect(answer.elements.find(({ element }) => element === "Product.price")).toEqual({
      element: "Product.price",
      kind: "field",
      answer: "unused",
      lastSeen: "2026-06-01",
    });
  });
});
