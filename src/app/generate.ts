import { createHash } from "node:crypto";
import { join } from "node:path";
import { DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Cache } from "../sources/cache-folder.ts";
import { withCheckout } from "../sources/checkout.ts";
import type { Snapshot } from "../sources/checkout.ts";
import { runCommand } from "../sources/command.ts";
import type { CommandResult } from "../sources/command.ts";
import { folderTree } from "../sources/folder.ts";
import type { Repository } from "../sources/git.ts";
import { globMatcher } from "../sources/glob.ts";
import { decodeText } from "../sources/text.ts";
import type { ContractConfig, Generation } from "./config/config.ts";

/** What a command has written: a file's bytes, or why there is none. */
export type Generated = ReadonlyMap<string, Uint8Array | DriftError>;

/** A contract that a command writes. */
export interface GeneratedContract {
  /** Its files. */
  readonly paths: readonly string[];
  readonly generation: Generation;
}

/** The contracts of a configuration that commands write. */
export function generatedContracts(
  contracts: readonly ContractConfig[],
): readonly GeneratedContract[] {
  return contracts.flatMap(({ paths, generate }) =>
    generate === undefined ? [] : [{ paths, generation: generate }],
  );
}

/** What running commands takes. */
export interface Workshop {
  readonly repository: Repository;
  readonly cache: Cache;
  /** Told before a command is run, for progress. */
  readonly onCommand?: (command: string, side: string) => void;
  /** Told what a command said that has failed. */
  readonly onFailure?: (said: string) => void;
}

/**
 * What the commands write in a snapshot. A command is run once for the same files, and its result
 * is kept; each runs in a checkout of its own. Where one fails, its contracts cannot be read.
 */
export async function generateIn(
  snapshot: Snapshot,
  label: string,
  contracts: readonly GeneratedContract[],
  workshop: Workshop,
): Promise<Generated> {
  const found = new Map<string, Uint8Array | DriftError>();
  for (const contract of contracts) {
    const key = keyOf(snapshot, contract);
    const kept = readKept(workshop.cache.get(key));
    const files = kept ?? (await generateOne(snapshot, label, contract, workshop));
    if (kept === undefined && ![...files.values()].some((one) => one instanceof DriftError))
      workshop.cache.put(key, keptText(files));
    for (const [path, content] of files) found.set(path, content);
  }
  return found;
}

async function generateOne(
  snapshot: Snapshot,
  label: string,
  { paths, generation }: GeneratedContract,
  { repository, onCommand, onFailure }: Workshop,
): Promise<Generated> {
  onCommand?.(generation.command.join(" "), label);
  return withCheckout(repository, snapshot, async (folder) => {
    const result = await runCommand({
      words: generation.command,
      folder: join(folder, generation.folder),
      seconds: generation.seconds,
    });
    if (result.ended !== "well") {
      if (result.said !== "") onFailure?.(result.said);
      const error = commandFailed(result, generation, label);
      return new Map(paths.map((path) => [path, error]));
    }
    return filesIn(folderTree(folder), { paths, generation }, label);
  });
}

async function filesIn(
  tree: SourceTree,
  { paths, generation }: GeneratedContract,
  label: string,
): Promise<Generated> {
  const files = new Map<string, Uint8Array | DriftError>();
  const matchers = generation.files.map(globMatcher);
  const further =
    matchers.length === 0
      ? []
      : (await tree.list()).filter((path) => matchers.some((matches) => matches(path)));
  for (const path of new Set([...paths, ...further])) {
    const bytes = await tree.readBytes?.(path);
    files.set(path, bytes ?? notWritten(path, generation, label));
  }
  return files;
}

/** A tree with what commands have written over it; what they have not written is not there. */
export function withGenerated(tree: SourceTree, generated: Generated): SourceTree {
  if (generated.size === 0) return tree;
  const bytesOf = (path: string): Uint8Array | undefined => {
    const content = generated.get(path);
    if (content instanceof DriftError) throw content;
    return content;
  };
  return {
    label: tree.label,
    open: async (path) => tree.open?.(path),
    list: async (folder = "") => {
      const within = [...generated.keys()].filter(
        (path) => folder === "" || path.startsWith(`${folder}/`),
      );
      return [...new Set([...(await tree.list(folder)), ...within])].sort();
    },
    read: async (path) => {
      const bytes = bytesOf(path);
      return bytes === undefined ? tree.read(path) : decodeText(Buffer.from(bytes), path);
    },
    readBytes: async (path) => bytesOf(path) ?? (await tree.readBytes?.(path)),
    contentId: async (path) => {
      const content = generated.get(path);
      if (content === undefined) return tree.contentId?.(path);
      return content instanceof DriftError ? undefined : `generated ${digestOf(content)}`;
    },
  };
}

/** The paths of which two runs of the commands do not say the same. */
export function differing(before: Generated, after: Generated): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === undefined || is === undefined) return true;
    return was instanceof DriftError || is instanceof DriftError || !Buffer.from(was).equals(is);
  });
}

/** Contracts whose commands have not been run: they are there, and nobody may read them. */
export function notGenerated(contracts: readonly GeneratedContract[]): Generated {
  return new Map(
    contracts.flatMap(({ paths }) =>
      paths.map((path): [string, DriftError] => [
        path,
        new DriftError({
          code: "source-unreadable",
          message: `${path} has not been generated.`,
          place: { file: path },
        }),
      ]),
    ),
  );
}

function keyOf({ tree }: Snapshot, { paths, generation }: GeneratedContract): string {
  const { command, folder, files } = generation;
  return digestOf(JSON.stringify(["generated", tree, command, folder, paths, files]));
}

function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function keptText(files: Generated): string {
  return JSON.stringify(
    [...files].map(([path, content]) => [
      path,
      content instanceof DriftError ? "" : Buffer.from(content).toString("base64"),
    ]),
  );
}

function readKept(text: string | undefined): Generated | undefined {
  if (text === undefined) return undefined;
  try {
    const entries: unknown = JSON.parse(text);
    if (!Array.isArray(entries)) return undefined;
    return new Map(
      entries.map((entry: unknown) => {
        const [path, content]: unknown[] = Array.isArray(entry) ? entry : [];
        return [String(path), Buffer.from(String(content), "base64")];
      }),
    );
  } catch {
    return undefined;
  }
}

const WHERE = "The command is the base's; `--policy head` takes the branch's.";

function commandFailed(
  { ended, how, said }: CommandResult,
  { command, seconds }: Generation,
  label: string,
): DriftError {
  const words = command.join(" ");
  const what = {
    badly: `failed (${how})`,
    late: `did not end within ${seconds} seconds`,
    unstarted: `could not be started (${how})`,
    well: "",
  }[ended];
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const last = (lines.find((line) => /\berror\b/i.test(line)) ?? lines.at(-1) ?? "").trim();
  return new DriftError({
    code: "source-unreadable",
    message: `\`${words}\` ${what} in a checkout of ${label}${last === "" ? "." : `: ${last}`}`,
    hint: `A checkout holds what is committed and nothing that git ignores: let the command install what it needs. ${WHERE}`,
  });
}

function notWritten(path: string, { command }: Generation, label: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `\`${command.join(" ")}\` has not written ${path} in a checkout of ${label}.`,
    place: { file: path },
    hint: `\`path\` names what it writes. ${WHERE}`,
  });
}
