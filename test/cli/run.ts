import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The program as it stands, without a build. */
export const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** What one run of the real program left behind. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command line in a process of its own, without colour or terminal, as CI would. */
export function contractDrift(args: readonly string[], options: RunOptions = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    input: options.input ?? "",
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.environment },
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}
