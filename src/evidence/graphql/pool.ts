import { Kind } from "graphql/language";
import type { FragmentDefinitionNode, OperationDefinitionNode } from "graphql/language";
import type { DocumentProblem } from "./document.ts";
import { segmentOf } from "./interpolations.ts";
import { manifestSegments } from "./manifests.ts";
import { definitionsIn } from "./segments.ts";
import type { Definition, Segment } from "./segments.ts";
import { templateLiteralsIn } from "./template-literals.ts";

export type Operation = Definition<OperationDefinitionNode>;
export type Fragment = Definition<FragmentDefinitionNode>;

/** What one file defines. */
export interface PooledFile {
  readonly file: string;
  readonly operations: readonly Operation[];
  /** By name; more than one where a file defines a name again. */
  readonly fragments: ReadonlyMap<string, readonly Fragment[]>;
  /** Paths of the files it imports, as far as they are in the pool, in the order of the text. */
  readonly imports: readonly string[];
  /** True: the file is a manifest, whose texts stand each for itself and lend no fragments. */
  readonly closed: boolean;
}

const DOCUMENT = /\.(?:graphqls?|gql)$/i;
const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/i;
const MANIFEST = /\.json$/i;

/** True where a file's name says that it may hold operations. */
export function mayHoldOperations(file: string): boolean {
  return DOCUMENT.test(file) || SCRIPT.test(file) || MANIFEST.test(file);
}

/** Reads one file; `has` tells which other files there are, so that imports can be resolved. */
export function pooledFile(
  file: string,
  text: string,
  has: (path: string) => boolean,
  problems: DocumentProblem[],
): PooledFile {
  const closed = MANIFEST.test(file);
  const definitions = segmentsOf(file, text, problems).flatMap((segment) =>
    definitionsIn(file, segment, problems),
  );
  const fragments = definitions.filter(isFragment);
  return {
    file,
    operations: definitions.filter(isOperation),
    fragments: Map.groupBy(fragments, (fragment) => fragment.node.name.value),
    imports: DOCUMENT.test(file) ? importsOf(file, text, has, problems) : [],
    closed,
  };
}

function segmentsOf(file: string, text: string, problems: DocumentProblem[]): readonly Segment[] {
  if (MANIFEST.test(file)) return manifestSegments(file, text, problems);
  if (SCRIPT.test(file)) {
    return templateLiteralsIn(text)
      .map((literal) => segmentOf(file, literal, problems))
      .filter((segment) => !isBlank(segment.text));
  }
  return isBlank(text) ? [] : [{ text, line: 1 }];
}

function isBlank(text: string): boolean {
  return text.replaceAll(/#[^\n\r]*/g, "").trim() === "";
}

function isOperation(definition: Definition): definition is Operation {
  return definition.node.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(definition: Definition): definition is Fragment {
  return definition.node.kind === Kind.FRAGMENT_DEFINITION;
}

/** `#import "./x.gql"` (graphql-tag), `# import Name from "./x.gql"` (graphql-import). */
const IMPORT = /^[ \t]*#[ \t]*import[ \t]+(?:[^"'\n]*[ \t]from[ \t]+)?["']([^"'\n]+)["']/gm;

function importsOf(
  file: string,
  text: string,
  has: (path: string) => boolean,
  problems: DocumentProblem[],
): readonly string[] {
  const imports: string[] = [];
  for (const match of text.matchAll(IMPORT)) {
    const target = match[1] ?? "";
    const path = resolved(file, target);
    const found = [path, `${path}.graphql`, `${path}.gql`].find((candidate) => has(candidate));
    if (found !== undefined) imports.push(found);
    else {
      const line = text.slice(0, match.index).split("\n").length;
      problems.push({ file, line, message: `The imported file "${target}" is not there.` });
    }
  }
  return imports;
}

/** The paths that a text imports, in every spelling in which they might exist. */
export function importedPaths(file: string, text: string): readonly string[] {
  if (!DOCUMENT.test(file)) return [];
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const path = resolved(file, match[1] ?? "");
    return [path, `${path}.graphql`, `${path}.gql`];
  });
}

/** A path from the root; one that would leave the root resolves to a name that no file has. */
function resolved(file: string, target: string): string {
  const parts = target.startsWith("/") ? [] : file.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return "";
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
