import { realpathSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { DriftError } from "../errors.ts";
import type { SourceTree } from "../model/source-tree.ts";
import { fileTree, stdinTree } from "./file.ts";
import { folderTree } from "./folder.ts";
import { onDisk } from "./on-disk.ts";
import { urlTree, withoutCredentials } from "./url.ts";

/** What a person named on the command line. */
export type SourceSpec =
  | { readonly kind: "stdin" }
  | { readonly kind: "path"; readonly path: string }
  | {
      readonly kind: "revision";
      readonly revision: string;
      /** From the repository's root; with a leading `./` or `../` from the current folder, as in `git show`. */
      readonly path: string;
    }
  | { readonly kind: "url"; readonly url: string };

/** Reads `-`, a path, `REVISION:PATH` or a URL. A path that exists wins over `REVISION:PATH`. */
export function parseSource(spec: string, folder: string = process.cwd()): SourceSpec {
  if (spec === "-") return { kind: "stdin" };
  if (spec === "") throw usage("A source is empty.");
  if (spec.startsWith("file://")) return { kind: "path", path: localPath(spec) };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(spec)) return { kind: "url", url: spec };
  const isDrivePath = /^[A-Za-z]:[\\/]/.test(spec);
  const colon = spec.indexOf(":");
  if (colon === -1 || isDrivePath || onDisk(resolve(folder, spec)) !== undefined)
    return { kind: "path", path: spec };
  const revision = spec.slice(0, colon);
  if (revision === "") throw usage(`${JSON.stringify(spec)} names no revision before the colon.`);
  return { kind: "revision", revision, path: spec.slice(colon + 1) };
}

export interface OpenOptions {
  /** What paths are relative to. Default: the current folder. */
  readonly folder?: string;
  /** Allows URLs. Default: they are refused. */
  readonly allowNetwork?: boolean;
  /** Default: this process' standard input. */
  readonly stdin?: AsyncIterable<Buffer | string>;
}

/** An opened source. A folder is a tree of its own and has no entry. */
export interface OpenedSource {
  readonly tree: SourceTree;
  readonly entry?: string;
  /** The commit of a revision. */
  readonly commit?: string;
  /** Must be called when the tree is no longer needed. */
  close(): void;
}

/** Opens what `parseSource` read. Rejects with a `DriftError` where it is missing or not allowed. */
export async function openSource(
  spec: SourceSpec,
  options: OpenOptions = {},
): Promise<OpenedSource> {
  const folder = options.folder ?? process.cwd();
  switch (spec.kind) {
    case "stdin":
      return withoutClose(await stdinTree(options.stdin));
    case "url":
      if (options.allowNetwork !== true) throw networkRefused(spec.url);
      return withoutClose(await urlTree(spec.url));
    case "path":
      return withoutClose(openPath(spec.path, folder));
    case "revision":
      return openRevision(spec.revision, spec.path, folder);
  }
}

function openPath(
  path: string,
  folder: string,
): { readonly tree: SourceTree; readonly entry?: string } {
  const absolute = resolve(folder, path);
  return onDisk(absolute) === "folder"
    ? { tree: folderTree(absolute, { label: path }) }
    : fileTree(path, folder);
}

async function openRevision(revision: string, path: string, folder: string): Promise<OpenedSource> {
  // Whoever compares files needs nothing of git.
  const { requireRepository } = await import("./git-base.ts");
  const { gitTree } = await import("./git-tree.ts");
  const repository = await requireRepository(folder);
  const inRepository = /^\.\.?(?:\/|$)/.test(path)
    ? relative(repository.folder, join(realpathSync.native(folder), path)).replaceAll(sep, "/")
    : path;
  const whole = gitTree(repository, revision);
  try {
    const commit = await whole.commit();
    if ((await whole.contentId(inRepository)) !== undefined) {
      return { tree: whole, entry: inRepository, commit, close: () => whole.close() };
    }
    const tree = gitTree(repository, commit, {
      folder: inRepository,
      label: `${revision}:${path}`,
    });
    if ((await tree.list()).length === 0) throw notInRevision(revision, path);
    whole.close();
    return { tree, commit, close: () => tree.close() };
  } catch (error) {
    whole.close();
    throw error;
  }
}

function notInRevision(revision: string, path: string): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `The revision ${revision} has no file or folder ${JSON.stringify(path)}.`,
    place: { file: path },
    hint: `Paths count from the repository's root, or with a leading ./ from the current folder; \`git ls-tree -r --name-only ${revision}\` lists them.`,
  });
}

function withoutClose<T extends object>(opened: T): T & { close(): void } {
  return { ...opened, close: () => undefined };
}

function networkRefused(url: string): DriftError {
  const shown = withoutCredentials(url);
  return new DriftError({
    code: "network-refused",
    message: `${shown} is on the network, and nothing is fetched unless it is allowed.`,
    place: { file: shown },
    hint: `Allow it with --allow-network, or download ${basename(new URL(shown).pathname) || "it"} and name the file.`,
  });
}

function localPath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw usage(`${url} is not the address of a local file.`);
  }
}

function usage(message: string): DriftError {
  return new DriftError({
    code: "usage",
    message,
    hint: "A source is a path, REVISION:PATH, a URL, or - for standard input.",
  });
}
