import { parseArgs } from "node:util";
import { judgeCase } from "../test/properties/openapi/case.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "20000" }, seed: { type: "string", default: "0" } },
});
const runs = Number(values.runs);
const first = Number(values.seed);
/** After so many cases a line says how far the run has come: a long one may be cut off. */
const STRIDE = 10_000;

let unsound = 0;
let alarms = 0;
const began = performance.now();
const secondsSoFar = (): string => ((performance.now() - began) / 1000).toFixed(1);
for (let seed = first; seed < first + runs; seed++) {
  const done = seed - first;
  if (done > 0 && done % STRIDE === 0) {
    console.log(`${done} cases, next seed ${seed}: ${unsound} unsound, ${alarms} false alarms`);
  }
  const found = await judgeCase(seed);
  if (found === undefined) continue;
  if (found.kind === "unsound") unsound += 1;
  else alarms += 1;
  console.log(JSON.stringify(found));
}
const last = first + runs - 1;
console.log(
  `seeds ${first} to ${last}: ${unsound} unsound, ${alarms} false alarms in ${secondsSoFar()} s`,
);
process.exitCode = unsound + alarms === 0 ? 0 : 1;
