import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRegistry } from "../../src/registry/open.ts";
import type { RegistryStore } from "../../src/registry/store.ts";
import { evidence, needs } from "./samples.ts";
import { contractSuite } from "./suite-contracts.ts";
import { evidenceSuite } from "./suite-evidence.ts";
import { questionSuite } from "./suite-questions.ts";

/** What every store must do, whichever database stands behind it. */
export function storeSuite(freshLocation: () => Promise<string>): void {
  describe("a registry", () => {
    let store: RegistryStore;
    let location: string;

    beforeEach(async () => {
      location = await freshLocation();
      store = await openRegistry({ location, create: true });
    });
    afterEach(() => store.close());

    contractSuite(() => store);
    evidenceSuite(() => store);
    questionSuite(() => store);

    it("is one registry for everybody who opens it, several at once", async () => {
      const others = await Promise.all(
        Array.from({ length: 3 }, () => openRegistry({ location, create: true })),
      );
      const all = [store, ...others];
      await Promise.all(
        all.flatMap((one, index) =>
          Array.from({ length: 5 }, (_, round) =>
            one.record([
              evidence({ consumer: `service-${index}`, uses: [needs(`Product.f${round}`)] }),
              evidence({ uses: [needs(`Product.f${round}`)] }),
            ]),
          ),
        ),
      );
      await Promise.all(others.map((one) => one.close()));
      // Five shared pieces of evidence, and five of each of the four.
      expect(await store.evidence({})).toHaveLength(25);
      const users = await store.uses({ contract: "catalog", coordinates: ["Product.f3"] });
      expect(users).toHaveLength(5);
    });
  });
}
