import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { keepWithin } from "./cache-bound.ts";

/** Keeps texts under names that say what they were worked out from; a loss costs time only. */
export interface Cache {
  /** Undefined: not there, or not readable. */
  get(key: string): string | undefined;
  /** Never fails: what cannot be kept is worked out again. */
  put(key: string, text: string): void;
}

/** The size above which a cache makes room: 256 MB. */
const MAX_CACHE_BYTES = 256 * 1024 * 1024;

/** A cache that keeps nothing. */
export const NO_CACHE: Cache = { get: () => undefined, put: () => undefined };

/**
 * A cache in a folder, made when first written to and left out of git. Keys are hexadecimal
 * digests. A text is replaced in one step, so that runs beside each other read whole texts only.
 * Where it grows beyond `maxBytes`, what was not used for longest goes.
 */
export function cacheFolder(folder: string, maxBytes: number = MAX_CACHE_BYTES): Cache {
  let written = 0;
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), key.slice(2));
  return {
    get(key) {
      const file = fileOf(key);
      try {
        const text = readFileSync(file, "utf8");
        noteUse(file);
        return text;
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
        // A run that writes little looks once whether there is too much.
        if (written === 0 || written > maxBytes / 8) {
          keepWithin(folder, maxBytes);
          written = 0;
        }
        written += text.length;
      } catch {
        discard(draft);
      }
    },
  };
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Where nothing can be written there is nothing to take away.
  }
}

function noteUse(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Whoever may only read takes what there is.
  }
}

function ignoreInGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there already.
  }
}
