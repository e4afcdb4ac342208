import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

interface Kept {
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since 1970 at which it was last used. */
  readonly used: number;
}

/** How much of the bound is left after it was exceeded, so that not every run has to make room. */
const ROOM = 0.75;

/** Takes away what was not used for longest until a folder of folders of files holds less than so many bytes. */
export function keepWithin(folder: string, maxBytes: number): void {
  const files = filesIn(folder);
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= maxBytes) return;
  for (const { file, bytes } of files.sort((a, b) => a.used - b.used)) {
    if (total <= maxBytes * ROOM) return;
    rmSync(file, { force: true });
    total -= bytes;
  }
}

function filesIn(folder: string): Kept[] {
  const files: Kept[] = [];
  for (const below of readdirSync(folder, { withFileTypes: true })) {
    if (!below.isDirectory()) continue;
    for (const name of readdirSync(join(folder, below.name))) {
      const file = join(folder, below.name, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found?.isFile() === true) files.push({ file, bytes: found.size, used: found.mtimeMs });
    }
  }
  return files;
}
