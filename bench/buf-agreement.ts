/**
 * Where `buf breaking` and we agree on real contracts, rule by rule, and why not where we do not.
 *
 *   npm run buf-agreement -- --inputs FOLDER... [--reverse] [--save]
 *
 * Pairs are folders `old` and `new` side by side anywhere under the inputs. Fails where a class of
 * differences has no reason in `buf-agreement/reasons.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadTree } from "../src/app/load.ts";
import { diffContracts } from "../src/diff/index.ts";
import { folderTree } from "../src/sources/folder.ts";
import { agreementOf, type Agreement, type Category } from "./buf-agreement/agreement.ts";
import { renderAgreement } from "./buf-agreement/render.ts";
import type { BufFinding } from "./buf-agreement/subjects.ts";
import { installPeers } from "./speed/peers.ts";

const { values: options } = parseArgs({
  options: {
    inputs: { type: "string", multiple: true, default: [] },
    cache: { type: "string", default: join(tmpdir(), "contract-drift-bench") },
    reverse: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
  },
});

const CATEGORIES: readonly Category[] = ["FILE", "WIRE_JSON"];
/** What buf answers where it found something. */
const FOUND = 100;

async function main(inputs: readonly string[]): Promise<void> {
  const buf = installPeers(new URL("peers.json", import.meta.url), options.cache).get("buf");
  if (buf === undefined) throw new Error("buf could not be installed.");
  const agreements: Agreement[] = [];
  for (const folder of inputs.flatMap(pairsIn)) {
    const [before, after] = options.reverse ? ["new", "old"] : ["old", "new"];
    const sides = [join(folder, before), join(folder, after)] as const;
    const [one, other] = [
      await loadTree(folderTree(sides[0])),
      await loadTree(folderTree(sides[1])),
    ];
    const contracts = [one.result.contract, other.result.contract] as const;
    const changes = diffContracts(...contracts, { today: "2026-01-01" });
    for (const category of CATEGORIES) {
      const findings = findingsOf(buf.program, sides, category);
      const name = `${basename(folder)}${options.reverse ? ", taken the other way round" : ""}`;
      agreements.push(agreementOf({ name, category, changes, findings }));
    }
  }
  const text = renderAgreement(agreements, `buf ${buf.version}`);
  process.stdout.write(text);
  if (options.save) {
    const results = fileURLToPath(new URL("results/", import.meta.url));
    mkdirSync(results, { recursive: true });
    const name = options.reverse ? "buf-agreement-reversed.md" : "buf-agreement.md";
    writeFileSync(join(results, name), text);
  }
  if (text.includes("NO REASON")) process.exitCode = 1;
}

function pairsIn(inputs: string): readonly string[] {
  const entries = readdirSync(inputs, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name === "old")
    .map((entry) => dirname(join(entry.parentPath, entry.name)))
    .sort();
}

/** buf wants to stand in the module that it reads. */
function findingsOf(
  program: string,
  [before, after]: readonly [string, string],
  category: Category,
): readonly BufFinding[] {
  const config = JSON.stringify({ version: "v2", breaking: { use: [category] } });
  const against = ["--against", before, "--against-config", '{"version":"v2"}'];
  const args = ["breaking", ".", ...against, "--config", config, "--error-format", "json"];
  const lines = linesOf(program, args, after);
  // The lines are buf's own.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return lines.map((line) => JSON.parse(line) as BufFinding);
}

function linesOf(program: string, args: readonly string[], cwd: string): readonly string[] {
  try {
    execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 30 });
    return [];
  } catch (error) {
    if (!(error instanceof Error && "status" in error && error.status === FOUND)) throw error;
    const out = "stdout" in error && typeof error.stdout === "string" ? error.stdout : "";
    return out.split("\n").filter((line) => line !== "");
  }
}

if (options.inputs.length === 0) throw new Error("Name folders of pairs: --inputs FOLDER");
await main(options.inputs);
