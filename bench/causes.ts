import { join } from "node:path";
import { parseArgs } from "node:util";
import { diffContracts, type Change } from "../src/diff/index.ts";
import type { Format } from "../src/model/contract.ts";
import { loadAs, pairsIn } from "./pairs.ts";

// One edit is one change: how many changes a pair of contracts has, by severity, and whether any two of
// them tell the same edit. Fails where two do.

const { values } = parseArgs({
  options: { inputs: { type: "string" }, format: { type: "string", default: "openapi" } },
});

const FORMATS: readonly Format[] = ["openapi", "graphql", "protobuf"];
const wanted = FORMATS.find((format) => format === values.format);
if (values.inputs === undefined || wanted === undefined) {
  console.error("usage: npm run causes -- --inputs DIR [--format openapi|graphql|protobuf]");
  process.exitCode = 2;
} else {
  await main(values.inputs, wanted);
}

async function main(inputs: string, format: Format): Promise<void> {
  for (const pair of pairsIn(inputs)) {
    const before = await loadAs(join(inputs, pair.before), format);
    const after = before && (await loadAs(join(inputs, pair.after), format));
    if (before === undefined || after === undefined) continue;
    const changes = diffContracts(before.result.contract, after.result.contract, {
      today: "2026-01-01",
    });
    const twice = toldTwice(changes);
    const counts = ["breaking", "dangerous", "compatible"].map(
      (severity) =>
        `${String(changes.filter((one) => one.severity === severity).length)} ${severity}`,
    );
    console.log(`${pair.name}: ${counts.join(", ")}; ${String(twice.length)} causes told twice`);
    for (const [one, other] of twice) {
      console.log(
        `    ${one.rule} ${one.element}: ${one.message}; ${other.element}: ${other.message}`,
      );
    }
    if (twice.length > 0) process.exitCode = 1;
  }
}

/** Changes of one rule and one detail that stand at the same places of both texts. */
function toldTwice(changes: readonly Change[]): readonly (readonly [Change, Change])[] {
  const known = new Map<string, Change>();
  return changes.flatMap((change) => {
    const cause = causeOf(change);
    const first = known.get(cause);
    if (first !== undefined) return [[first, change] as const];
    known.set(cause, change);
    return [];
  });
}

function causeOf({ rule, details, before, after }: Change): string {
  const places = [before, after].map((side) => JSON.stringify(side?.origin));
  return [rule, details.name, details.keyword, details.before, details.after, ...places].join("\n");
}
