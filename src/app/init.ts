import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DriftError } from "../errors.ts";
import { folderTree } from "../sources/folder.ts";
import { defaultBranch, findRepository, type Repository } from "../sources/git.ts";
import { workTree } from "../sources/work-tree.ts";
import { findConfig } from "./config/find.ts";
import { configText } from "./init/config-text.ts";
import { proposeContracts, type ProposedContract } from "./init/contracts.ts";
import { lookAround } from "./init/files.ts";

const FILE = "contract-drift.yaml";

/** What `init` found and wrote, or would write. */
export interface InitAnswer {
  readonly file: string;
  readonly written: boolean;
  readonly contracts: readonly ProposedContract[];
  /** How many files of each kind of evidence there are. */
  readonly evidence: Readonly<Record<string, number>>;
  /** The branch that work is merged into, where the repository tells. */
  readonly base?: string;
  /** Whose pipeline the project has. */
  readonly forge: "github" | "gitlab";
  readonly text: string;
}

/** Looks for contracts below a folder and writes a configuration; an existing one is never touched. */
export async function initConfig(folder: string, dryRun: boolean): Promise<InitAnswer> {
  const existing = findConfig(folder);
  if (existing !== undefined && !dryRun) throw alreadyThere(join(existing.root, existing.path));
  const repository = await findRepository(folder);
  const isRoot = repository !== undefined && !repository.bare && repository.folder === folder;
  const found = await lookAround(isRoot ? workTree(repository) : folderTree(folder));
  const contracts = proposeContracts(found.contracts);
  if (contracts.length === 0) throw nothingFound(folder);
  const base = repository === undefined ? undefined : await branchName(repository);
  const text = configText(contracts, found, base);
  if (!dryRun) writeFileSync(join(folder, FILE), text, { flag: "wx" });
  return {
    file: FILE,
    written: !dryRun,
    contracts,
    evidence: Object.fromEntries([...found.evidence].map(([kind, { length }]) => [kind, length])),
    ...(base === undefined ? {} : { base }),
    forge: found.forge,
    text,
  };
}

async function branchName(repository: Repository): Promise<string | undefined> {
  const ref = await defaultBranch(repository);
  return ref?.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, "");
}

function alreadyThere(file: string): DriftError {
  return new DriftError({
    code: "usage",
    message: `There is a configuration already.`,
    place: { file },
    hint: "It is never overwritten; --dry-run prints what a new one would say.",
  });
}

function nothingFound(folder: string): DriftError {
  return new DriftError({
    code: "nothing-to-compare",
    message: `No OpenAPI document, GraphQL schema or proto file was found below ${folder}.`,
    hint: "Run it where the contracts are, or write contract-drift.yaml by hand.",
  });
}
