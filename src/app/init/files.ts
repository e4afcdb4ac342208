import { CODEOWNERS_PATHS } from "../../evidence/codeowners.ts";
import { evidenceReaderFor } from "../../evidence/index.ts";
import { detectFormat } from "../../formats/detect.ts";
import type { Format } from "../../model/contract.ts";
import type { SourceTree } from "../../model/source-tree.ts";

/** What the files of a project are to us, told by their content. */
export interface FoundFiles {
  readonly contracts: Readonly<Record<Format, readonly string[]>>;
  /** Files that show who uses contracts, by the kind of evidence. */
  readonly evidence: ReadonlyMap<string, readonly string[]>;
  /** The file that says who owns what. */
  readonly codeowners?: string;
  /** Whether there are manifests where they are looked for by default. */
  readonly hasManifests: boolean;
  /** The forge whose pipelines the project has; GitHub where nothing tells. */
  readonly forge: "github" | "gitlab";
}

const MAY_BE_EITHER = /\.(?:ya?ml|json|proto|graphqls?|gql|har)$/i;
const MANIFEST = /^consumers\/[^/]+\.ya?ml$/i;

/** Looks at every file of a tree once. */
export async function lookAround(tree: SourceTree): Promise<FoundFiles> {
  const contracts: Record<Format, string[]> = { openapi: [], graphql: [], protobuf: [] };
  const evidence = new Map<string, string[]>();
  const paths = await tree.list();
  for (const path of paths.filter((one) => MAY_BE_EITHER.test(one))) {
    const text = await tree.read(path).catch(() => undefined);
    if (text === undefined) continue;
    const format = detectFormat(path, text);
    if (format !== undefined) contracts[format].push(path);
    else put(evidence, await evidenceKind(path, text), path);
  }
  const codeowners = CODEOWNERS_PATHS.find((path) => paths.includes(path));
  return {
    contracts,
    evidence,
    ...(codeowners === undefined ? {} : { codeowners }),
    hasManifests: paths.some((path) => MANIFEST.test(path)),
    forge: paths.some((path) => path.startsWith(".gitlab")) ? "gitlab" : "github",
  };
}

/** Dependencies say something only where a contract's libraries are known, which they are not yet. */
async function evidenceKind(path: string, text: string): Promise<string | undefined> {
  if (/(?:^|\/)package(?:-lock)?\.json$/.test(path)) return undefined;
  return (await evidenceReaderFor(path, text))?.kind;
}

function put(found: Map<string, string[]>, kind: string | undefined, path: string): void {
  if (kind === undefined) return;
  const paths = found.get(kind);
  if (paths === undefined) found.set(kind, [path]);
  else paths.push(path);
}
