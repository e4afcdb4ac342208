import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** One process to measure. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

export interface Limits {
  readonly seconds: number;
  /** Of resident memory, the children's included. */
  readonly megabytes: number;
}

/** One run of one process. */
export interface Run {
  readonly wall: number;
  /** User and system time together, in seconds. */
  readonly cpu: number;
  /** Peak resident memory in MB. */
  readonly memory: number;
  /** Bytes on standard output. */
  readonly output: number;
  readonly code: number;
}

/** A process that came to no result. */
export interface Failure {
  readonly failure: string;
}

/** Peers that are scripts run under the Node that runs this. */
const SAME_NODE = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
};

/** How often a process is looked at, in milliseconds. */
const WATCH = 200;

/**
 * Runs a process to its end under GNU time (`/usr/bin/time`), standard output into a file. What
 * takes longer or more than the limits is ended.
 */
export async function measure(
  command: Command,
  limits: Limits,
  scratch: string,
): Promise<Run | Failure> {
  const figures = join(scratch, "time.txt");
  const printed = join(scratch, "stdout.txt");
  rmSync(figures, { force: true });
  const stdout = openSync(printed, "w");
  const child = spawn(
    "/usr/bin/time",
    ["-q", "-f", "%e %U %S %M", "-o", figures, command.file, ...command.args],
    { cwd: command.cwd, env: SAME_NODE, stdio: ["ignore", stdout, "ignore"], detached: true },
  );
  const stopped = watch(child.pid ?? 0, limits);
  const code = await new Promise<number>((resolve) => {
    child.on("error", () => resolve(-1));
    child.on("close", (status) => resolve(status ?? -1));
  });
  closeSync(stdout);
  const why = stopped();
  if (why !== undefined) return { failure: why };
  if (code === -1 || !existsSync(figures)) return { failure: "did not start" };
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = readFileSync(figures, "utf8")
    .trim()
    .split(/\s+/)
    .map(Number);
  return {
    wall,
    cpu: user + system,
    memory: kilobytes / 1024,
    output: statSync(printed).size,
    code,
  };
}

/** Ends the process group where it passes a limit. The answer: which, once the process has ended. */
function watch(pid: number, limits: Limits): () => string | undefined {
  const began = performance.now();
  let why: string | undefined;
  const timer = setInterval(() => {
    if ((performance.now() - began) / 1000 > limits.seconds)
      why = `stopped after ${limits.seconds} s`;
    else if (megabytesOf(pid) > limits.megabytes) why = `stopped at ${limits.megabytes} MB`;
    if (why === undefined) return;
    clearInterval(timer);
    process.kill(-pid, "SIGKILL");
  }, WATCH);
  return () => {
    clearInterval(timer);
    return why;
  };
}

function megabytesOf(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    const own = (pages * 4096) / 2 ** 20;
    return children
      .split(" ")
      .filter((child) => child !== "")
      .reduce((sum, child) => sum + megabytesOf(Number(child)), own);
  } catch {
    return 0;
  }
}
