import picomatch from "picomatch";
import { DriftError } from "../errors.ts";

/** True where a text holds glob syntax: `*`, `?`, `[…]`, `{…}`. */
export function isGlob(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

/**
 * A test for paths of a tree. `*` stays within a folder, `**` crosses folders, `{a,b}` chooses; a
 * name that begins with a dot is matched only by a pattern that writes the dot.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  try {
    const matches = picomatch(pattern, { posix: true, strictBrackets: true, nonegate: true });
    const folder = plainFolder(pattern);
    // A second argument, such as the index that `filter` passes, would change the answer.
    return (path) => path.startsWith(folder) && matches(path);
  } catch (error) {
    throw new DriftError({
      code: "usage",
      message: `${JSON.stringify(pattern)} is not a glob: ${error instanceof Error ? error.message : "it cannot be read"}.`,
      hint: "`*` matches within a folder, `**` across folders, `{a,b}` either of two.",
      cause: error,
    });
  }
}

/** The folder that everything a glob matches stands in: what comes before its first wildcard. */
export function globFolder(pattern: string): string {
  const segments = pattern.split("/").slice(0, -1);
  const first = segments.findIndex(isGlob);
  return (first === -1 ? segments : segments.slice(0, first)).join("/");
}

/** What every path has to begin with, as far as the glob says it without syntax of any kind. */
function plainFolder(pattern: string): string {
  const [, plain = ""] = /^([\w-]+(?:\/[\w-]+)*)\/[^|]*$/.exec(pattern) ?? [];
  return plain;
}
