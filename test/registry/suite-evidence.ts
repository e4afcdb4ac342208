import { describe, expect, it } from "vitest";
import type { EvidenceRecord, RegistryStore } from "../../src/registry/store.ts";
import { evidence, needs } from "./samples.ts";

/** Evidence as it is recorded, in any store. */
export function evidenceSuite(store: () => RegistryStore): void {
  describe("evidence", () => {
    it("comes back as uses, with where and when they were seen", async () => {
      const result = await store().record([
        evidence({ consumerVersion: "3.1", environment: "production", against: "1.0" }),
      ]);
      expect(result).toEqual({ added: 1, seenAgain: 0, uses: 1, dangling: 0 });
      expect(await store().uses({ contract: "catalog" })).toEqual([
        {
          coordinate: "Product.name",
          operation: "query",
          mode: "needed",
          item: "GetProduct",
          line: 3,
          evidence: expect.objectContaining({
            contract: "catalog",
            consumer: "web",
            environment: "production",
            kind: "graphql-document",
            file: "src/product.graphql",
            firstSeen: "2026-05-01",
            lastSeen: "2026-05-01",
            uses: 1,
            sightings: [
              {
                version: "3.1",
                against: "1.0",
                firstSeen: "2026-05-01",
                lastSeen: "2026-05-01",
              },
            ],
          }) as unknown,
        },
      ]);
    });

    it("that is sent again only moves when it was seen, in either direction", async () => {
      await store().record([evidence()]);
      const again = await store().record([
        evidence({ seen: "2026-05-20", file: "src/moved.graphql" }),
        evidence({ seen: "2026-04-02" }),
      ]);
      expect(again).toEqual({ added: 0, seenAgain: 2, uses: 0, dangling: 0 });
      const known = await store().evidence({});
      expect(known).toMatchObject([{ firstSeen: "2026-04-02", lastSeen: "2026-05-20" }]);
      expect(await store().uses({ contract: "catalog" })).toHaveLength(1);
    });

    it("is the same for another version of the consumer that uses the same", async () => {
      await store().record([evidence({ consumerVersion: "3.1" })]);
      await store().record([evidence({ consumerVersion: "3.2", seen: "2026-05-09" })]);
      const [known, ...others] = await store().evidence({ consumer: "web" });
      expect(others).toEqual([]);
      expect(known?.sightings.map(({ version, lastSeen }) => [version, lastSeen])).toEqual([
        ["3.2", "2026-05-09"],
        ["3.1", "2026-05-01"],
      ]);
    });

    it.each<[string, Partial<EvidenceRecord>]>([
      ["another consumer", { consumer: "app" }],
      ["another environment", { environment: "staging" }],
      ["another kind", { kind: "vendored-contract" }],
      ["another contract", { contract: "orders" }],
      ["another use", { uses: [needs("Product.price")] }],
      ["another mode", { uses: [{ coordinate: "Product.name", mode: "may-use" }] }],
      [
        "one more dangling use",
        { dangling: [{ coordinate: "Product.colour", reason: "no such field" }] },
      ],
    ])("is another one with %s", async (_, more) => {
      await store().record([evidence()]);
      expect(await store().record([evidence(more)])).toMatchObject({ added: 1, seenAgain: 0 });
      expect(await store().evidence({})).toHaveLength(2);
    });

    it("that dates its uses moves each of them by itself", async () => {
      const traffic = (name: string | undefined, price: string): EvidenceRecord =>
        evidence({
          kind: "otlp",
          uses: [
            needs("Product.name", { ...(name === undefined ? {} : { seen: name }), count: 2 }),
            needs("Product.price", { seen: price, count: 1 }),
          ],
          seen: price,
        });
      await store().record([traffic("2026-05-01", "2026-05-02")]);
      await store().record([traffic("2026-05-01", "2026-05-08")]);
      const uses = await store().uses({ contract: "catalog" });
      const days = Object.fromEntries(uses.map((use) => [use.coordinate, use.seen]));
      expect(days).toEqual({ "Product.name": "2026-05-01", "Product.price": "2026-05-08" });
      const recent = await store().uses({ contract: "catalog", since: "2026-05-05" });
      expect(recent.map(({ coordinate }) => coordinate)).toEqual(["Product.price"]);
    });

    it("counts the same use once, with its first place", async () => {
      const uses = [
        needs("Product.name", { operation: "query", item: "GetProduct", line: 3, count: 2 }),
        needs("Product.name", { operation: "query", item: "ListProducts", line: 9, count: 5 }),
      ];
      await store().record([evidence({ uses })]);
      expect(await store().uses({ contract: "catalog" })).toMatchObject([
        {
          item: "GetProduct",
          line: 3,
          count: 7,
          also: [{ item: "ListProducts", line: 9 }],
        },
      ]);
    });

    it("keeps what did not resolve", async () => {
      const dangling = [
        { coordinate: "Product.colour", reason: "no such field", item: "GetProduct", line: 5 },
        { coordinate: "Product.colour", reason: "no such field", item: "ListProducts", line: 9 },
      ];
      await store().record([evidence({ dangling })]);
      expect(await store().dangling({ contract: "catalog" })).toEqual([
        { ...dangling[0], evidence: expect.objectContaining({ consumer: "web" }) as unknown },
      ]);
    });

    it.each([
      ["with a quoted name", '#schemas."__proto__"'],
      ["with a character beyond 16 bits", "💶"],
      ["of great length", "x".repeat(5000)],
    ])("may hold a coordinate %s", async (_, coordinate) => {
      const some = evidence({ uses: [needs(coordinate)] });
      await store().record([some, some]);
      expect(await store().uses({ contract: "catalog" })).toHaveLength(1);
    });
  });
}
