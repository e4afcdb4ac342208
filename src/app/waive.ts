import { readFileSync } from "node:fs";
import { join } from "node:path";
import { didYouMean, DriftError } from "../errors.ts";
import { isExpired, rulingOn } from "../policy/waivers.ts";
import type { Waiver, WaiverBook } from "../policy/waivers.ts";
import type { Comparison, Report, ReportedChange } from "../report/report.ts";
import { inspectRepository } from "./repository.ts";
import type { RepositoryCheck, RepositoryRun } from "./repository.ts";
import { withoutWaivers, withWaivers } from "./waivers/edit.ts";
import type { NewWaiver } from "./waivers/edit.ts";
import { expiryOf } from "./waivers/parse.ts";

/** What somebody says who waives a change. */
export interface WaiverTerms {
  readonly reason: string;
  readonly owner: string;
  /** A day, or `release NAME`. */
  readonly expires: string;
  readonly decision?: string;
  readonly consumers?: readonly string[];
}

/** A file as it should be written. */
export interface EditedFile {
  /** Absolute. */
  readonly path: string;
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
}

/** What `waive` or `baseline` wrote, or would write. */
export interface WaiveAnswer {
  readonly waivers: readonly NewWaiver[];
  readonly edited?: EditedFile;
}

/** Waives one thing of the current check by its key. Rejects with `usage` where nothing has it. */
export async function waiveChange(
  key: string,
  terms: WaiverTerms,
  request: RepositoryCheck,
): Promise<WaiveAnswer> {
  checkTerms(terms, request);
  const run = await inspectRepository({ ...request, withContent: true });
  const waiver = { ...subjectOf(key, run.report), ...terms };
  const [file = ""] = run.waiverFiles;
  return { waivers: [waiver], edited: added(file, [waiver], run) };
}

/** Waives everything that blocks now, in the last of the waiver files: the old debt of a project. */
export async function adoptBaseline(
  terms: WaiverTerms,
  request: RepositoryCheck,
): Promise<WaiveAnswer> {
  checkTerms(terms, request);
  const run = await inspectRepository({ ...request, withContent: true });
  const waivers = run.report.comparisons.flatMap((comparison) =>
    comparison.changes
      .filter(({ blocking }) => blocking.value)
      .map((change): NewWaiver => ({ ...changeSubject(comparison, change), ...terms })),
  );
  if (waivers.length === 0) return { waivers };
  return { waivers, edited: added(run.waiverFiles.at(-1) ?? "", waivers, run) };
}

function added(file: string, waivers: readonly NewWaiver[], { root }: RepositoryRun): EditedFile {
  const path = join(root, file);
  return { path, file, text: withWaivers(file, textAt(path), waivers) };
}

function checkTerms({ expires }: WaiverTerms, { today }: RepositoryCheck): void {
  const expiry = expiryOf(expires);
  if (expiry !== undefined && !isExpired(expiry, { today, releases: [] })) return;
  throw new DriftError({
    code: "usage",
    message:
      expiry === undefined
        ? `${JSON.stringify(expires)} is neither a day nor a release.`
        : `${expires} is past: the waiver would excuse nothing.`,
    hint: 'Write --expires 2027-01-31, or --expires "release v2.0".',
  });
}

type Subject = Pick<NewWaiver, "key" | "contract" | "change" | "madeFor">;

function subjectOf(key: string, report: Report): Subject {
  for (const comparison of report.comparisons) {
    const change = comparison.changes.find((one) => one.key === key);
    if (change !== undefined) return changeSubject(comparison, change);
  }
  const notice = report.policyNotices.find((one) => one.key === key);
  if (notice !== undefined) return { key, change: notice.message };
  const keys = report.comparisons.flatMap(({ changes }) => changes.map((change) => change.key));
  const nearest = didYouMean(key, keys);
  throw new DriftError({
    code: "usage",
    message: `No change has the key ${JSON.stringify(key)}.`,
    hint:
      nearest === undefined
        ? "`contract-drift check` shows the key of each; give the same --against to both."
        : `Did you mean ${nearest}?`,
  });
}

function changeSubject({ contract, content }: Comparison, change: ReportedChange): Subject {
  return {
    key: change.key,
    contract,
    change: `${change.element}: ${change.message}`,
    ...(content === undefined ? {} : { madeFor: content }),
  };
}

/** Why an entry is taken out of its file. */
export type PruneReason = "merged" | "expired" | "unmatched";

export interface PrunedWaiver {
  readonly key: string;
  readonly owner: string;
  readonly file: string;
  readonly line: number;
  readonly why: PruneReason;
}

/** What `waive prune` took out, or would; entries that match nothing stay unless they are asked for. */
export interface PruneAnswer {
  readonly removed: readonly PrunedWaiver[];
  readonly unmatched: readonly PrunedWaiver[];
  readonly edited: readonly EditedFile[];
}

/**
 * Takes out the entries that can excuse nothing any more: expired ones, and those whose change is
 * merged. An entry that the branch itself brings and that matches no change is only named, unless
 * `unmatched` is set.
 */
export async function pruneWaivers(
  request: RepositoryCheck,
  { unmatched }: { readonly unmatched: boolean },
): Promise<PruneAnswer> {
  const run = await inspectRepository({ ...request, withContent: true });
  const verdicts = [...run.waivers.byKey.values()].flat().flatMap((waiver) => {
    const why = uselessness(waiver, run);
    if (why === undefined) return [];
    const { file, line } = waiver.place;
    return [{ key: waiver.key, owner: waiver.owner, file, line, why }];
  });
  const removed = verdicts.filter(({ why }) => why !== "unmatched" || unmatched);
  const edited = [...Map.groupBy(removed, ({ file }) => file)].map(([file, gone]) => {
    const path = join(run.root, file);
    const keys = new Set(gone.map(({ key }) => key));
    return { path, file, text: withoutWaivers(file, textAt(path) ?? "", keys) };
  });
  return { removed, unmatched: verdicts.filter((one) => !removed.includes(one)), edited };
}

/** Why an entry excuses nothing, or undefined where it does or may. */
function uselessness(
  waiver: Waiver,
  { report, waivers: book }: RepositoryRun,
): PruneReason | undefined {
  const comparison = report.comparisons.find(({ changes }) =>
    changes.some(({ key }) => key === waiver.key),
  );
  const isNotice = report.policyNotices.some(({ key }) => key === waiver.key);
  if (comparison !== undefined || isNotice) {
    const alone: WaiverBook = { ...book, byKey: new Map([[waiver.key, [waiver]]]) };
    const content = comparison?.content ?? { before: "", after: "" };
    return rulingOn(waiver.key, alone, () => content)?.state === "dead" ? "merged" : undefined;
  }
  if (isExpired(waiver.expires, book)) return "expired";
  if (!book.held.has(waiver)) return "unmatched";
  // Approved beforehand: the content it was made for is still to come.
  const isWaiting = report.comparisons.some(
    ({ content }) => content !== undefined && content.before === waiver.madeFor?.before,
  );
  return isWaiting ? undefined : "merged";
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
