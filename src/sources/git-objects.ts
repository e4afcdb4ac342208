import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { Socket } from "node:net";
import { DriftError } from "../errors.ts";
import { batchParser } from "./git-batch.ts";
import type { BatchAnswer } from "./git-batch.ts";
import { cannotRun, gitEnvironment, gitFailure, GIT_OPTIONS } from "./git-command.ts";
import type { Repository } from "./git-command.ts";

/** Reads objects through one `git cat-file --batch` process, started when first asked. */
export interface ObjectReader {
  /** `name` is an object id, or an id with a suffix such as `^{tree}`. Undefined: no such object. */
  read(name: string): Promise<BatchAnswer | undefined>;
  /** Ends the process. Reading again afterwards starts another. */
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: BatchAnswer | undefined) => void;
  readonly reject: (reason: Error) => void;
}

interface Batch {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: Waiting[];
}

const IDLE_MILLISECONDS = 60_000;

/** Requests are written at once and answered in order. Bodies above `maxBytes` are not kept. */
export function objectReader(repository: Repository, maxBytes: number): ObjectReader {
  let batch: Batch | undefined;
  const end = (): void => {
    batch?.child.stdin.end();
    batch?.child.kill();
    batch = undefined;
  };
  return {
    read(name) {
      batch ??= startBatch(repository, maxBytes, (ended) => {
        if (batch === ended) batch = undefined;
      });
      return ask(batch, name);
    },
    close: end,
  };
}

function ask(batch: Batch, name: string): Promise<BatchAnswer | undefined> {
  return new Promise((resolve, reject) => {
    if (batch.waiting.length === 0) holdProcess(batch.child, true);
    batch.waiting.push({ resolve, reject });
    const { stdin } = batch.child;
    // What is asked for in one go is written in one go.
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => stdin.uncork());
    }
    stdin.write(`${name}\n`);
  });
}

function startBatch(
  repository: Repository,
  maxBytes: number,
  onEnd: (ended: Batch) => void,
): Batch {
  const child = spawn("git", [...GIT_OPTIONS, "cat-file", "--batch"], {
    cwd: repository.folder,
    env: gitEnvironment(),
    windowsHide: true,
  });
  const batch: Batch = { child, waiting: [] };
  let stderr = "";
  const parse = batchParser(maxBytes, (answer) => {
    batch.waiting.shift()?.resolve(answer);
    if (batch.waiting.length === 0) holdProcess(child, false);
  });
  const fail = (error: Error): void => {
    onEnd(batch);
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
  child.on("error", (error) => fail(cannotRun(error, repository.folder)));
  child.on("close", () => fail(gitFailure("read the repository", stderr)));
  child.stdout.on("timeout", silent);
  return batch;
}

/** A busy process keeps ours alive and must answer in time; an idle one does neither. */
function holdProcess(child: ChildProcessWithoutNullStreams, busy: boolean): void {
  const pipes = [child.stdin, child.stdout, child.stderr].filter(
    (stream) => stream instanceof Socket,
  );
  for (const handle of [child, ...pipes]) {
    if (busy) handle.ref();
    else handle.unref();
  }
  if (child.stdout instanceof Socket) child.stdout.setTimeout(busy ? IDLE_MILLISECONDS : 0);
}

function noAnswer(): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `git did not answer within ${IDLE_MILLISECONDS / 1000} seconds.`,
    hint: "In a partial clone git fetches missing files on demand; check that its remote can be reached.",
  });
}
