import { resolve } from "node:path";
import { dayOf } from "../diff/lifecycle/calendar.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { DEFAULT_POLICY } from "../policy/policy.ts";
import { changelogOf } from "../report/changelog.ts";
import type { Changelog } from "../report/changelog.ts";
import type { Report } from "../report/report.ts";
import { requireRepository } from "../sources/git-base.ts";
import { commitTime } from "../sources/git-history.ts";
import { gitTree } from "../sources/git-tree.ts";
import type { GitTree } from "../sources/git-tree.ts";
import { changedPaths } from "../sources/git.ts";
import { onDisk } from "../sources/on-disk.ts";
import { parseSource } from "../sources/spec.ts";
import { checkContracts } from "./check.ts";
import type { CheckSide } from "./check-input.ts";
import { loadConfig, readConfig } from "./config/find.ts";
import type { LoadedConfig } from "./config/find.ts";
import { diffSources } from "./diff.ts";

/** Two versions whose differences are to be told. */
export interface ChangelogQuestion {
  /** A revision, for all contracts of the repository; or a source of one contract, as in `diff`. */
  readonly before: string;
  readonly after: string;
  readonly folder: string;
  readonly config?: string;
  /** Default for revisions: the day of after's commit, on which it was decided what may go. */
  readonly today?: CalendarDate;
  /** The current day, where nothing else says one. */
  readonly now: CalendarDate;
  readonly version: string;
}

/** Release notes over any two versions. */
export async function askChangelog(question: ChangelogQuestion): Promise<Changelog> {
  const { before, after, folder } = question;
  const areRevisions = [before, after].every((text) => isRevision(text, folder));
  return changelogOf(
    areRevisions ? await betweenRevisions(question) : await betweenSources(question),
  );
}

/** Nothing on disk, and no `REVISION:PATH`: the name of a commit. */
function isRevision(text: string, folder: string): boolean {
  const source = parseSource(text, folder);
  return source.kind === "path" && onDisk(resolve(folder, source.path)) === undefined;
}

function betweenSources(question: ChangelogQuestion): Promise<Report> {
  const { before, after, folder, version, today, now } = question;
  return diffSources({
    before,
    after,
    folder,
    version,
    today: today ?? now,
    policy: DEFAULT_POLICY,
  });
}

async function betweenRevisions(question: ChangelogQuestion): Promise<Report> {
  const loaded = await loadConfig(question.folder, question.config);
  const repository = await requireRepository(loaded.root);
  const before = gitTree(repository, question.before);
  const after = gitTree(repository, question.after);
  try {
    const was = await sideOf(before, question.before, loaded);
    const is = await sideOf(after, question.after, loaded);
    const [from, to] = [await before.commit(), await after.commit()];
    const changes = await changedPaths(repository, from, to);
    const isConfigured = changes.some(({ path }) => path === loaded.path);
    return await checkContracts({
      before: was,
      after: is,
      ...(isConfigured ? {} : { changed: new Set(changes.map(({ path }) => path)) }),
      today: question.today ?? dayOf((await commitTime(repository, to)) * 1000),
      override: {},
      version: question.version,
    });
  } finally {
    before.close();
    after.close();
  }
}

/** A revision is read with its own configuration; one that has none yet, with the current one. */
async function sideOf(tree: GitTree, ref: string, loaded: LoadedConfig): Promise<CheckSide> {
  const config = (await readConfig(tree, loaded.path)) ?? loaded.config;
  return { config, tree, revision: { ref, commit: await tree.commit() } };
}
