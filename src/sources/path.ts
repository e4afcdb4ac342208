import { DriftError } from "../errors.ts";

const SKIPPED_FOLDERS = /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/;

/** True below folders that no listing enters: version control and installed packages. */
export function isSkipped(path: string): boolean {
  return SKIPPED_FOLDERS.test(path);
}

/**
 * The path in its shortest form, relative to a tree's root. Refuses (`outside-root`) what leaves
 * the root, absolute paths, and `.git`, whose files hold credentials and are nobody's contract.
 */
export function confine(path: string, label: string): string {
  if (path.includes("\0")) throw outsideRoot(path, label);
  if (/^(?:[\\/]|[A-Za-z]:[\\/])/.test(path)) throw outsideRoot(path, label);
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment.toLowerCase() === ".git") throw outsideRoot(path, label);
    if (segment !== "..") kept.push(segment);
    else if (kept.pop() === undefined) throw outsideRoot(path, label);
  }
  return kept.join("/");
}

/** The error for a path that a tree does not give access to. */
export function outsideRoot(path: string, label: string): DriftError {
  return new DriftError({
    code: "outside-root",
    message: `${JSON.stringify(path)} leads outside ${label}, and nothing outside is read.`,
    place: { file: path.replaceAll("\0", "") },
    hint: "Copy the file into the tree, or name a folder above both as the tree.",
  });
}

/** True where `path` is `folder` or stands below it. The empty folder holds everything. */
export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
