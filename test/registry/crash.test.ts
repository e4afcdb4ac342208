import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { expectToSurvive } from "./crash-suite.ts";

it("two processes record at once and one is killed: nothing lost, nothing double, the file opens", async () => {
  const location = join(temporaryFolder(), "registry.db");
  await expectToSurvive(location, () => {
    const file = new DatabaseSync(location);
    expect(file.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    expect(file.prepare("pragma foreign_key_check").all()).toEqual([]);
    file.close();
    return Promise.resolve();
  });
});
