import { expect, it } from "vitest";
import { judgeCase, type Contradiction } from "./case.ts";

const RUNS = Number(process.env["CONTRACT_DRIFT_PROPERTY_RUNS"] ?? 20_000);
/** Milliseconds; a pair takes two to three. */
const TIMEOUT = Math.max(30_000, RUNS * 15);

it(
  `lets ajv contradict none of ${RUNS} generated pairs of schemas`,
  { timeout: TIMEOUT },
  async () => {
    const found: Contradiction[] = [];
    for (let seed = 0; seed < RUNS; seed++) {
      const contradiction = await judgeCase(seed);
      if (contradiction !== undefined) found.push(contradiction);
    }
    expect(found).toEqual([]);
  },
);

it("finds a witness where a value is lost, so that silence means something", async () => {
  const { findWitness } = await import("./referee.ts");
  expect(await findWitness({ type: "string" }, { type: "string", maxLength: 1 }, "input")).toBe(
    "ab",
  );
  expect(
    await findWitness({ type: "integer" }, { type: ["integer", "null"] }, "output"),
  ).toBeNull();
});
