import { statSync } from "node:fs";

/** What stands at a path, links followed. Undefined: nothing, or nothing this user may see. */
export function onDisk(path: string): "file" | "folder" | "other" | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (found.isFile()) return "file";
    return found.isDirectory() ? "folder" : "other";
  } catch {
    return undefined;
  }
}
