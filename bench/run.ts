/**
 * How fast contracts are compared, beside other tools and the floor; see README.md.
 *
 *   npm run bench -- --inputs FOLDER [--runs 5] [--only NAME]... [--json] [--save NAME]
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inputsIn } from "./speed/inputs.ts";
import { measure } from "./speed/measure.ts";
import type { Failure, Limits, Run } from "./speed/measure.ts";
import { installPeers } from "./speed/peers.ts";
import type { Peers } from "./speed/peers.ts";
import { scenariosOf } from "./speed/scenarios.ts";
import type { Scenario } from "./speed/scenarios.ts";
import { renderTable, rowOf } from "./speed/table.ts";
import type { Row } from "./speed/table.ts";

const { values: options } = parseArgs({
  options: {
    inputs: { type: "string" },
    runs: { type: "string", default: "5" },
    only: { type: "string", multiple: true, default: [] },
    cache: { type: "string", default: join(tmpdir(), "contract-drift-bench") },
    seconds: { type: "string", default: "180" },
    megabytes: { type: "string", default: "12000" },
    json: { type: "boolean", default: false },
    save: { type: "string" },
  },
});

/** Who takes longer than this, in seconds, runs once. */
const SLOW = 20;

const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

async function main(): Promise<void> {
  if (options.inputs === undefined)
    throw new Error("Name the folder of the pairs: --inputs FOLDER");
  if (!existsSync(cli)) throw new Error("Build first: npm run build");
  mkdirSync(options.cache, { recursive: true });
  const peers = installPeers(new URL("peers.json", import.meta.url), options.cache);
  const inputs = inputsIn(options.inputs, options.cache);
  const { only } = options;
  const scenarios = scenariosOf({ inputs, peers, cli }, (name) =>
    only.length === 0 ? true : only.some((wanted) => name.startsWith(wanted)),
  );
  const rows: Row[] = [];
  for (const scenario of scenarios) rows.push(...(await runScenario(scenario)));
  const results = { ...circumstances(peers), rows };
  const table = `${describe(results)}\n\n${renderTable(rows)}`;
  process.stdout.write(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : table);
  if (options.save === undefined) return;
  const folder = fileURLToPath(new URL("results/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${options.save}.md`), table);
  writeFileSync(join(folder, `${options.save}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
}

/** Every tool once, then every tool again: what the machine does meanwhile meets all of them. */
async function runScenario({ name, about, entries }: Scenario): Promise<readonly Row[]> {
  const limits: Limits = { seconds: Number(options.seconds), megabytes: Number(options.megabytes) };
  const runs = new Map(entries.map((entry) => [entry, [] as (Run | Failure)[]]));
  for (let round = 0; round < Number(options.runs); round++) {
    for (const [entry, done] of runs) {
      const last = done.at(-1);
      if (last !== undefined && ("failure" in last || last.wall > SLOW)) continue;
      console.error(`bench: ${name}: ${entry.tool}, run ${round + 1}`);
      if (entry.forget !== undefined) rmSync(entry.forget, { recursive: true, force: true });
      const run = await measure(entry.command, limits, options.cache);
      const isResult = "failure" in run || entry.codes.includes(run.code);
      done.push(isResult ? run : { failure: `exit code ${run.code} after ${run.wall} s` });
    }
  }
  return [...runs].map(([{ tool }, done]) => rowOf({ scenario: name, about, tool }, done));
}

interface Circumstances {
  readonly date: string;
  readonly machine: string;
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

function circumstances(peers: Peers): Circumstances {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${processor?.model ?? "unknown"}, ${memory} GB, ${process.platform}`,
    load: loadavg()[0] ?? 0,
    versions: {
      "contract-drift": commitOfThis(),
      node: process.version,
      ...Object.fromEntries([...peers].map(([name, { version }]) => [name, version])),
    },
  };
}

function commitOfThis(): string {
  try {
    const args = ["describe", "--always", "--dirty"];
    const stdio = ["ignore", "pipe", "ignore"] as const;
    const cwd = import.meta.dirname;
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: [...stdio] }).trim();
  } catch {
    return "without a repository";
  }
}

function describe({ date, machine, load, versions }: Circumstances): string {
  const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${date}; ${machine}; load average at the end ${load.toFixed(1)}; ${tools.join(", ")}; medians of up to ${options.runs} whole processes, in turn.`;
}

try {
  await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
