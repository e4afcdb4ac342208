import { posix } from "node:path";
import { isDescriptorSetName } from "../formats/detect.ts";
import type { SourceTree } from "../model/source-tree.ts";

/** What a contract starts from and where its imports are looked up. */
export interface ContractFiles {
  readonly entries: readonly string[];
  readonly includePaths: readonly string[];
}

/**
 * Whether one of the changed files belongs to a contract, found without parsing: the texts are
 * followed through everything in them that looks like a reference. It may say yes too often (a
 * name in a comment), never no for a file that is pulled in.
 */
export async function isTouched(
  tree: SourceTree,
  contract: ContractFiles,
  changed: ReadonlySet<string>,
): Promise<boolean> {
  const pending = [...contract.entries];
  if (pending.some((path) => changed.has(path))) return true;
  if (pending.every((path) => GRAPHQL_NAME.test(path))) return false;
  const names = pending.every((path) => path.endsWith(".proto")) ? PROTO_NAME : CONTRACT_NAME;
  if (![...changed].some((path) => names.test(path))) return false;
  const seen = new Set(pending);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (changed.has(path)) return true;
    if (isDescriptorSetName(path)) continue;
    const text = await tree.read(path);
    if (text === undefined) return true;
    for (const next of mentionedIn(path, text, contract.includePaths)) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (changed.has(next)) return true;
      if ((await tree.read(next)) !== undefined) pending.push(next);
    }
  }
  return false;
}

/** What contracts refer to; Protobuf imports nothing but its own kind, GraphQL nothing at all. */
const CONTRACT_NAME = /\.(?:ya?ml|json|proto|graphqls?|gql)$/i;
const PROTO_NAME = /\.proto$/i;
const GRAPHQL_NAME = /\.(?:graphqls?|gql)$/i;

/** Files with the name of a contract, as `$ref` and `import` write them. */
const FILE_NAME = /[^\s"'`(){}[\],;<>|#]+\.(?:ya?ml|json|proto|graphqls?|gql)\b/gi;

/** Every path that a name in the text can stand for: from the file's folder, the root, the includes. */
function* mentionedIn(
  path: string,
  text: string,
  includePaths: readonly string[],
): Generator<string> {
  const folder = posix.dirname(path);
  const folders = path.endsWith(".proto")
    ? ["", ...includePaths, ...ancestorsOf(folder)]
    : [folder];
  const names = new Set(Array.from(text.matchAll(FILE_NAME), ([name]) => decoded(name)));
  for (const name of names) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) continue;
    for (const from of folders) {
      const resolved = posix.normalize(posix.join(from, name));
      if (!resolved.startsWith("..") && !resolved.startsWith("/")) yield resolved;
    }
  }
}

/** Folders from the file up to the root: readers may take any of them as an import root. */
function ancestorsOf(folder: string): readonly string[] {
  const steps = folder.split("/");
  return steps.map((_, index) => steps.slice(0, steps.length - index).join("/"));
}

/** References are URIs: `order%20line.yaml` is the file `order line.yaml`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
