import { createHash } from "node:crypto";
import type { ReadResult } from "../../formats/reader.ts";

/**
 * A digest of all texts a contract was read from: 16 hex digits, equal for equal texts at equal
 * paths. A contract that is not there has the digest of no texts.
 */
export function contentId({ texts }: Pick<ReadResult, "texts">): string {
  const hash = createHash("sha256");
  for (const path of [...texts.keys()].sort()) {
    hash.update(JSON.stringify([path, texts.get(path)]));
  }
  return hash.digest("hex").slice(0, 16);
}
