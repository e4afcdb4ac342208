import { writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { DriftError } from "../errors.ts";
import { detectFormat } from "../formats/detect.ts";
import type { Format } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { folderTree } from "../sources/folder.ts";
import { findRepository } from "../sources/git.ts";
import { workTree } from "../sources/work-tree.ts";
import { findConfig } from "./config/find.ts";

const FILE = "contract-drift.yaml";

/** A contract that was found by its content, as the configuration will name it. */
export interface ProposedContract {
  readonly format: Format;
  /** A file, a folder or a glob. */
  readonly path: string;
  /** Set where several files are one contract and have no name of their own. */
  readonly name?: string;
}

/** What `init` found and wrote, or would write. */
export interface InitAnswer {
  readonly file: string;
  readonly written: boolean;
  readonly contracts: readonly ProposedContract[];
  readonly text: string;
}

/** Looks for contracts below a folder and writes a configuration; an existing one is never touched. */
export async function initConfig(folder: string, dryRun: boolean): Promise<InitAnswer> {
  const existing = findConfig(folder);
  if (existing !== undefined && !dryRun) throw alreadyThere(join(existing.root, existing.path));
  const repository = await findRepository(folder);
  const isRoot = repository !== undefined && !repository.bare && repository.folder === folder;
  const contracts = await proposeContracts(isRoot ? workTree(repository) : folderTree(folder));
  if (contracts.length === 0) throw nothingFound(folder);
  const text = configText(contracts);
  if (!dryRun) writeFileSync(join(folder, FILE), text, { flag: "wx" });
  return { file: FILE, written: !dryRun, contracts, text };
}

/** Contracts by content: every OpenAPI document, SDL files by folder, proto files by their root. */
async function proposeContracts(tree: SourceTree): Promise<readonly ProposedContract[]> {
  const byFormat: Record<Format, string[]> = { openapi: [], graphql: [], protobuf: [] };
  for (const path of await tree.list()) {
    if (!/\.(?:ya?ml|json|proto|graphqls?|gql)$/i.test(path)) continue;
    const text = await tree.read(path).catch(() => undefined);
    const format = text === undefined ? undefined : detectFormat(path, text);
    if (format !== undefined) byFormat[format].push(path);
  }
  return [
    ...byFormat.openapi.map((path): ProposedContract => ({ format: "openapi", path })),
    ...proposeSdl(byFormat.graphql),
    ...proposeProto(byFormat.protobuf),
  ];
}

function proposeSdl(paths: readonly string[]): readonly ProposedContract[] {
  return [...groupedBy(paths, (path) => posix.dirname(path))].flatMap(([folder, files]) => {
    const sdl = files.filter((path) => !path.endsWith(".json"));
    const alone = sdl.length === 1 ? files : files.filter((path) => path.endsWith(".json"));
    return [
      ...alone.map((path): ProposedContract => ({ format: "graphql", path })),
      ...(sdl.length > 1 ? [together("graphql", folder, sdl)] : []),
    ];
  });
}

/** Proto files belong together below the first folder of their path that is named after them. */
function proposeProto(paths: readonly string[]): readonly ProposedContract[] {
  return [...groupedBy(paths, protoRoot)].map(([folder, files]) =>
    files.length === 1 && files[0] !== undefined
      ? { format: "protobuf", path: files[0] }
      : together("protobuf", folder, files),
  );
}

function protoRoot(path: string): string {
  const folders = posix.dirname(path).split("/");
  const root = folders.findIndex((name) => /^(?:protos?|protobuf)$/i.test(name));
  return folders.slice(0, root === -1 ? 1 : root + 1).join("/");
}

function together(format: Format, folder: string, files: readonly string[]): ProposedContract {
  const [first = ""] = files;
  const path =
    format === "protobuf" && folder !== "." ? folder : `${folder}/*${posix.extname(first)}`;
  const named = folder
    .split("/")
    .filter((part) => !/^(?:\.|src|protos?|protobuf|graphql|schema)$/i.test(part));
  return { format, path: posix.normalize(path), name: named.at(-1) ?? format };
}

function groupedBy(
  paths: readonly string[],
  key: (path: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = groups.get(key(path)) ?? [];
    group.push(path);
    groups.set(key(path), group);
  }
  return groups;
}

function configText(contracts: readonly ProposedContract[]): string {
  const entries = contracts.flatMap(({ path, name }) =>
    name === undefined
      ? [`  - ${JSON.stringify(path)}`]
      : [
          `  - name: ${JSON.stringify(name)}`,
          `    path: ${JSON.stringify(path)}`,
          "    together: true",
        ],
  );
  return `${[
    "# Which files are contracts. A name that is not given is the path without its extension.",
    "contracts:",
    ...entries,
    "",
    "# Who uses them: one manifest for each service, with what it calls and the evidence for it.",
    "# consumers: consumers/*.yaml",
    "",
    "# What stops a merge: changes of this severity …",
    "# fail-on: breaking",
    "# … always, or only where a consumer uses what changes, or where that is not known.",
    "# block: used-or-unknown",
  ].join("\n")}\n`;
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
