import type { SourceTree } from "../model/source-tree.ts";
import { CODEOWNERS_PATHS, ownersOf, parseCodeowners } from "../policy/codeowners.ts";
import type { Codeowners } from "../policy/codeowners.ts";
import type { FoundContract } from "./config/discover.ts";

/** The CODEOWNERS file of a tree; empty where it has none or it cannot be read. */
export async function codeownersIn(tree: SourceTree): Promise<Codeowners> {
  for (const path of CODEOWNERS_PATHS) {
    const text = await tree.read(path).catch(() => undefined);
    if (text !== undefined) return parseCodeowners(text);
  }
  return [];
}

/** Who answers for a contract: as configured, then the owners of its files. */
export function contractOwners(
  { config, entries }: FoundContract,
  codeowners: Codeowners,
): readonly string[] {
  const configured = [config.owner, config.team].filter((name) => name !== undefined);
  const files = entries.flatMap((entry) => ownersOf(codeowners, entry));
  return [...new Set([...configured, ...files])];
}
