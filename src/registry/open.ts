import { isPostgres } from "./location.ts";
import { sqlStore } from "./sql-store.ts";
import type { RegistryStore } from "./store.ts";

/** Where the registry is, and whether it may be made there. */
export interface RegistryPlace {
  /** A file, or `postgres://…`. */
  readonly location: string;
  /** False: a file that is not there rejects. Tables are always made. */
  readonly create: boolean;
}

/** Opens a registry. Each kind's driver is loaded only where it is needed. */
export async function openRegistry({ location, create }: RegistryPlace): Promise<RegistryStore> {
  const database = isPostgres(location)
    ? await (await import("./postgres.ts")).openPostgres(location)
    : await (await import("./sqlite.ts")).openSqlite(location, create);
  try {
    return await sqlStore(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}
