import { join } from "node:path";
import { temporaryFolder } from "../sources/temporary.ts";
import { storeSuite } from "./store-suite.ts";

storeSuite(() => Promise.resolve(join(temporaryFolder(), ".contract-drift", "registry.db")));
