import { describe, expect, it } from "vitest";
import type { RegistryStore } from "../../src/registry/store.ts";
import { evidence, orders } from "./samples.ts";

/** Contract versions, services and deployments, in any store. */
export function contractSuite(store: () => RegistryStore): void {
  describe("contract versions", () => {
    it("come back as they were published, texts and all", async () => {
      expect(await store().publish(orders)).toBe("added");
      const [version] = await store().versions("orders");
      const { texts, ...rest } = orders;
      expect(version).toMatchObject(rest);
      expect(await store().texts("orders", "2.0.0")).toEqual(texts);
      expect(await store().texts("orders", "9.9.9")).toBeUndefined();
      expect(await store().texts("nothing", "2.0.0")).toBeUndefined();
    });

    it("are the same when they are published again, and get more labels", async () => {
      await store().publish(orders);
      expect(await store().publish({ ...orders, labels: ["stable"] })).toBe("unchanged");
      expect((await store().versions("orders")).map(({ labels }) => labels)).toEqual([["stable"]]);
    });

    it("never change: other content under the same version is refused", async () => {
      await store().publish(orders);
      const texts = new Map([["openapi.yaml", "openapi: 3.0.3"]]);
      await expect(store().publish({ ...orders, texts })).rejects.toMatchObject({
        code: "usage",
        message: "orders 2.0.0 is published already, with other content.",
      });
      expect(await store().texts("orders", "2.0.0")).toEqual(orders.texts);
    });

    it("of one contract have one format", async () => {
      await store().publish(orders);
      const other = { ...orders, version: "3.0.0", format: "graphql" } as const;
      await expect(store().publish(other)).rejects.toMatchObject({ code: "usage" });
    });

    it("are listed with the last published first; a label names one of them", async () => {
      await store().publish({ ...orders, labels: ["stable"] });
      await store().publish({
        ...orders,
        version: "2.1.0",
        publishedAt: "2026-04-01T08:00:00.000Z",
        labels: ["stable"],
      });
      const versions = await store().versions("orders");
      expect(versions.map(({ version, labels }) => [version, labels])).toEqual([
        ["2.1.0", ["stable"]],
        ["2.0.0", []],
      ]);
      expect(await store().contracts()).toEqual([
        {
          name: "orders",
          format: "openapi",
          provider: "orders-service",
          versions: 2,
          latest: "2.1.0",
          consumers: 0,
        },
      ]);
      expect((await store().services()).map(({ service }) => service)).toEqual(["orders-service"]);
    });

    it.each([["__proto__"], ["a 'quoted' \"name\""], ["Übersicht-📦"], ["constructor"]])(
      "may be of a contract named %s",
      async (contract) => {
        await store().publish({ ...orders, contract, version: contract });
        expect((await store().contracts()).map((one) => one.name)).toEqual([contract]);
        expect(await store().texts(contract, contract)).toEqual(orders.texts);
      },
    );
  });

  describe("services", () => {
    it("are known by declaration, and by name alone from evidence", async () => {
      await store().record([evidence({ consumer: "batch" })]);
      await store().declare([
        {
          service: "web",
          team: "storefront",
          contacts: ["#storefront"],
          aliases: ["web-bff"],
          profile: "exhaustive-enums",
        },
      ]);
      expect(await store().services()).toEqual([
        { service: "batch", declared: false, contacts: [], aliases: [] },
        {
          service: "web",
          declared: true,
          team: "storefront",
          contacts: ["#storefront"],
          aliases: ["web-bff"],
          profile: "exhaustive-enums",
        },
      ]);
    });

    it.each([["NULL"], ['{"a","b"}'], ["back\\slash"], ["it's"], ["?"], ["__proto__"], ["a\nb"]])(
      "may be named %j",
      async (service) => {
        const one = { service, team: service, contacts: [service], aliases: [service] };
        await store().record([evidence({ consumer: service, environment: service })]);
        await store().declare([one]);
        expect(await store().services()).toEqual([{ ...one, declared: true }]);
        const found = await store().uses({ consumer: service, environment: service });
        expect(found.map((use) => use.evidence.consumer)).toEqual([service]);
      },
    );

    it("keep their declaration when evidence names them, and take a later one", async () => {
      await store().declare([{ service: "web", team: "storefront", contacts: [], aliases: [] }]);
      await store().record([evidence()]);
      expect(await store().services()).toMatchObject([{ declared: true, team: "storefront" }]);
      await store().declare([{ service: "web", team: "checkout", contacts: [], aliases: [] }]);
      expect(await store().services()).toMatchObject([{ declared: true, team: "checkout" }]);
    });
  });

  describe("deployments", () => {
    const web = { environment: "production", service: "web", kind: "deployed" } as const;

    it("replace what ran at the same target, and nothing else", async () => {
      await store().deploy({ ...web, version: "3.1", since: "2026-05-01T10:00:00.000Z" });
      await store().deploy({
        ...web,
        version: "3.1",
        target: "asia",
        since: "2026-05-01T10:00:00.000Z",
      });
      await store().deploy({ ...web, version: "3.2", since: "2026-05-02T10:00:00.000Z" });
      const live = await store().live({ service: "web" });
      expect(live.map(({ version, target }) => [version, target])).toEqual([
        ["3.2", undefined],
        ["3.1", "asia"],
      ]);
    });

    it("stay live since the first time when they are recorded again", async () => {
      await store().deploy({ ...web, version: "3.1", since: "2026-05-01T10:00:00.000Z" });
      await store().deploy({ ...web, version: "3.1", since: "2026-05-09T10:00:00.000Z" });
      expect(await store().live({})).toEqual([
        { ...web, version: "3.1", since: "2026-05-01T10:00:00.000Z" },
      ]);
    });

    it("that are released are live beside each other until they end", async () => {
      for (const version of ["7.0", "7.1"]) {
        await store().deploy({
          ...web,
          service: "app",
          version,
          kind: "released",
          since: "2026-05-01T10:00:00.000Z",
        });
      }
      const ended = await store().undeploy(
        { service: "app", version: "7.0", environment: "production" },
        "2026-06-01T00:00:00.000Z",
      );
      expect(ended).toBe(1);
      expect((await store().live({})).map(({ version }) => version)).toEqual(["7.1"]);
      expect(await store().undeploy({ service: "app", version: "7.0" }, "2026-06-02")).toBe(0);
      await store().undeploy({ service: "app" }, "2026-06-02T00:00:00.000Z");
      expect(await store().live({})).toEqual([]);
      expect(await store().tracked()).toEqual(["app"]);
    });

    it("tell when each version came to each environment first, ended ones too", async () => {
      const asia = { ...web, target: "asia" };
      await store().deploy({ ...asia, version: "3.1", since: "2026-05-03T10:00:00.000Z" });
      await store().deploy({ ...web, version: "3.1", since: "2026-05-02T10:00:00.000Z" });
      await store().deploy({ ...web, version: "3.2", since: "2026-05-04T10:00:00.000Z" });
      // Back to what ran before: that was not the first time.
      await store().deploy({ ...web, version: "3.1", since: "2026-05-05T10:00:00.000Z" });
      const staging = { ...web, environment: "staging" };
      await store().deploy({ ...staging, version: "3.2", since: "2026-05-01T10:00:00.000Z" });
      await store().deploy({ ...web, service: "app", version: "3.1", since: "2026-04-01" });
      expect(await store().firstDeployments("web")).toEqual([
        { environment: "staging", version: "3.2", since: "2026-05-01T10:00:00.000Z" },
        { environment: "production", version: "3.1", since: "2026-05-02T10:00:00.000Z" },
        { environment: "production", version: "3.2", since: "2026-05-04T10:00:00.000Z" },
      ]);
      expect(await store().firstDeployments("nobody")).toEqual([]);
    });

    it("name the environments that exist, as evidence does", async () => {
      await store().deploy({ ...web, version: "3.1", since: "2026-05-01T10:00:00.000Z" });
      await store().record([evidence({ environment: "staging" }), evidence()]);
      expect(await store().environments()).toEqual(["production", "staging"]);
    });
  });
}
