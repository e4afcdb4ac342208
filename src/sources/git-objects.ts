import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Socket } from "node:net";
import { DriftError } from "../errors.ts";
import { batchParser } from "./git-batch.ts";
import type { BatchAnswer } from "./git-batch.ts";
import { cannotRun, gitEnvironment, gitFailure, GIT_OPTIONS } from "./git-command.ts";
import type { Repository } from "./git-command.ts";

/**
 * Reads objects through a `git cat-file --batch` process, which all readers of a repository share:
 * starting one takes longer than most answers.
 */
export interface ObjectReader {
  /** Starts the process before there is a question. */
  start(): void;
  /**
   * `name` is what git takes for an object: an id, a revision, either with a suffix such as
   * `^{tree}`. Undefined: no such object. A body above `maxBytes` is not kept.
   */
  read(name: string, maxBytes?: number): Promise<BatchAnswer | undefined>;
  /** Ends the process, unless others read through it. Reading again afterwards starts another. */
  close(): void;
}

interface Waiting {
  readonly maxBytes: number;
  readonly resolve: (answer: BatchAnswer | undefined) => void;
  readonly reject: (reason: Error) => void;
}

interface Batch {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: Waiting[];
}

/** The process of a repository, while there is one, and how many readers it has. */
interface Shared {
  readonly folder: string;
  readers: number;
  batch: Batch | undefined;
}

const IDLE_MILLISECONDS = 60_000;

const SHARED = new Map<string, Shared>();

/** Requests are written at once and answered in order. */
export function objectReader({ folder }: Repository): ObjectReader {
  let held: Shared | undefined;
  const batchOf = (): Batch => {
    held ??= hold(folder);
    return (held.batch ??= startBatch(held));
  };
  return {
    start: () => void batchOf(),
    read: (name, maxBytes = Infinity) => ask(batchOf(), name, maxBytes),
    close() {
      if (held !== undefined) release(held);
      held = undefined;
    },
  };
}

function hold(folder: string): Shared {
  const shared = SHARED.get(folder) ?? { folder, readers: 0, batch: undefined };
  SHARED.set(folder, shared);
  shared.readers++;
  return shared;
}

function release(shared: Shared): void {
  shared.readers--;
  if (shared.readers > 0) return;
  SHARED.delete(shared.folder);
  shared.batch?.child.stdin.end();
  shared.batch?.child.kill();
  shared.batch = undefined;
}

function ask(batch: Batch, name: string, maxBytes: number): Promise<BatchAnswer | undefined> {
  return new Promise((resolve, reject) => {
    if (batch.waiting.length === 0) holdProcess(batch.child, true);
    batch.waiting.push({ maxBytes, resolve, reject });
    const { stdin } = batch.child;
    // What is asked for in one go is written in one go.
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => stdin.uncork());
    }
    stdin.write(`${name}\n`);
  });
}

function startBatch(shared: Shared): Batch {
  const { folder } = shared;
  const child = spawn("git", [...GIT_OPTIONS, "cat-file", "--batch"], {
    cwd: folder,
    env: gitEnvironment(),
    windowsHide: true,
  });
  const batch: Batch = { child, waiting: [] };
  let stderr = "";
  const parse = batchParser(
    () => batch.waiting[0]?.maxBytes ?? 0,
    (answer) => {
      batch.waiting.shift()?.resolve(answer);
      if (batch.waiting.length === 0) holdProcess(child, false);
    },
  );
  const fail = (error: Error): void => {
    if (shared.batch === batch) shared.batch = undefined;
    for (const waiting of batch.waiting.splice(0)) waiting.reject(error);
  };
  const silent = (): void => {
    if (batch.waiting.length === 0) return;
    child.kill();
    fail(noAnswer());
  };
  child.stdout.on("data", parse);
  child.stdout.on("error", fail);
  // A closed pipe shows as the end of the process, with git's own words.
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  child.on("error", (error) => fail(cannotRun(error, folder)));
  child.on("close", () => fail(gitFailure("read the repository", stderr)));
  child.stdout.on("timeout", silent);
  holdProcess(child, false);
  return batch;
}

/** A busy process keeps ours alive and must answer in time; an idle one does neither. */
function holdProcess(child: ChildProcessWithoutNullStreams, busy: boolean): void {
  const pipes = [child.stdin, child.stdout, child.stderr].filter(isSocket);
  for (const handle of [child, ...pipes]) {
    if (busy) handle.ref();
    else handle.unref();
  }
  if (isSocket(child.stdout)) child.stdout.setTimeout(busy ? IDLE_MILLISECONDS : 0);
}

/** The network is loaded with whoever starts a process, and by nobody else. */
function isSocket(stream: unknown): stream is Socket {
  return stream instanceof process.getBuiltinModule("node:net").Socket;
}

function noAnswer(): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `git did not answer within ${IDLE_MILLISECONDS / 1000} seconds.`,
    hint: "In a partial clone git fetches missing files on demand; check that its remote can be reached.",
  });
}
