import { posix } from "node:path";
import { AMBIENT_MODULES, LIBRARIES, MAY_IMPORT, MAY_TOUCH_THE_WORLD } from "./permissions.ts";
import type { SourceFile } from "./source-file.ts";

/** What a file does that the tables do not permit: one sentence for each, with file and line. */
export function violationsOf(file: SourceFile): readonly string[] {
  const folder = folderOf(file.module);
  if (MAY_IMPORT[folder] === undefined)
    return [`src/${file.module}.ts: the folder ${folder} is not in the permission table.`];
  const imports = file.imports.flatMap(({ from, line }) => {
    const reason = from.startsWith(".")
      ? forbiddenModule(file.module, from)
      : forbiddenLibrary(file.module, from);
    return reason === undefined ? [] : [`src/${file.module}.ts:${line}: ${reason}`];
  });
  if (MAY_TOUCH_THE_WORLD.includes(folder)) return imports;
  const ambient = file.ambient.map(
    ({ from, line }) =>
      `src/${file.module}.ts:${line}: ${folder} may not use ${from}; take it as an argument.`,
  );
  return [...imports, ...ambient];
}

function forbiddenModule(module: string, from: string): string | undefined {
  const target = posix.join(posix.dirname(module), from).replace(/\.ts$/, "");
  const [folder, targetFolder] = [folderOf(module), folderOf(target)];
  if (target.startsWith("..")) return `${from} is outside src/.`;
  if (folder === targetFolder) return undefined;
  const permitted = MAY_IMPORT[folder] ?? [];
  if (permitted.includes(targetFolder) || permitted.includes(target)) return undefined;
  return `${folder} may not import ${target}; it may import ${permitted.join(", ") || "nothing"}.`;
}

function forbiddenLibrary(module: string, from: string): string | undefined {
  const folder = folderOf(module);
  if (from.startsWith("node:")) {
    if (!AMBIENT_MODULES.has(from) || MAY_TOUCH_THE_WORLD.includes(folder)) return undefined;
    return `${folder} may not use ${from}; only ${MAY_TOUCH_THE_WORLD.join(", ")} touch the world.`;
  }
  const name = from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
  const owners = Object.hasOwn(LIBRARIES, name) ? LIBRARIES[name] : undefined;
  if (owners === undefined) return `the library ${name} is not in the table of libraries.`;
  if (owners.some((owner) => module === owner || module.startsWith(`${owner}/`))) return undefined;
  return `the library ${name} is named in ${owners.join(", ")} only.`;
}

/** The first segment: a folder of `src/`, or a file at its root. */
export function folderOf(module: string): string {
  return module.split("/")[0] ?? module;
}
