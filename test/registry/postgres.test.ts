import { afterAll, describe, expect, it } from "vitest";
import { expectToSurvive } from "./crash-suite.ts";
import { storeSuite } from "./store-suite.ts";
import { startPostgres } from "./temporary-postgres.ts";

const server = await startPostgres();
const missing = typeof server === "string" ? server : undefined;

describe.skipIf(missing !== undefined)(
  `PostgreSQL${missing === undefined ? "" : `: ${missing}`}`,
  () => {
    if (typeof server === "string") return;
    afterAll(() => server.stop());
    storeSuite(() => server.database());

    it("two processes record at once and one is killed: nothing lost, nothing double", async () => {
      const survival = expectToSurvive(await server.database(), () => Promise.resolve());
      await expect(survival).resolves.toBeUndefined();
    }, 60_000);
  },
);
