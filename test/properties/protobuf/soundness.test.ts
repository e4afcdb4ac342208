import { expect, it } from "vitest";
import type { Change } from "../../../src/diff/change.ts";
import { randomFrom } from "../openapi/random.ts";
import { changesBetween, judgeCase, type Contradiction } from "./case.ts";
import { randomFile, textOf } from "./files.ts";
import { inEdition, rewritten } from "./rewrites.ts";

const RUNS = Number(process.env["CONTRACT_DRIFT_PROPERTY_RUNS"] ?? 600);

it(`lets protobufjs and protobuf-es contradict none of ${RUNS} generated pairs of files`, async () => {
  const found: Contradiction[] = [];
  for (let seed = 0; seed < RUNS; seed++) {
    const contradiction = await judgeCase(seed);
    if (contradiction !== undefined) found.push(contradiction);
  }
  expect(found).toEqual([]);
});

it("sees no change in the same file in other words", async () => {
  for (let seed = 0; seed < RUNS / 4; seed++) {
    const random = randomFrom(seed);
    const file = randomFile(random);
    const changes = await changesBetween(textOf(file), rewritten(file, random));
    expect(changes.map(({ message }) => `${String(seed)}: ${message}`)).toEqual([]);
  }
});

it("sees no message change between a file and the same in an edition", async () => {
  for (let seed = 0; seed < RUNS / 4; seed++) {
    const file = randomFile(randomFrom(seed));
    const changes = await changesBetween(textOf(file), inEdition(file));
    const felt = changes.filter(touchesMessages);
    expect(felt.map(({ message }) => `${String(seed)}: ${message}`)).toEqual([]);
  }
});

function touchesMessages({ effects }: Change): boolean {
  return effects.some(({ surface, severity }) => surface !== "source" && severity !== "compatible");
}
