import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cacheFolder } from "../../src/sources/cache-folder.ts";
import { temporaryFolder } from "./temporary.ts";

const KEYS = ["aa01", "bb02", "cc03", "dd04"] as const;
const [FIRST, SECOND, THIRD, FOURTH] = KEYS;

function fileOf(folder: string, key: string): string {
  return join(folder, key.slice(0, 2), key.slice(2));
}

function lastUsed(folder: string, key: string, day: number): void {
  const at = new Date(Date.UTC(2026, 0, day));
  utimesSync(fileOf(folder, key), at, at);
}

it("a cache gives back what it was given, to others as well, and keeps itself out of git", () => {
  const folder = join(temporaryFolder(), "cache");
  cacheFolder(folder).put(FIRST, "orders");
  expect(cacheFolder(folder).get(FIRST)).toBe("orders");
  expect(cacheFolder(folder).get(SECOND)).toBeUndefined();
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
  expect(readdirSync(join(folder, "aa"))).toEqual(["01"]);
});

it("a cache that cannot be written is as good as none", () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "");
  const cache = cacheFolder(folder);
  cache.put(FIRST, "orders");
  expect(cache.get(FIRST)).toBeUndefined();
});

it("a cache that is full forgets what was not used for longest", () => {
  const folder = temporaryFolder();
  const text = "x".repeat(1000);
  for (const key of [FIRST, SECOND, THIRD]) cacheFolder(folder, 10_000).put(key, text);
  for (const [index, key] of [FIRST, SECOND, THIRD].entries()) lastUsed(folder, key, index + 1);
  // The oldest is used once more.
  expect(cacheFolder(folder, 10_000).get(FIRST)).toBe(text);
  cacheFolder(folder, 3500).put(FOURTH, text);
  expect(KEYS.filter((key) => existsSync(fileOf(folder, key)))).toEqual([FIRST, FOURTH]);
});
