import { DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { PolicyNotice } from "../report/report.ts";
import { commitSnapshot, workTreeSnapshot } from "../sources/checkout.ts";
import type { Snapshot } from "../sources/checkout.ts";
import type { Repository } from "../sources/git.ts";
import type { Bases, ComparedBase } from "./bases.ts";
import type { CheckInput, CheckSide } from "./check-input.ts";
import type { Config } from "./config/config.ts";
import {
  differing,
  generateIn,
  generatedContracts,
  notGenerated,
  withGenerated,
} from "./generate.ts";
import type { Generated, GeneratedContract, Workshop } from "./generate.ts";
import { trustedCache } from "./trusted-cache.ts";

/** The states of a repository of which checkouts are made. */
export interface Snapshots {
  commit(id: string): Promise<Snapshot>;
  /** The work tree, on top of HEAD's commit. */
  workTree(head: string): Promise<Snapshot>;
  close(): void;
}

/** The snapshots of a run, each made once. */
export function snapshotsOf(repository: Repository): Snapshots {
  const made: Snapshot[] = [];
  const kept = async (snapshot: Promise<Snapshot>): Promise<Snapshot> => {
    made.push(await snapshot);
    return snapshot;
  };
  return {
    commit: async (id) => kept(commitSnapshot(repository, id)),
    workTree: async (head) => kept(workTreeSnapshot(repository, head)),
    close: () => {
      for (const snapshot of made) snapshot.close();
    },
  };
}

/** The sides of a run with what commands have written over them. */
export interface Generating {
  /** The side that the policy comes from: its contracts are there, but are not read. */
  agreed(tree: SourceTree): SourceTree;
  after(side: CheckSide): CheckSide;
  input(input: CheckInput, compared: ComparedBase): CheckInput;
  readonly notices: readonly PolicyNotice[];
}

/** What generating takes of a run. */
export interface GeneratingRun {
  readonly repository: Repository;
  readonly snapshots: Snapshots;
  readonly after: CheckSide;
  readonly loaded: { readonly root: string };
  readonly request: {
    readonly onCommand?: Workshop["onCommand"];
    readonly onCommandFailed?: Workshop["onFailure"];
  };
}

/** Whose commands are run: those of the configuration that says what blocks. */
export interface Commands {
  readonly config: Config;
  /** The configuration of the side that the policy comes from. */
  readonly agreed: Config;
}

/** Runs the commands that write contracts, on every side, where the sides differ at all. */
export async function generatingFor(
  { config, agreed }: Commands,
  bases: Bases,
  run: GeneratingRun,
): Promise<Generating> {
  const contracts = generatedContracts(config.contracts);
  const { kept, notices } = await withoutUntrusted(run.after, contracts);
  if (contracts.length === 0) return nothingGenerated(kept, notices);
  const after = await afterSnapshot(bases, run);
  const ids = await Promise.all(
    bases.compared.map(async (one) =>
      one.kind === "git" ? run.snapshots.commit(one.base.commit) : undefined,
    ),
  );
  const workshop: Workshop = {
    repository: run.repository,
    cache: await trustedCache(run.repository, run.loaded.root),
    ...(run.request.onCommand === undefined ? {} : { onCommand: run.request.onCommand }),
    ...(run.request.onCommandFailed === undefined
      ? {}
      : { onFailure: run.request.onCommandFailed }),
  };
  const isSame = ids.every((one) => one?.tree === after.tree);
  const written = isSame
    ? notGenerated(contracts)
    : await generateIn(after, run.after.revision.ref, contracts, workshop);
  const ofAfter = withoutGone(written, contracts, run.after.config);
  const befores = new Map<ComparedBase, Generated>();
  for (const [index, compared] of bases.compared.entries()) {
    const snapshot = ids[index];
    if (snapshot === undefined || compared.kind !== "git") continue;
    const found = isSame
      ? notGenerated(contracts)
      : await generateIn(snapshot, compared.base.ref, contracts, workshop);
    befores.set(compared, found);
  }
  return {
    notices,
    agreed: (tree) =>
      withGenerated(
        tree,
        withoutGone(notGenerated(contracts), contracts, agreed, run.after.config),
      ),
    after: () => ({ ...kept, tree: withGenerated(kept.tree, ofAfter) }),
    input: (input, compared) => {
      const found = befores.get(compared);
      if (found === undefined) return input;
      const ofBefore = withoutGone(found, contracts, input.before.config, run.after.config);
      const tree = withGenerated(input.before.tree, ofBefore);
      const { changed, ...rest } = input;
      const more = isSame ? [] : differing(ofBefore, ofAfter);
      return {
        ...rest,
        before: { ...input.before, tree },
        ...(changed === undefined ? {} : { changed: new Set([...changed, ...more]) }),
      };
    },
  };
}

function nothingGenerated(after: CheckSide, notices: readonly PolicyNotice[]): Generating {
  return { notices, agreed: (tree) => tree, after: () => after, input: (input) => input };
}

async function afterSnapshot(bases: Bases, { after, snapshots }: GeneratingRun): Promise<Snapshot> {
  const { commit } = after.revision;
  return commit === undefined ? snapshots.workTree(bases.policy.head) : snapshots.commit(commit);
}

/**
 * What a side's own configuration does not know and its command does not write is not there: a
 * contract that is new, or gone. `borrowed` is the configuration that stands in where a side has none.
 */
function withoutGone(
  generated: Generated,
  contracts: readonly GeneratedContract[],
  own: Config,
  borrowed?: Config,
): Generated {
  const known = new Set(own === borrowed ? [] : own.contracts.flatMap(({ paths }) => paths));
  const gone = contracts
    .filter(({ paths }) => !paths.some((path) => known.has(path)))
    .filter(({ paths }) => paths.some((path) => generated.get(path) instanceof DriftError))
    .flatMap(({ paths }) => paths);
  return new Map([...generated].filter(([path]) => !gone.includes(path)));
}

/** Contracts whose command only the branch has are left for later, unless their files are there. */
async function withoutUntrusted(
  after: CheckSide,
  trusted: readonly GeneratedContract[],
): Promise<{ readonly kept: CheckSide; readonly notices: readonly PolicyNotice[] }> {
  const agreed = new Set(trusted.flatMap(({ paths }) => paths));
  const dropped = new Set<string>();
  for (const { paths } of generatedContracts(after.config.contracts)) {
    if (paths.every((path) => agreed.has(path))) continue;
    for (const path of paths) {
      if ((await after.tree.readBytes?.(path)) === undefined) dropped.add(path);
    }
  }
  if (dropped.size === 0) return { kept: after, notices: [] };
  const contracts = after.config.contracts.filter(
    ({ paths }) => !paths.some((path) => dropped.has(path)),
  );
  const notices = [...dropped].map((path): PolicyNotice => ({
    code: "generate-not-run",
    message: `${path} is written by a command that only this branch has, which is not run: it is checked from when it is merged (--policy head runs it now).`,
    blocking: false,
  }));
  return { kept: { ...after, config: { ...after.config, contracts } }, notices };
}
