import { parseArgs } from "node:util";
import { judgeCase } from "../test/properties/openapi/case.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "20000" }, seed: { type: "string", default: "0" } },
});
const runs = Number(values.runs);
const first = Number(values.seed);

let unsound = 0;
let alarms = 0;
const began = performance.now();
for (let seed = first; seed < first + runs; seed++) {
  const found = await judgeCase(seed);
  if (found === undefined) continue;
  if (found.kind === "unsound") unsound += 1;
  else alarms += 1;
  console.log(JSON.stringify(found));
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  `seeds ${first} to ${first + runs - 1}: ${unsound} unsound, ${alarms} false alarms in ${seconds} s`,
);
process.exitCode = unsound + alarms === 0 ? 0 : 1;
