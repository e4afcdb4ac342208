import { join, resolve } from "node:path";
import { DriftError } from "../../errors.ts";
import { isPostgres } from "../../registry/location.ts";
import { openRegistry } from "../../registry/open.ts";
import type { RegistryStore } from "../../registry/store.ts";
import { enclosingWorkTree } from "../../sources/file.ts";

/** Which registry a command means. */
export interface RegistryChoice {
  /** What relative paths count from. */
  readonly folder: string;
  /** `--registry`: a file or `postgres://…`. */
  readonly named?: string;
  /** `CONTRACT_DRIFT_REGISTRY`. */
  readonly environment?: string;
}

const DEFAULT_FILE = join(".contract-drift", "registry.db");

/**
 * Where the registry is: as named, as the environment says, else one file for the git work tree
 * around the folder (without one, for the folder).
 */
export function registryLocation({ folder, named, environment }: RegistryChoice): string {
  const given = named ?? (environment === "" ? undefined : environment);
  if (given === undefined) return join(enclosingWorkTree(folder) ?? folder, DEFAULT_FILE);
  if (isPostgres(given)) return given;
  if (given === "" || /^[a-z][a-z0-9+.-]+:\/\//i.test(given)) {
    throw new DriftError({
      code: "usage",
      message: "The registry is neither a file nor the address of a PostgreSQL server.",
      hint: "Write --registry FILE, or --registry postgres://HOST/DATABASE with the password in PGPASSWORD.",
    });
  }
  return resolve(folder, given);
}

/** Whether a command may make the registry that it is to work on. */
export type RegistryAccess = "must-exist" | "may-be-made";

/** Opens the registry for one piece of work. */
export async function withRegistry<T>(
  choice: RegistryChoice,
  access: RegistryAccess,
  work: (store: RegistryStore) => Promise<T>,
): Promise<T> {
  const location = registryLocation(choice);
  const store = await openRegistry({ location, create: access === "may-be-made" });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
