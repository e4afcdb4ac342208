import { DriftError } from "../../errors.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import { heldBy } from "../../policy/waivers.ts";
import type { Waiver, WaiverBook } from "../../policy/waivers.ts";

/** What the waivers of a check are read from. */
export interface WaiverSources {
  /** Paths of the files, by the base's configuration: a branch cannot point at a file of its own. */
  readonly files: readonly string[];
  readonly before: SourceTree;
  readonly after: SourceTree;
  readonly today: CalendarDate;
  /** The names of release tags; asked where a waiver ends with a release. */
  readonly releases: () => Promise<readonly string[]>;
}

/** The waivers of a branch, with what is needed to judge them. Rejects with `bad-config`. */
export async function waiverBook(sources: WaiverSources): Promise<WaiverBook> {
  const { files, before, after, today } = sources;
  const waivers = await waiversIn(after, files);
  const earlier = waivers.length === 0 ? [] : await waiversIn(before, files).catch(nothingSound);
  const endsWithRelease = waivers.some(({ expires }) => expires.kind === "release");
  return {
    byKey: Map.groupBy(waivers, ({ key }) => key),
    held: heldBy(earlier, waivers),
    today,
    releases: endsWithRelease ? await sources.releases() : [],
  };
}

/** The entries of every file that there is. */
async function waiversIn(tree: SourceTree, files: readonly string[]): Promise<readonly Waiver[]> {
  const waivers: Waiver[] = [];
  for (const file of files) {
    const text = await tree.read(file);
    if (text === undefined) continue;
    const { parseWaivers } = await import("./parse.ts");
    waivers.push(...parseWaivers(file, text));
  }
  return waivers;
}

/** A base with a broken file must not stop the branch that mends it. */
function nothingSound(error: unknown): readonly Waiver[] {
  if (error instanceof DriftError) return [];
  throw error;
}
