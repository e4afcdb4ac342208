import { posix } from "node:path";
import type { ProposedContract } from "./contracts.ts";
import type { FoundFiles } from "./files.ts";

/** The first configuration of a project, with what can be said next in comments. */
export function configText(
  contracts: readonly ProposedContract[],
  found: FoundFiles,
  base: string | undefined,
): string {
  return `${[
    "# Which files are contracts. A name that is not given is the path without its extension.",
    "contracts:",
    ...contracts.flatMap(entryOf),
    ...ownersNote(found),
    "",
    "# The branch that work is merged into.",
    base === undefined ? "# base: main" : `base: ${JSON.stringify(base)}`,
    "",
    "# Who uses them: one manifest for each service, with what it calls and the evidence for it.",
    found.hasManifests ? "consumers: consumers/*.yaml" : "# consumers: consumers/*.yaml",
    ...evidenceNote(found),
    "",
    "# What stops a merge: changes of this severity …",
    "# fail-on: breaking",
    "# … always, or only where a consumer uses what changes, or where that is not known.",
    "# block: used-or-unknown",
  ].join("\n")}\n`;
}

function entryOf({ path, name }: ProposedContract): readonly string[] {
  if (name === undefined) return [`  - ${JSON.stringify(path)}`];
  return [
    `  - name: ${JSON.stringify(name)}`,
    `    path: ${JSON.stringify(path)}`,
    "    together: true",
  ];
}

function ownersNote({ codeowners }: FoundFiles): readonly string[] {
  return codeowners === undefined ? [] : [`# Who owns them is read from ${codeowners}.`];
}

/** What a manifest may name under `uses[].evidence`; folders with many files as one glob. */
function evidenceNote({ evidence }: FoundFiles): readonly string[] {
  if (evidence.size === 0) return [];
  const lines = [...evidence].map(([kind, paths]) => `#   ${kind}: ${globsOf(paths).join(", ")}`);
  return [
    "# Evidence that a manifest can name (`uses: [{ contract: …, evidence: [ … ] }]`):",
    ...lines,
  ];
}

const MOST_GLOBS = 5;

function globsOf(paths: readonly string[]): readonly string[] {
  const folders = Map.groupBy(paths, (path) => `${posix.dirname(path)}/*${posix.extname(path)}`);
  const globs = [...folders].map(([glob, files]) =>
    files.length === 1 ? (files[0] ?? glob) : glob,
  );
  const more = globs.length - MOST_GLOBS;
  return more > 0 ? [...globs.slice(0, MOST_GLOBS), `and ${String(more)} more`] : globs;
}
