import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../src/registry/location.ts";
import { migrate } from "../../src/registry/migrations/migrate.ts";
import type { Migration } from "../../src/registry/migrations/migration.ts";
import { openRegistry } from "../../src/registry/open.ts";
import { openSqlite } from "../../src/registry/sqlite.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { evidence } from "./samples.ts";

function freshFile(): string {
  return join(temporaryFolder(), "registry.db");
}

describe("opening a registry file", () => {
  it("does not make one where none is asked for", async () => {
    const location = freshFile();
    await expect(openRegistry({ location, create: false })).rejects.toMatchObject({
      code: "store-unavailable",
      message: `There is no registry at ${location}.`,
    });
    expect(existsSync(location)).toBe(false);
  });

  it("refuses a file that is no database, and leaves it alone", async () => {
    const location = freshFile();
    writeFileSync(location, "service: web\n".repeat(200));
    await expect(openRegistry({ location, create: true })).rejects.toMatchObject({
      code: "store-unavailable",
      message: `The registry ${location} cannot be used: the file is no registry.`,
    });
    expect(readFileSync(location, "utf8")).toBe("service: web\n".repeat(200));
  });

  it("refuses the database of another program", async () => {
    const location = freshFile();
    const other = new DatabaseSync(location);
    other.exec("create table recipes (name text)");
    other.close();
    await expect(openRegistry({ location, create: true })).rejects.toMatchObject({
      code: "store-unavailable",
      message: `${location} is a database of another program, not a registry.`,
    });
  });

  it("refuses a folder, and a place where no folder can be made", async () => {
    const folder = temporaryFolder({ "taken.txt": "" });
    await expect(openRegistry({ location: folder, create: true })).rejects.toMatchObject({
      code: "store-unavailable",
    });
    const location = join(folder, "taken.txt", "registry.db");
    await expect(openRegistry({ location, create: true })).rejects.toMatchObject({
      code: "store-unavailable",
    });
  });

  it("says so where a file is damaged in the middle", async () => {
    const location = freshFile();
    const store = await openRegistry({ location, create: true });
    await store.record([evidence()]);
    await store.close();
    const bytes = readFileSync(location);
    bytes.fill(0x5a, 4096);
    writeFileSync(location, bytes);
    const reading = openRegistry({ location, create: false }).then((one) => one.uses({}));
    await expect(reading).rejects.toMatchObject({ code: "store-unavailable" });
  });

  it("makes its folder, which git leaves alone, and no other files that stay", async () => {
    const folder = temporaryFolder();
    const location = join(folder, ".contract-drift", "registry.db");
    const store = await openRegistry({ location, create: true });
    await store.record([evidence()]);
    await store.close();
    const ours = join(folder, ".contract-drift");
    expect(readdirSync(ours).sort()).toEqual([".gitignore", "registry.db"]);
    expect(readFileSync(join(ours, ".gitignore"), "utf8")).toBe("*\n");
  });

  it("works on a path with characters that mean something to URLs and to SQL", async () => {
    const location = join(temporaryFolder(), "a'b?mode=memory#%20;.db");
    const store = await openRegistry({ location, create: true });
    await store.record([evidence()]);
    await store.close();
    chmodSync(location, 0o644);
    expect(existsSync(location)).toBe(true);
  });
});

describe("migrations", () => {
  const more: Migration = {
    number: 900,
    statements: () => ["alter table service add column motto text"],
  };

  it("run once, however often and by however many they are started", async () => {
    const location = freshFile();
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openRegistry({ location, create: true })),
    );
    await Promise.all(stores.map((store) => store.close()));
    const database = await openSqlite(location, false);
    const rows = await database.read((session) => session.all("select number from migration"));
    await database.close();
    expect(rows.map((row) => row["number"])).toEqual([1]);
  });

  it("of a later version do not keep this one from working", async () => {
    const location = freshFile();
    await (await openRegistry({ location, create: true })).close();
    const database = await openSqlite(location, false);
    await migrate(database, [more]);
    await migrate(database, [more]);
    await database.close();
    const store = await openRegistry({ location, create: false });
    await store.record([evidence()]);
    expect(await store.services()).toHaveLength(1);
    await store.close();
  });

  it("happen whole or not at all", async () => {
    const location = freshFile();
    await (await openRegistry({ location, create: true })).close();
    const database = await openSqlite(location, false);
    const broken: Migration = {
      number: 901,
      statements: () => ["create table half (a integer)", "create table half (b integer)"],
    };
    await expect(migrate(database, [broken])).rejects.toThrow("half");
    const tables = await database.read((session) => session.all(database.dialect.tables));
    await database.close();
    expect(tables.map((row) => row["name"])).not.toContain("half");
  });
});

describe("the address of a server", () => {
  it.each([
    [
      "postgres://drift:hunter2@db.shop.example:5432/drift",
      "postgres://db.shop.example:5432/drift",
    ],
    ["postgresql://drift@db/drift?password=hunter2&sslmode=require", "postgresql://db/drift"],
    ["postgres://drift:hun@ter2@db/drift", "postgres://db/drift"],
    ["postgres://drift:hun/ter2@db/drift", "postgres://db/drift"],
    ["postgres://db/drift?password=hunter@2", "postgres://…"],
    ["postgres://drift:hunter?2@db/drift", "postgres://…"],
    ["postgres:///drift", "postgres:///drift"],
  ])("%s is shown without its secrets", (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown);
  });

  it.each([
    ["postgres://drift:hunter2@127.0.0.1:1/drift", "nothing listens there"],
    ["postgres://drift:hunter2@localhost/drift?host=/nowhere/at/all", "there is no such socket"],
    ["postgres://drift:hunter2@[not-a-host/drift", "its address cannot be understood"],
  ])("%s that cannot be reached is trouble, told without secrets", async (location, reason) => {
    const opening = openRegistry({ location, create: true });
    await expect(opening).rejects.toMatchObject({ code: "store-unavailable" });
    await expect(opening).rejects.toThrow(reason);
    await expect(opening).rejects.not.toThrow("hunter2");
  });
});
