import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Keeps texts under names that say what they were worked out from; a loss costs time only. */
export interface Cache {
  /** Undefined: not there, or not readable. */
  get(key: string): string | undefined;
  /** Never fails: what cannot be kept is worked out again. */
  put(key: string, text: string): void;
}

/** A cache that keeps nothing. */
export const NO_CACHE: Cache = { get: () => undefined, put: () => undefined };

/**
 * A cache in a folder, made when first written to and left out of git. Keys are hexadecimal
 * digests. A text is replaced in one step, so that runs beside each other read whole texts only.
 */
export function cacheFolder(folder: string): Cache {
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), key.slice(2));
  return {
    get(key) {
      try {
        return readFileSync(fileOf(key), "utf8");
      } catch {
        return undefined;
      }
    },
    put(key, text) {
      const file = fileOf(key);
      const draft = `${file}.${randomUUID()}.tmp`;
      try {
        mkdirSync(dirname(file), { recursive: true });
        ignoreInGit(folder);
        writeFileSync(draft, text, { flag: "wx" });
        renameSync(draft, file);
      } catch {
        rmSync(draft, { force: true });
      }
    },
  };
}

function ignoreInGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there already.
  }
}
