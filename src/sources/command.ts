import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { gitEnvironment } from "./git-command.ts";
import { whenBrokenOff } from "./cleanup.ts";

/** A program to be run, without a shell. */
export interface Command {
  readonly words: readonly string[];
  readonly folder: string;
  readonly seconds: number;
}

/** How a program ended, and the end of what it said on both streams. */
export interface CommandResult {
  readonly ended: "well" | "badly" | "late" | "unstarted";
  /** The exit code or the signal, or why it did not start. */
  readonly how: string;
  readonly said: string;
}

/** How much of what a program says is kept. */
const KEPT = 4_000;

/** How long a program has to end after it was asked to. */
const GRACE_MS = 2_000;

/** Tokens of the CI, which are for the check and not for what the branch has it run. */
const SECRETS =
  /^(?:GITHUB_TOKEN|GH_TOKEN|GITLAB_TOKEN|CI_JOB_TOKEN|CI_JOB_JWT.*|NODE_AUTH_TOKEN|ACTIONS_.*TOKEN.*)$/;

/** Runs a program to its end, or to its time limit; what it started ends with it. Never rejects. */
export function runCommand({ words, folder, seconds }: Command): Promise<CommandResult> {
  const [program = "", ...args] = words;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that everything it starts can be ended.
      detached: true,
      windowsHide: true,
    });
    let said = "";
    const keep = (chunk: Buffer): void => {
      said = (said + chunk.toString("utf8")).slice(-KEPT);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child, "SIGTERM");
      setTimeout(() => endGroup(child, "SIGKILL"), GRACE_MS).unref();
    }, seconds * 1000);
    const brokenOff = whenBrokenOff(() => endGroup(child, "SIGKILL"));
    const settle = (result: Omit<CommandResult, "said">): void => {
      clearTimeout(timer);
      brokenOff.settled();
      resolve({ ...result, said: said.trim() });
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      settle({ ended: "unstarted", how: error.code ?? error.message });
    });
    child.on("close", (code, signal) => {
      const how = code === null ? `signal ${signal ?? ""}` : `exit code ${code}`;
      settle({ ended: late ? "late" : code === 0 ? "well" : "badly", how });
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  // What git's hooks set would point at the repository that they run in.
  return Object.fromEntries(
    Object.entries({ ...process.env, ...withoutLocation() }).filter(
      ([name, value]) => value !== undefined && !SECRETS.test(name),
    ),
  );
}

function withoutLocation(): Record<string, undefined> {
  const kept = gitEnvironment();
  const gone = Object.keys(process.env).filter((name) => !(name in kept));
  return Object.fromEntries(gone.map((name) => [name, undefined]));
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
