import { DriftError } from "../../../errors.ts";
import type { LoadedFile, ResolvedImport } from "./load-files.ts";

/** A file on the way from an entry, with the imports that are still to be followed. */
interface Step {
  readonly file: LoadedFile;
  readonly rest: Iterator<ResolvedImport>;
}

/**
 * Stops with `unresolved-reference` where files import each other in a circle, which no compiler
 * accepts. The walk keeps its own stack: chains of imports may be long.
 */
export function refuseCycles(files: ReadonlyMap<string, LoadedFile>): void {
  const done = new Set<string>();
  for (const file of files.values()) {
    if (!done.has(file.path)) walk(file, files, done);
  }
}

function walk(from: LoadedFile, files: ReadonlyMap<string, LoadedFile>, done: Set<string>): void {
  const path: Step[] = [stepInto(from)];
  const open = new Set([from.path]);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const next = step.rest.next();
    if (next.done === true) {
      path.pop();
      open.delete(step.file.path);
      done.add(step.file.path);
      continue;
    }
    const { target } = next.value;
    if (target !== undefined && open.has(target)) throw circular(path, next.value, target);
    const file = target === undefined || done.has(target) ? undefined : files.get(target);
    if (file === undefined) continue;
    open.add(file.path);
    path.push(stepInto(file));
  }
}

function stepInto(file: LoadedFile): Step {
  return { file, rest: file.resolvedImports[Symbol.iterator]() };
}

function circular(path: readonly Step[], last: ResolvedImport, target: string): DriftError {
  const files = path.map(({ file }) => file.path);
  const circle = [...files.slice(files.indexOf(target)), target];
  const shown = circle.length > 8 ? [...circle.slice(0, 4), "…", ...circle.slice(-3)] : circle;
  const { line, column } = last.node;
  return new DriftError({
    code: "unresolved-reference",
    message: `The files import each other in a circle: ${shown.join(" → ")}.`,
    place: { file: files.at(-1) ?? target, line, column },
    hint: "Move what both need into a file of its own.",
  });
}
