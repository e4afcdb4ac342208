import { DriftError } from "../errors.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { memoryTree } from "../model/tree-in-memory.ts";
import type { Policy } from "../policy/policy.ts";
import type { WaiverBook } from "../policy/waivers.ts";
import type { PolicyNotice, Report } from "../report/report.ts";
import { gitTree } from "../sources/git-tree.ts";
import type { GitTree } from "../sources/git-tree.ts";
import { enclosingWorkTree } from "../sources/file.ts";
import { changedPaths, isShallow, tagNames } from "../sources/git.ts";
import type { ChangedPath, Repository } from "../sources/git.ts";
import { objectReader } from "../sources/git-objects.ts";
import { requireRepository } from "../sources/git-base.ts";
import type { Base } from "../sources/git-base.ts";
import { workTree } from "../sources/work-tree.ts";
import type { WorkTree } from "../sources/work-tree.ts";
import { ahead } from "./ahead.ts";
import { basesOf } from "./bases.ts";
import type { Bases, ComparedBase } from "./bases.ts";
import { checkContracts } from "./check.ts";
import type { CheckInput, CheckSide, PublishedSides } from "./check-input.ts";
import { configFor } from "./config/bare.ts";
import { baseConfig, readConfig } from "./config/find.ts";
import type { LoadedConfig } from "./config/find.ts";
import { generatingFor, snapshotsOf } from "./generating.ts";
import type { Snapshots } from "./generating.ts";
import type { HistoryBranch } from "./history/git-contract-history.ts";
import type { Histories } from "./history/histories.ts";
import type { Kept } from "./kept/kept-in-repository.ts";
import { waiverBook } from "./waivers/book.ts";

/** What `check` is asked from inside a repository. */
export interface RepositoryCheck {
  /** The current folder: configuration and repository are looked for from here upwards. */
  readonly folder: string;
  /** The configuration file, where it is named. */
  readonly config?: string;
  /** A revision to check instead of the work tree. */
  readonly head?: string;
  /**
   * What to compare with, each with a verdict of its own: the merge base with a revision, the
   * latest release of a pattern, an environment. Default: the merge base with the target branch.
   */
  readonly against?: readonly string[];
  /** What runs in an environment. Absent: there is no registry. */
  readonly deployed?: (environment: string) => Promise<PublishedSides>;
  readonly today: CalendarDate;
  readonly override: Partial<Policy>;
  readonly policyFrom?: CheckInput["policyFrom"];
  /** Reads all contracts, unchanged ones too, and gives the digests of their texts. */
  readonly withContent?: boolean;
  readonly witness?: CheckInput["witness"];
  readonly version: string;
  /** For the target branch that a CI names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether what was worked out before is taken, and what is worked out is kept. Default: yes. */
  readonly cache?: boolean;
  /** What is kept is of this program. Default: the built one's own name; sources keep nothing. */
  readonly build?: string;
  readonly onContract?: CheckInput["onContract"];
  /** Told before a command is run that writes a contract. */
  readonly onCommand?: (command: string, side: string) => void;
  /** Told what such a command said that has failed. */
  readonly onCommandFailed?: (said: string) => void;
  readonly onEvidence?: CheckInput["onEvidence"];
  readonly recorded?: CheckInput["recorded"];
}

/** A check, with what is needed to write waivers of what it found. */
export interface RepositoryRun {
  readonly report: Report;
  readonly waivers: WaiverBook;
  /** The files of waivers that count; paths from the root. */
  readonly waiverFiles: readonly string[];
  /** The work tree's folder. */
  readonly root: string;
}

/**
 * Checks every contract of a repository: the point where the branch left its target against the
 * work tree, or against `head`. Nothing is checked out.
 */
export async function checkRepository(request: RepositoryCheck): Promise<Report> {
  const { report } = await inspectRepository(request);
  return report;
}

/** Checks a repository, and gives the waivers it was checked with beside the report. */
export async function inspectRepository(request: RepositoryCheck): Promise<RepositoryRun> {
  const loading = configFor(request);
  const begun = beginIn(request, loading);
  try {
    const loaded = await loading;
    const { repository, bases } = await begun.found(loaded.root);
    return await inspect(bases, { request, loaded, repository });
  } finally {
    begun.close();
  }
}

interface Found {
  readonly repository: Repository;
  readonly bases: Bases;
}

/** Has git look for the repository, and for what to compare with, while the configuration is read. */
function beginIn(request: RepositoryCheck, loading: Promise<LoadedConfig>) {
  const find = async (root: string): Promise<Found> => {
    const repository = await requireRepository(root);
    return { repository, bases: await basesOf(repository, loading, request) };
  };
  const root = enclosingWorkTree(request.folder);
  if (root === undefined) return { found: find, close: () => undefined };
  const objects = objectReader({ folder: root, bare: false });
  objects.start();
  const early = ahead(find(root));
  return {
    found: (wanted: string) => (wanted === root ? early : find(wanted)),
    close: () => objects.close(),
  };
}

async function inspect(
  bases: Bases,
  asked: Pick<Run, "request" | "loaded" | "repository">,
): Promise<RepositoryRun> {
  const { request, loaded, repository } = asked;
  const work = workTree(repository);
  const changes = changesOnce(repository, request.head === undefined ? work : bases.policy.head);
  const opened: GitTree[] = [];
  const open = (revision: string): GitTree => {
    const tree = gitTree(repository, revision);
    opened.push(tree);
    void ahead(tree.list());
    return tree;
  };
  const snapshots = snapshotsOf(repository);
  try {
    for (const one of bases.compared) if (one.kind === "git") void ahead(changes(one.base.commit));
    const after = await afterSide(work, request, { loaded, open });
    return await checkAgainst(bases, { ...asked, after, open, snapshots, changes });
  } finally {
    for (const tree of opened) tree.close();
    snapshots.close();
  }
}

/** What differs between a commit and the side to check. */
type ChangesSince = (commit: string) => Promise<readonly ChangedPath[]>;

/** Asks once for each commit. `head`: the commit that is checked, or the work tree. */
function changesOnce(repository: Repository, head: string | WorkTree): ChangesSince {
  const asked = new Map<string, Promise<readonly ChangedPath[]>>();
  return (commit) => {
    const changes = asked.get(commit) ?? changedPaths(repository, commit, head);
    asked.set(commit, changes);
    return changes;
  };
}

interface Opening {
  readonly loaded: LoadedConfig;
  readonly open: (revision: string) => GitTree;
}

/** A revision is read with its own configuration; the work tree's is for the work tree. */
async function afterSide(
  work: WorkTree,
  { head }: RepositoryCheck,
  { loaded, open }: Opening,
): Promise<CheckSide> {
  if (head === undefined) {
    void ahead(work.list());
    return { config: loaded.config, tree: work, revision: { ref: "working tree" } };
  }
  const tree = open(head);
  const config = (await readConfig(tree, loaded.path)) ?? loaded.config;
  return { config, tree, revision: { ref: head, commit: await tree.commit() } };
}

/** What all bases of a run have in common. */
interface Run extends Opening {
  readonly request: RepositoryCheck;
  readonly repository: Repository;
  readonly after: CheckSide;
  readonly snapshots: Snapshots;
  readonly changes: ChangesSince;
}

async function checkAgainst(bases: Bases, run: Run): Promise<RepositoryRun> {
  const { request, loaded } = run;
  const agreed = await sideOf(bases.policy, run);
  const { config } = request.policyFrom === "head" ? run.after : agreed;
  const generating = await generatingFor({ config, agreed: agreed.config }, bases, run);
  const policySide = { ...agreed, tree: generating.agreed(agreed.tree) };
  const after = generating.after(run.after);
  const inputs: CheckInput[] = [];
  for (const compared of bases.compared) {
    const input = await inputFor(compared, policySide, { ...run, after });
    inputs.push(generating.input(input, compared));
  }
  const [first, ...further] = inputs;
  if (first?.waivers === undefined) throw new Error("a check has no base");
  const report = await checkContracts({ ...first, policySide }, further);
  return {
    report: withNotes(report, bases.missing, generating.notices),
    waivers: first.waivers,
    waiverFiles: config.waivers,
    root: loaded.root,
  };
}

/** A base as a side. A repository that gets its first configuration is read with that on both sides. */
async function sideOf({ ref, commit }: Base, run: Run): Promise<CheckSide> {
  const tree = run.open(commit);
  const config = (await baseConfig(tree, run.loaded.path)) ?? run.after.config;
  return { config, tree, revision: { ref, commit } };
}

async function inputFor(
  compared: ComparedBase,
  policySide: CheckSide,
  run: Run,
): Promise<CheckInput> {
  const { request, repository, loaded, after } = run;
  const { policyFrom, withContent, witness } = request;
  const before = await beforeSide(compared, policySide, run);
  const waivers = await waiverBook({
    files: (policyFrom === "head" ? after : policySide).config.waivers,
    // What runs somewhere holds no waivers: whatever is merged since still speaks for it.
    before: compared.kind === "git" ? before.tree : memoryTree({}),
    after: after.tree,
    today: request.today,
    releases: () => tagNames(repository),
  });
  const commit = compared.kind === "git" ? compared.base.commit : undefined;
  const branchOf = async (): Promise<HistoryBranch> => ({
    repository,
    commit: commit ?? policySide.revision.commit ?? "",
    shallow: await isShallow(repository),
  });
  const changed = commit === undefined ? undefined : await changedSince(commit, run);
  const published = compared.kind === "git" ? undefined : await publishedIn(compared.name, request);
  return {
    before,
    after,
    waivers,
    ...(changed === undefined ? {} : { changed }),
    ...(published === undefined ? {} : { published }),
    today: request.today,
    override: request.override,
    ...(policyFrom === undefined ? {} : { policyFrom }),
    ...(withContent === undefined ? {} : { withContent }),
    ...(witness === undefined ? {} : { witness }),
    ...keptFor(run),
    histories: whenAsked(async (): Promise<Histories> => {
      const { gitHistories, knownHistories } = await import("./history/histories.ts");
      const place = { root: loaded.root, tool: request.version };
      const ofBranch = gitHistories(branchOf, place);
      return knownHistories(ofBranch, request.recorded, place) ?? ofBranch;
    }),
    versions: whenAsked(async () => {
      const { gitKnownVersions } = await import("./history/known-versions.ts");
      return gitKnownVersions(branchOf);
    }),
    version: request.version,
    ...(request.onContract === undefined ? {} : { onContract: request.onContract }),
    ...(request.onEvidence === undefined ? {} : { onEvidence: request.onEvidence }),
    ...(request.recorded === undefined ? {} : { recorded: request.recorded }),
  };
}

/** What earlier runs have found out. Whoever writes waivers needs the texts. */
function keptFor({ request, repository }: Run): Pick<CheckInput, "kept" | "narrowing"> {
  if (request.cache === false || request.withContent === true) return {};
  let found: Promise<Kept> | undefined;
  const keptOnce = (): Promise<Kept> =>
    (found ??= import("./kept/kept-in-repository.ts").then(({ keptIn }) =>
      keptIn(repository, request.build),
    ));
  return {
    kept: async (question) => (await keptOnce()).comparisons(question),
    narrowing: async (search) => (await keptOnce()).narrowing(search),
  };
}

/** Who answers a question is found when it is first asked: mostly nobody asks. */
function whenAsked<Question, Answer>(
  find: () => Promise<(question: Question) => Promise<Answer>>,
): (question: Question) => Promise<Answer> {
  let found: ReturnType<typeof find> | undefined;
  return async (question) => (await (found ??= find()))(question);
}

async function beforeSide(
  compared: ComparedBase,
  policySide: CheckSide,
  run: Run,
): Promise<CheckSide> {
  if (compared.kind === "environment")
    return { ...policySide, revision: { ref: `env:${compared.name}` } };
  const { base } = compared;
  return base.commit === policySide.revision.commit
    ? { ...policySide, revision: { ref: base.ref, commit: base.commit } }
    : sideOf(base, run);
}

/** The paths whose bytes differ; undefined where all contracts are to be read whatever differs. */
async function changedSince(
  commit: string,
  { request, loaded, changes }: Run,
): Promise<ReadonlySet<string> | undefined> {
  const paths = (await changes(commit)).map(({ path }) => path);
  // Another configuration may read the same bytes differently.
  return request.withContent === true || paths.includes(loaded.path) ? undefined : new Set(paths);
}

async function publishedIn(
  environment: string,
  { deployed }: RepositoryCheck,
): Promise<PublishedSides> {
  if (deployed !== undefined) return deployed(environment);
  throw new DriftError({
    code: "usage",
    message: `What runs in ${environment} stands in a registry, and none is named.`,
    hint: "Name it: `--registry PLACE`, or CONTRACT_DRIFT_REGISTRY.",
  });
}

/** A release that there is none of yet is no mistake where something else was compared. */
function withNotes(
  report: Report,
  missing: readonly string[],
  notices: readonly PolicyNotice[],
): Report {
  if (missing.length + notices.length === 0) return report;
  const notes = missing.map((pattern) => ({
    code: "no-release",
    message: `No tag matches ${JSON.stringify(pattern)} yet, so no release was compared with.`,
  }));
  return {
    ...report,
    policyNotices: [...report.policyNotices, ...notices],
    diagnostics: [...report.diagnostics, ...notes],
  };
}
