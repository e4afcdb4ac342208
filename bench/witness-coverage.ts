import { parseArgs } from "node:util";
import { join } from "node:path";
import { diffContracts, type Change } from "../src/diff/index.ts";
import { normaliserFor } from "../src/diff/normal/normalise.ts";
import type { LoadedContract } from "../src/app/load.ts";
import type { Format } from "../src/model/contract.ts";
import type { Witness } from "../src/model/witness.ts";
import type { WitnessSide } from "../src/witness/finder.ts";
import { findWitnesses } from "../src/witness/index.ts";
import { loadAs, pairsIn } from "./pairs.ts";

// How many of the changes that break messages carry a witness that a referee confirmed. Pairs are
// files or folders `old…` and `new…` side by side anywhere under the inputs; `--reverse` takes them
// the other way round, which removes what was added.

const USAGE = `usage: npm run witness-coverage -- --inputs DIR [--format openapi|graphql|protobuf] [--reverse] [--misses]`;

/** One pair's outcome: what was confirmed by whom, and what was missed by which rule. */
interface Outcome {
  readonly confirmed: Map<string, number>;
  readonly missed: Map<string, number>;
  readonly milliseconds: readonly number[];
}

const { values } = parseArgs({
  options: {
    inputs: { type: "string" },
    format: { type: "string", default: "openapi" },
    reverse: { type: "boolean", default: false },
    misses: { type: "boolean", default: false },
  },
});

const FORMATS: readonly Format[] = ["openapi", "graphql", "protobuf"];
const wanted = FORMATS.find((format) => format === values.format);
if (values.inputs === undefined || wanted === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await main(values.inputs, wanted);
}

async function main(inputs: string, format: Format): Promise<void> {
  const total: Outcome = { confirmed: new Map(), missed: new Map(), milliseconds: [] };
  for (const pair of pairsIn(inputs)) {
    const one = await loadAs(join(inputs, pair.before), format);
    const other = one && (await loadAs(join(inputs, pair.after), format));
    if (one === undefined || other === undefined) continue;
    const outcome = values.reverse ? await cover(other, one) : await cover(one, other);
    print(pair.name, outcome);
    for (const [key, count] of outcome.confirmed) add(total.confirmed, key, count);
    for (const [key, count] of outcome.missed) add(total.missed, key, count);
  }
  print("all", total);
}

async function cover(before: LoadedContract, after: LoadedContract): Promise<Outcome> {
  const changes = diffContracts(before.result.contract, after.result.contract, {
    today: "2026-01-01",
  });
  const sides = { before: sideOf(before), after: sideOf(after) };
  const started = performance.now();
  const found = await findWitnesses(changes, () => sides, { mode: "all" });
  const confirmed = new Map<string, number>();
  const missed = new Map<string, number>();
  for (const change of changes.filter(breaksMessages)) count(change, found.get(change));
  return { confirmed, missed, milliseconds: [performance.now() - started] };

  function count(change: Change, witness: Witness | undefined): void {
    if (witness?.status === "confirmed" && witness.kind !== "statement") {
      add(confirmed, witness.confirmedBy, 1);
      return;
    }
    const keyword = change.rule.startsWith("constraint") ? ` ${change.details.keyword ?? ""}` : "";
    add(missed, `${change.rule}${keyword} (${change.direction})`, 1);
    const why = witness === undefined || witness.status === "confirmed" ? "" : witness.why;
    if (values.misses) console.log(`  ${change.rule} ${change.element}: ${why}`);
  }
}

function breaksMessages({ effects }: Change): boolean {
  return effects.some(
    ({ surface, severity }) =>
      severity === "breaking" && (surface === "wire" || surface === "json"),
  );
}

function sideOf({ result, entries }: LoadedContract): WitnessSide {
  const { contract, texts } = result;
  return { contract, normal: normaliserFor(contract), texts, entries };
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function print(name: string, { confirmed, missed, milliseconds }: Outcome): void {
  const sum = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((total, count) => total + count, 0);
  const hits = sum(confirmed);
  const all = hits + sum(missed);
  const share = all === 0 ? "-" : `${((100 * hits) / all).toFixed(1)} %`;
  const kinds = [...confirmed].map(([kind, count]) => `${String(count)} by ${kind}`).join(", ");
  const time = milliseconds.map((each) => `, ${each.toFixed(0)} ms`).join("");
  console.log(`${name}: ${String(hits)} of ${String(all)} (${share}) ${kinds}${time}`);
  const rules = [...missed].sort((one, other) => other[1] - one[1]);
  for (const [rule, count] of rules) console.log(`    without: ${String(count)} ${rule}`);
}
