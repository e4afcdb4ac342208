import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

/** Where npm looks for a dependency of the package at `where`: below it, beside it, further up. */
function placesOf(where: string, name: string): readonly string[] {
  const folders = where.split("node_modules/");
  return folders.map((_, index) => {
    const folder = folders.slice(0, index + 1).join("node_modules/");
    return `${folder === "" ? "" : `${folder.replace(/\/$/, "")}/`}node_modules/${name}`;
  });
}

it("the lock file names the native packages of every platform; `npm ci` refuses to install without", () => {
  const optional = Object.entries(lock.packages).flatMap(([where, locked]) =>
    Object.keys(locked.optionalDependencies ?? {}).map((name) => ({ where, name })),
  );
  const missing = optional.filter(
    ({ where, name }) =>
      !placesOf(where, name).some((place) => Object.hasOwn(lock.packages, place)),
  );
  expect(optional.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
