import { once } from "node:events";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DriftError } from "../errors.ts";

/** What the decision for colour depends on. */
export interface ColourFacts {
  /** What `--color` and `--no-color` say; undefined where neither was given. */
  readonly flag: boolean | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
}

/**
 * Whether to colour: the flag, then `NO_COLOR` (not empty, https://no-color.org), then
 * `FORCE_COLOR`, then whether the stream is a terminal that can.
 */
export function wantsColour({ flag, environment, isTerminal }: ColourFacts): boolean {
  if (flag !== undefined) return flag;
  const { NO_COLOR: never, FORCE_COLOR: force, TERM: term } = environment;
  if (never !== undefined && never !== "") return false;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return isTerminal && term !== "dumb";
}

/** Writes the result: to a file, whole or not at all, or to standard output. */
export function writeResult(text: string, file: string | undefined): void {
  if (file === undefined) process.stdout.write(text);
  else writeWhole(file, text);
}

/** Pieces are written to standard output together, up to about this many characters. */
const TOGETHER = 1 << 16;

/** Writes pieces to standard output, never more of them at once than the reader takes. */
export async function writePieces(pieces: Iterable<string>): Promise<void> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < TOGETHER) continue;
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
    text = "";
  }
  process.stdout.write(text);
}

/**
 * A regular file is replaced in one step, so that nobody ever reads half a report. Devices and
 * pipes are written to as they are.
 */
function writeWhole(file: string, text: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writeFileSync(file, text);
    else replaceFile(found === undefined ? file : realpathSync(file), text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(":", 1)[0] : "unknown reason";
    throw new DriftError({
      code: "usage",
      message: `The result cannot be written to ${file} (${reason}).`,
      place: { file },
      hint: "Check that the folder exists and may be written to.",
      cause,
    });
  }
}

function replaceFile(file: string, text: string): void {
  const draft = join(dirname(file), `.contract-drift-${process.pid}.tmp`);
  try {
    writeFileSync(draft, text, { flag: "wx", flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A reader that closes the pipe early (`| head`) is no error of ours. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      throw error;
    });
  }
}
