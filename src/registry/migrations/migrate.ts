import type { Database } from "../database.ts";
import { registry } from "./0001-registry.ts";
import type { Migration } from "./migration.ts";

/** Every step, in its order. What has been released is never changed. */
const MIGRATIONS: readonly Migration[] = [registry];

/**
 * Brings a registry to the form that this program knows. Steps that a later version has made are
 * left alone. Running it again, or twice at once, changes nothing.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  if ((await missing(database, migrations)).length === 0) return;
  await database.write(async (session) => {
    await session.run(
      "create table if not exists migration (number integer primary key, done_at text not null)",
    );
    const rows = await session.all("select number from migration");
    const done = new Set(rows.map((row) => row["number"]));
    for (const migration of migrations) {
      if (done.has(migration.number)) continue;
      // The row goes first: where two programs start at once, one of them waits here, then starts over.
      await session.run("insert into migration (number, done_at) values (?, ?)", [
        migration.number,
        new Date().toISOString(),
      ]);
      for (const statement of migration.statements(database.dialect)) await session.run(statement);
    }
  });
}

async function missing(
  database: Database,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const done = await database.read(async (session) => {
    const tables = await session.all(database.dialect.tables);
    if (!tables.some((row) => row["name"] === "migration")) return new Set<unknown>();
    const rows = await session.all("select number from migration");
    return new Set(rows.map((row) => row["number"]));
  });
  return migrations.filter((migration) => !done.has(migration.number));
}
