import { dirname, relative, resolve, sep } from "node:path";
import { DriftError } from "../../errors.ts";
import { dependenciesIn } from "../../evidence/packages/dependencies.ts";
import { detectFormat, isDescriptorSetName } from "../../formats/detect.ts";
import type { Diagnostic } from "../../model/contract.ts";
import { evidenceReaderFor } from "../../evidence/index.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import type { ContractVersion, RegisteredContract } from "../../registry/store.ts";
import { enclosingWorkTree, fileTree } from "../../sources/file.ts";
import { folderTree } from "../../sources/folder.ts";
import { onDisk } from "../../sources/on-disk.ts";
import { spooledInput } from "../../sources/spooled-input.ts";
import { evidenceText } from "../evidence-text.ts";
import { providerNames } from "./evidence-contract.ts";
import type { OpenedEvidence } from "./opened-evidence.ts";
import type { Recording, RecordRequest } from "./recording.ts";
import { sdksOf } from "./sdk-labels.ts";
import { contractVersion } from "./shelf.ts";
import type { Shelf } from "./shelf.ts";
import { emptyFile, requireFormat, SPEAKS_OF, unplaced } from "./unplaced.ts";

/** Opens every file; those of one work tree share their tree. Rejects at the first missing one. */
export async function openFiles({
  files,
  folder,
}: RecordRequest): Promise<readonly OpenedEvidence[]> {
  const trees = new Map<string, SourceTree>();
  const opened: OpenedEvidence[] = [];
  for (const named of files) {
    const { tree, entry } =
      named === "-" ? await spooledInput(stdinName) : onFile(named, folder, trees);
    const { text, chunks } = await evidenceText(tree, entry);
    if (text.trim() === "") throw emptyFile(named);
    opened.push({ named, tree, entry, text, isLarge: chunks !== undefined });
  }
  return opened;
}

/** Kinds of evidence are told by names too: standard input gets one by what it looks like. */
function stdinName(text: string): string {
  const isGraphql = /^\s*(?:query|mutation|subscription|fragment)\b/m.test(text);
  const extension = /^\s*[[{]\s*["{[\]}]/.test(text) ? "json" : isGraphql ? "graphql" : "yaml";
  return `stdin.${extension}`;
}

/** Evidence may refer to what stands around it: in the work tree, else in the current folder. */
function onFile(
  named: string,
  folder: string,
  trees: Map<string, SourceTree>,
): { readonly tree: SourceTree; readonly entry: string } {
  const absolute = resolve(folder, named);
  if (onDisk(absolute) === "folder") throw isFolder(named);
  const { tree, entry } = fileTree(named, folder);
  const home = enclosingWorkTree(dirname(absolute));
  if (home !== undefined || relative(folder, absolute).startsWith("..")) {
    return { tree: shared(trees, home ?? dirname(absolute), () => tree), entry };
  }
  return {
    tree: shared(trees, folder, () => folderTree(folder)),
    entry: relative(folder, absolute).replaceAll(sep, "/"),
  };
}

function shared(trees: Map<string, SourceTree>, home: string, make: () => SourceTree): SourceTree {
  const tree = trees.get(home) ?? make();
  trees.set(home, tree);
  return tree;
}

/** Whether a file tells of services even where it speaks of no known contract. */
export async function isCatalogue({ entry, text }: OpenedEvidence): Promise<boolean> {
  return (await evidenceReaderFor(entry, text))?.kind === "backstage";
}

/** Files of one tree that are read together against one contract version. */
export interface PlannedReading {
  readonly tree: SourceTree;
  readonly entries: readonly string[];
  readonly version: ContractVersion;
}

/** What is read together, and what is told of files that are read against nothing. */
export interface ReadingPlan {
  readonly readings: readonly PlannedReading[];
  readonly problems: readonly Diagnostic[];
}

/** Which files are read against which contracts. Rejects (`usage`) where a file leaves that open. */
export async function readingPlan(
  files: readonly OpenedEvidence[],
  recording: Recording,
): Promise<ReadingPlan> {
  const problems: Diagnostic[] = [];
  const plan: { tree: SourceTree; entries: string[]; version: ContractVersion }[] = [];
  for (const file of files) {
    const versions = await contractsOf(file, recording);
    if (versions.length === 0 && !(await isCatalogue(file))) problems.push(await unplaced(file));
    for (const version of versions) {
      const known = plan.find((one) => one.tree === file.tree && one.version === version);
      if (known === undefined) plan.push({ tree: file.tree, entries: [file.entry], version });
      else known.entries.push(file.entry);
    }
  }
  return { readings: plan, problems };
}

/** Kinds of evidence that name the service whose contract they are about. */
const NAMES_ITS_PROVIDER: ReadonlySet<string> = new Set(["pact", "otlp", "jaeger", "backstage"]);

/** The contract versions that a file may speak of. */
async function contractsOf(
  file: OpenedEvidence,
  { store, shelf, services, request }: Recording,
): Promise<readonly ContractVersion[]> {
  const { named, entry, text } = file;
  const versionsOf = (names: readonly string[]): Promise<readonly ContractVersion[]> =>
    Promise.all(names.map((name) => contractVersion(shelf, store, name, request.against)));
  const known = (await store.contracts()).filter(({ versions }) => versions > 0);
  if (request.contracts.length > 0) {
    const chosen = await versionsOf(request.contracts);
    const contracts = chosen.map(({ contract: name, format }) => ({ name, format }));
    requireFormat(named, (await evidenceReaderFor(entry, text))?.kind, contracts);
    return chosen;
  }
  if (known.length <= 1) return versionsOf(known.map(({ name }) => name));
  const kind = (await evidenceReaderFor(entry, text))?.kind;
  if (kind === "package-manifest") return versionsOf(await dependedOn(entry, text, known, shelf));
  if (kind === undefined || !NAMES_ITS_PROVIDER.has(kind)) {
    const mayBeCopy = detectFormat(entry, text) !== undefined || isDescriptorSetName(entry);
    if (kind === undefined && !mayBeCopy) throw unknownKind(named);
    const fitting = formatFitting(file, kind, known);
    if (fitting.length === 1) return versionsOf(fitting);
    throw isOpen(named, fitting);
  }
  const names = known.map(({ name, provider }) => [
    name,
    ...providerNames(services, { contract: name, ...(provider === undefined ? {} : { provider }) }),
  ]);
  const met = await wordsIn(file, names.flat());
  const mentioned = known.filter((_, index) => names[index]?.some((one) => met.has(one)));
  return versionsOf(mentioned.map(({ name }) => name));
}

function formatFitting(
  { entry, text }: OpenedEvidence,
  kind: string | undefined,
  known: readonly RegisteredContract[],
): readonly string[] {
  const spoken = kind === undefined ? undefined : SPEAKS_OF.get(kind);
  const wanted = spoken ?? detectFormat(entry, text);
  return known
    .filter(({ format }) => wanted === undefined || format === wanted)
    .map(({ name }) => name);
}

/** Which of some words a file holds, in any case of letters. Large files are looked through in pieces. */
async function wordsIn(
  { tree, entry, text, isLarge }: OpenedEvidence,
  words: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const longest = Math.max(0, ...words.map((word) => word.length));
  const look = (piece: string): void => {
    const lower = piece.toLowerCase();
    for (const word of words) {
      if (!found.has(word) && lower.includes(word.toLowerCase())) found.add(word);
    }
  };
  const file = isLarge ? await tree.open?.(entry) : undefined;
  if (file === undefined) look(text);
  else {
    let before = "";
    for await (const chunk of file.chunks()) {
      look(before + chunk);
      if (found.size === words.length) break;
      before = chunk.slice(-longest);
    }
  }
  return found;
}

/** The contracts of which a package has a client library. */
async function dependedOn(
  path: string,
  text: string,
  contracts: readonly RegisteredContract[],
  shelf: Shelf,
): Promise<readonly string[]> {
  const names = new Set(dependenciesIn(path, text).map(({ name }) => name));
  const found: string[] = [];
  for (const { name } of contracts) {
    const sdks = sdksOf(await shelf.versions(name));
    if (sdks.some((sdk) => names.has(sdk.package))) found.push(name);
  }
  return found;
}

/** The error for a file that nothing can be learnt from. */
export function unknownKind(path: string): DriftError {
  return new DriftError({
    code: "bad-evidence",
    message: `${path} is no kind of evidence that is known.`,
    place: { file: path },
    hint: "Evidence is: GraphQL documents, persisted queries, pacts, HAR, OTLP or Jaeger traces, copies of a contract, package manifests, Backstage catalogues, consumer manifests.",
  });
}

function isOpen(file: string, contracts: readonly string[]): DriftError {
  if (contracts.length === 0) {
    return new DriftError({
      code: "usage",
      message: `${file} does not say which contract it is about, and none in the registry is of its format.`,
      place: { file },
      hint: "Publish the contract first, or name it with --contract.",
    });
  }
  const listed = contracts.slice(0, 8).join(", ");
  return new DriftError({
    code: "usage",
    message: `${file} does not say which contract it is about, and ${contracts.length} in the registry could be it.`,
    place: { file },
    hint: `Name it with --contract: ${listed}${contracts.length > 8 ? " …" : ""}.`,
  });
}

function isFolder(file: string): DriftError {
  return new DriftError({
    code: "usage",
    message: `${file} is a folder.`,
    place: { file },
    hint: "Name the files in it, for example with a glob of your shell.",
  });
}
