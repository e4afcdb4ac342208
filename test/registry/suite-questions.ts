import { beforeEach, describe, expect, it } from "vitest";
import type { RegistryStore } from "../../src/registry/store.ts";
import { evidence, needs, orders } from "./samples.ts";

/** Questions to the registry, and retention, in any store. */
export function questionSuite(store: () => RegistryStore): void {
  describe("questions", () => {
    beforeEach(async () => {
      await store().record([
        evidence({ uses: [needs("Product.name"), needs("Product.price")] }),
        evidence({
          consumer: "app",
          environment: "production",
          seen: "2026-01-15",
          uses: [{ coordinate: "Product.price", mode: "may-use" }],
        }),
        evidence({ contract: "orders", uses: [needs("GET /orders/{}")] }),
      ]);
    });

    it("who uses this coordinate?", async () => {
      const users = await store().uses({ contract: "catalog", coordinates: ["Product.price"] });
      expect(users.map((use) => `${use.evidence.consumer} ${use.mode}`).sort()).toEqual([
        "app may-use",
        "web needed",
      ]);
      expect(await store().uses({ contract: "catalog", coordinates: ["Product.nam"] })).toEqual([]);
      expect(await store().uses({ contract: "nothing" })).toEqual([]);
    });

    it("what does this service use?", async () => {
      const uses = await store().uses({ consumer: "web" });
      expect(uses.map((use) => `${use.evidence.contract} ${use.coordinate}`).sort()).toEqual([
        "catalog Product.name",
        "catalog Product.price",
        "orders GET /orders/{}",
      ]);
    });

    it("what was seen in this environment, since this day?", async () => {
      const count = async (filter: Parameters<RegistryStore["uses"]>[0]): Promise<number> =>
        (await store().uses(filter)).length;
      // What nobody says the environment of may be of any.
      expect(await count({ environment: "production" })).toBe(4);
      expect(await count({ environment: "staging" })).toBe(3);
      expect(await count({ contract: "catalog", since: "2026-05-01" })).toBe(2);
      expect(await count({ contract: "catalog", since: "2026-05-02" })).toBe(0);
    });

    it("when was each coordinate last met?", async () => {
      const activity = await store().activity("catalog");
      expect(activity.toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1))).toEqual([
        {
          coordinate: "Product.name",
          lastSeen: "2026-05-01",
          live: false,
          onlyPerhaps: false,
        },
        {
          coordinate: "Product.price",
          lastSeen: "2026-05-01",
          live: false,
          onlyPerhaps: false,
        },
      ]);
      await store().record([
        evidence({ contract: "stock", environment: "production", seen: "2026-01-15" }),
        evidence({ contract: "stock", environment: "staging", seen: "2026-01-16" }),
      ]);
      const [there] = await store().activity("stock", "production");
      expect(there).toMatchObject({ lastSeen: "2026-01-15", live: false, onlyPerhaps: false });
    });

    it("is a coordinate used by something that is live, however long ago it was seen?", async () => {
      const recorded = evidence({ consumer: "batch", consumerVersion: "4", seen: "2024-01-01" });
      await store().record([{ ...recorded, contract: "stock" }]);
      const isLive = async (): Promise<readonly boolean[]> =>
        (await store().activity("stock")).map(({ live }) => live);
      expect(await isLive()).toEqual([false]);
      const batch = { environment: "staging", service: "batch", kind: "released" } as const;
      await store().deploy({ ...batch, version: "3", since: "2024-01-01T00:00:00.000Z" });
      expect(await isLive()).toEqual([false]);
      await store().deploy({ ...batch, version: "4", since: "2024-01-01T00:00:00.000Z" });
      expect(await isLive()).toEqual([true]);
    });

    it("give everything where there are more rows than one page holds", async () => {
      const uses = Array.from({ length: 45_001 }, (_, index) => needs(`Product.field${index}`));
      await store().record([evidence({ consumer: "mirror", contract: "wide", uses })]);
      const found = await store().uses({ contract: "wide" });
      expect(new Set(found.map(({ coordinate }) => coordinate)).size).toBe(45_001);
    });
  });

  describe("retention", () => {
    const year = {
      evidenceBefore: "2026-01-01",
      versionsBefore: "2026-01-01T00:00:00.000Z",
      deploymentsBefore: "2026-01-01T00:00:00.000Z",
    };

    it("lets go of old evidence, but not of what a live version was recorded with", async () => {
      await store().record([
        evidence({ consumer: "gone", seen: "2025-01-01", consumerVersion: "1" }),
        evidence({ consumer: "app", seen: "2025-01-01", consumerVersion: "7.0" }),
        evidence(),
      ]);
      await store().deploy({
        environment: "production",
        service: "app",
        version: "7.0",
        kind: "released",
        since: "2025-01-01T00:00:00.000Z",
      });
      expect(await store().prune({ ...year, dryRun: true })).toMatchObject({ evidence: 1 });
      expect(await store().evidence({})).toHaveLength(3);
      expect(await store().prune(year)).toEqual({ evidence: 1, versions: 0, deployments: 0 });
      const left = (await store().evidence({})).map(({ consumer }) => consumer).sort();
      expect(left).toEqual(["app", "web"]);
      expect((await store().uses({ contract: "catalog" })).length).toBe(2);
    });

    it("lets go of old versions, but not of the latest, live, labelled or used ones", async () => {
      const versions = ["1-live", "2-labelled", "3-used", "4-old", "5-latest"];
      for (const [index, version] of versions.entries()) {
        await store().publish({
          ...orders,
          version,
          labels: version === "2-labelled" ? ["stable"] : [],
          publishedAt: `2025-01-0${index + 1}T00:00:00.000Z`,
          texts: new Map([["openapi.yaml", version]]),
        });
      }
      await store().deploy({
        environment: "production",
        service: "orders-service",
        version: "1-live",
        kind: "deployed",
        since: "2025-02-01T00:00:00.000Z",
      });
      await store().record([evidence({ contract: "orders", against: "3-used" })]);
      expect(await store().prune({ ...year, dryRun: true })).toMatchObject({ versions: 1 });
      expect(await store().prune(year)).toEqual({ evidence: 0, versions: 1, deployments: 0 });
      expect((await store().versions("orders")).map(({ version }) => version)).toEqual([
        "5-latest",
        "3-used",
        "2-labelled",
        "1-live",
      ]);
      expect(await store().texts("orders", "3-used")).toEqual(
        new Map([["openapi.yaml", "3-used"]]),
      );
      expect(await store().texts("orders", "4-old")).toBeUndefined();
    });

    it("lets go of deployments that ended long ago", async () => {
      const app = { environment: "production", service: "app", kind: "deployed" } as const;
      await store().deploy({ ...app, version: "1", since: "2025-01-01T00:00:00.000Z" });
      await store().deploy({ ...app, version: "2", since: "2025-02-01T00:00:00.000Z" });
      expect(await store().prune(year)).toMatchObject({ deployments: 1 });
      expect(await store().live({})).toHaveLength(1);
    });

    it("keeps the first deployment of a contract version that stays", async () => {
      await store().publish(orders);
      const place = { environment: "production", service: "orders-service", kind: "deployed" };
      const days = [
        [orders.version, "2025-01-01"],
        ["1.9.0", "2025-02-01"],
        [orders.version, "2025-03-01"],
        ["3.0.0", "2025-04-01"],
      ] as const;
      for (const [version, since] of days)
        await store().deploy({ ...place, kind: "deployed", version, since });
      expect(await store().prune({ ...year, dryRun: true })).toMatchObject({ deployments: 2 });
      expect(await store().prune(year)).toMatchObject({ deployments: 2 });
      expect(await store().firstDeployments("orders-service")).toMatchObject([
        { version: orders.version, since: "2025-01-01" },
        { version: "3.0.0" },
      ]);
    });
  });
}
