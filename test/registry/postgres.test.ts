import { afterAll, describe } from "vitest";
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
  },
);
