import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askCanDeploy } from "../../../src/app/registry/can-deploy/ask.ts";
import type { RegistryStore } from "../../../src/registry/store.ts";
import type { CanDeployAnswer } from "../../../src/report/registry-answers.ts";
import { catalog, deploy, freshRegistry, publishGraphql, selects } from "./shop.ts";

let store: RegistryStore;

beforeEach(async () => {
  store = await freshRegistry();
});
afterEach(() => store.close());

function ask(service: string, version: string, today = "2026-06-10"): Promise<CanDeployAnswer> {
  return askCanDeploy(store, {
    service,
    version,
    environment: "production",
    today,
    staleAfter: 90,
  });
}

/** The decision with every sentence that led to it. */
async function told(service: string, version: string, today?: string): Promise<readonly string[]> {
  const { decision, findings } = await ask(service, version, today);
  return [decision, ...findings.map((one) => `${one.decision}: ${one.message}`)];
}

describe("a provider may be deployed", () => {
  beforeEach(async () => {
    await publishGraphql(store, "1.0", catalog());
    await deploy(store, "catalog-service", "1.0");
  });

  describe("where a version without legacyCode", () => {
    beforeEach(() => publishGraphql(store, "2.0", catalog({ legacyCode: "" })));

    it("is not used by what runs there: allow", async () => {
      await store.record([selects("web", "3.1", ["Product.name"])]);
      await deploy(store, "web", "3.1");
      expect(await told("catalog-service", "2.0")).toEqual([
        "allow",
        "allow: web 3.1 works with it",
      ]);
    });

    it("breaks what runs there: deny, with the change, the evidence and what goes first", async () => {
      await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
      await store.record([selects("web", "3.2", ["Product.name"])]);
      await store.declare([{ service: "web", team: "storefront", contacts: [], aliases: [] }]);
      await deploy(store, "web", "3.1");
      const answer = await ask("catalog-service", "2.0");
      expect(answer.decision).toBe("deny");
      expect(answer.findings[0]).toMatchObject({
        role: "provider",
        contract: "catalog",
        counterpart: { service: "web", version: "3.1", team: "storefront" },
        message: "web 3.1 breaks",
        changes: [{ rule: "field-removed", element: "Product.legacyCode" }],
        because: [{ detail: "selects Product.legacyCode" }],
      });
      expect(answer.first).toEqual([
        { service: "web", version: "3.2", why: "it works with the contract as it will be" },
      ]);
    });

    it("breaks one of several versions that run there: deny", async () => {
      await store.record([selects("app", "6.0", ["Product.legacyCode"])]);
      await store.record([selects("app", "7.0", ["Product.name"])]);
      for (const version of ["6.0", "7.0"]) {
        await store.deploy({
          environment: "production",
          service: "app",
          version,
          kind: "released",
          since: "2026-02-01T00:00:00.000Z",
        });
      }
      expect(await told("catalog-service", "2.0")).toEqual([
        "deny",
        "deny: app 6.0 breaks",
        "allow: app 7.0 works with it",
      ]);
    });

    it("breaks something that runs elsewhere only: allow", async () => {
      await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
      await deploy(store, "web", "3.1", "staging");
      expect(await told("catalog-service", "2.0")).toEqual([
        "allow",
        "allow: web runs elsewhere, not in production",
      ]);
    });

    it("breaks something that was seen there, whatever is recorded of deployments: deny", async () => {
      await store.record([
        selects("web", "3.1", ["Product.legacyCode"], { environment: "production" }),
      ]);
      await deploy(store, "web", "3.1", "staging");
      expect((await ask("catalog-service", "2.0")).decision).toBe("deny");
    });

    it("breaks something of which no deployment is recorded at all: deny", async () => {
      await store.record([selects("batch", undefined, ["Product.legacyCode"])]);
      expect(await told("catalog-service", "2.0")).toEqual([
        "deny",
        "deny: batch breaks, if it runs in production: no deployment of it is recorded",
      ]);
    });

    it("has no known consumer: unknown, not allow", async () => {
      expect(await told("catalog-service", "2.0")).toEqual([
        "unknown",
        "unknown: no consumer of catalog is known, and a change could break one",
      ]);
    });

    it("meets a version of which there is no evidence: unknown", async () => {
      await store.record([selects("web", "3.1", ["Product.name"])]);
      await deploy(store, "web", "3.2");
      expect(await told("catalog-service", "2.0")).toEqual([
        "unknown",
        "unknown: nothing is recorded of what web 3.2 uses; of other versions there is evidence (3.1)",
      ]);
    });

    it("meets evidence without a version that is old: unknown; not while it is fresh", async () => {
      await store.record([selects("web", undefined, ["Product.name"])]);
      await deploy(store, "web", "3.2");
      expect((await ask("catalog-service", "2.0", "2026-08-01")).decision).toBe("allow");
      expect(await told("catalog-service", "2.0", "2026-10-01")).toEqual([
        "unknown",
        "unknown: what is known of web 3.2 was last seen on 2026-06-01, too long ago to go by",
      ]);
    });

    it("meets a consumer of which only the contract is known: unknown", async () => {
      await store.record([
        selects("web", "3.1", [], {
          kind: "manifest",
          uses: [{ coordinate: "", mode: "declared" }],
        }),
      ]);
      await deploy(store, "web", "3.1");
      expect(await told("catalog-service", "2.0")).toEqual([
        "unknown",
        "unknown: too little is known of what web 3.1 uses",
      ]);
    });

    it("may break what only receives the field, read or not: unknown", async () => {
      const uses = [
        { coordinate: "Product.legacyCode", operation: "query", mode: "delivered" as const },
      ];
      await store.record([selects("web", "3.1", [], { kind: "har", uses })]);
      await deploy(store, "web", "3.1");
      expect((await told("catalog-service", "2.0")).slice(0, 2)).toEqual([
        "unknown",
        "unknown: web 3.1 may break",
      ]);
    });

    it("meets one consumer that is fine and one that is not known well: unknown", async () => {
      await store.record([
        selects("app", "7", ["Product.name"]),
        selects("web", "3.1", [], {
          kind: "manifest",
          uses: [{ coordinate: "", mode: "declared" }],
        }),
      ]);
      await deploy(store, "web", "3.1");
      await deploy(store, "app", "7");
      expect((await told("catalog-service", "2.0")).slice(0, 2)).toEqual([
        "unknown",
        "unknown: too little is known of what web 3.1 uses",
      ]);
    });

    it("stands beside a live version whose contract was never published: unknown", async () => {
      await store.record([selects("web", "3.1", ["Product.name"])]);
      await deploy(store, "web", "3.1");
      await deploy(store, "catalog-service", "1.1");
      expect((await told("catalog-service", "2.0")).slice(0, 2)).toEqual([
        "unknown",
        "unknown: catalog-service 1.1 is live there, but its version of the contract catalog is not published",
      ]);
    });
  });

  it("where nothing changes that anybody could feel, whatever is known of the consumers", async () => {
    await publishGraphql(store, "1.1", catalog({ brand: "String" }));
    await deploy(store, "web", "3.2");
    await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
    expect(await told("catalog-service", "1.1")).toEqual([
      "allow",
      "allow: nothing changes that web 3.2 could feel",
    ]);
  });

  it("where it is there already, whatever is known of the consumers", async () => {
    await deploy(store, "catalog-service", "1.0");
    await deploy(store, "web", "3.2");
    await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
    expect(await told("catalog-service", "1.0")).toEqual([
      "allow",
      "allow: nothing changes that web 3.2 could feel",
    ]);
  });

  it("is not known where a consumer is seen elsewhere only and no deployment of it is recorded", async () => {
    await publishGraphql(store, "2.0", catalog({ legacyCode: "" }));
    const seen = selects("web", "3.1", ["Product.legacyCode"]);
    await store.record([{ ...seen, environment: "staging" }]);
    expect(await told("catalog-service", "2.0")).toEqual([
      "unknown",
      "unknown: nothing is recorded of what web uses in production, only in staging; no deployment of it is recorded either",
    ]);
  });

  it("not without knowing its contract: unknown", async () => {
    expect(await told("catalog-service", "9.9")).toEqual([
      "unknown",
      "unknown: no version 9.9 of the contract catalog is published",
    ]);
  });

  it("for the first time, by what its consumers were built against", async () => {
    await store.undeploy({ service: "catalog-service" }, "2026-03-01T00:00:00.000Z");
    await publishGraphql(store, "2.0", catalog({ legacyCode: "" }));
    await store.record([
      selects("web", "3.1", ["Product.legacyCode"]),
      selects("app", "7", ["Product.name"]),
    ]);
    await deploy(store, "web", "3.1");
    await deploy(store, "app", "7");
    expect(await told("catalog-service", "2.0")).toEqual([
      "deny",
      "deny: web 3.1 breaks",
      "allow: app 7 works with it",
    ]);
  });

  it("where a client was ahead of the contract and gets what it asks for", async () => {
    await publishGraphql(store, "1.1", catalog({ brand: "String" }));
    await publishGraphql(store, "1.2", catalog({ brand: "" }));
    const dangling = [{ coordinate: "Product.brand", reason: "no such field" }];
    await store.record([selects("web", "3.1", ["Product.name"], { dangling })]);
    await deploy(store, "web", "3.1");
    await deploy(store, "catalog-service", "1.1");
    // 1.2 takes away what did not resolve when the evidence was read.
    expect((await ask("catalog-service", "1.2")).decision).toBe("deny");
  });
});

describe("a consumer may be deployed", () => {
  beforeEach(async () => {
    await publishGraphql(store, "1.0", catalog());
    await publishGraphql(store, "2.0", catalog({ brand: "String" }));
    await deploy(store, "catalog-service", "1.0");
  });

  it("where what it uses is there: allow", async () => {
    await store.record([selects("web", "3.1", ["Product.name"])]);
    expect(await told("web", "3.1")).toEqual(["allow", "allow: it works with catalog-service 1.0"]);
  });

  it("not where it needs what is not there yet: deny, and the provider goes first", async () => {
    await store.record([selects("web", "3.2", ["Product.brand"], { against: "2.0" })]);
    const answer = await ask("web", "3.2");
    expect(answer).toMatchObject({
      decision: "deny",
      findings: [
        {
          role: "consumer",
          message: "it breaks with catalog-service 1.0",
          changes: [{ rule: "field-removed", element: "Product.brand" }],
        },
      ],
      first: [{ service: "catalog-service", version: "2.0", why: "web 3.2 was built against it" }],
    });
  });

  it("not where what it uses is gone already: deny, and it has to change", async () => {
    await publishGraphql(store, "3.0", catalog({ legacyCode: "" }));
    await deploy(store, "catalog-service", "3.0");
    await store.record([selects("web", "3.1", ["Product.legacyCode"])]);
    expect(await ask("web", "3.1")).toMatchObject({
      decision: "deny",
      first: [{ service: "web", why: "a version that works with catalog 3.0 has to be made" }],
    });
  });

  it("not by evidence of other versions: unknown", async () => {
    await store.record([selects("web", "3.1", ["Product.name"])]);
    expect(await told("web", "3.2")).toEqual([
      "unknown",
      "unknown: nothing is recorded of what web 3.2 uses of catalog; of other versions there is evidence (3.1)",
    ]);
  });

  it("not where nobody knows which version of its provider runs there: unknown", async () => {
    await publishGraphql(store, "1.0", catalog(), { contract: "stock", provider: "stock-service" });
    await store.record([selects("web", "3.1", ["Product.name"], { contract: "stock" })]);
    expect(await told("web", "3.1")).toEqual([
      "unknown",
      "unknown: it is not known which version of stock-service runs in production: no deployment of it is recorded",
    ]);
  });

  it("not where its provider runs elsewhere only: deny, and the provider goes first", async () => {
    await publishGraphql(store, "1.0", catalog(), { contract: "stock", provider: "stock-service" });
    await deploy(store, "stock-service", "1.0", "staging");
    await store.record([selects("web", "3.1", ["Product.name"], { contract: "stock" })]);
    const answer = await ask("web", "3.1");
    expect(answer.decision).toBe("deny");
    expect(answer.first.map(({ service }) => service)).toEqual(["stock-service"]);
  });

  it("not where its evidence has uses that resolve nowhere: unknown", async () => {
    const dangling = [{ coordinate: "Product.colour", reason: "no such field" }];
    await store.record([selects("web", "3.1", ["Product.name"], { dangling })]);
    expect(await told("web", "3.1")).toEqual([
      "unknown",
      "unknown: it may use what catalog-service 1.0 does not have",
    ]);
  });

  it("not where the contract it uses was never published: unknown", async () => {
    await store.record([
      selects("web", "3.1", [], {
        contract: "loyalty",
        kind: "manifest",
        uses: [{ coordinate: "", mode: "declared" }],
      }),
    ]);
    expect(await told("web", "3.1")).toEqual([
      "unknown",
      "unknown: no version of loyalty is published, so its provider is not known",
    ]);
  });
});

describe("the question itself", () => {
  it("is about a service by any of its names", async () => {
    await publishGraphql(store, "1.0", catalog());
    await deploy(store, "catalog-service", "1.0");
    await store.record([selects("web", "3.1", ["Product.name"])]);
    await store.declare([{ service: "web", contacts: [], aliases: ["Component:default/web-bff"] }]);
    expect(await ask("web-bff", "3.1")).toMatchObject({ service: "web", decision: "allow" });
  });

  it("is a mistake where service or environment are unknown, with a suggestion", async () => {
    await deploy(store, "web", "3.1");
    await expect(ask("wep", "3.1")).rejects.toMatchObject({ hint: "Did you mean web?" });
    const elsewhere = { service: "web", version: "1", environment: "prodution" };
    await expect(
      askCanDeploy(store, { ...elsewhere, today: "2026-06-10", staleAfter: 90 }),
    ).rejects.toMatchObject({ code: "usage", hint: "Did you mean production?" });
  });

  it("is unknown where nothing is recorded of the service but that it runs", async () => {
    await deploy(store, "web", "3.1");
    expect(await told("web", "3.1")).toEqual([
      "unknown",
      "unknown: nothing is recorded of what web serves or uses",
    ]);
  });
});
