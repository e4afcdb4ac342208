import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../../src/model/json.ts";
import { mutate } from "./mutations.ts";
import { randomFrom, type Random } from "./random.ts";
import { compareSchemas, findWitness } from "./referee.ts";
import { extract, rewrite } from "./rewrites.ts";
import { randomSchema, type Schema } from "./schemas.ts";

/** What the referee says against our answer for one generated pair. */
export interface Contradiction {
  readonly seed: number;
  /** `unsound`: we saw nothing breaking, and a message fails. `false alarm`: equal sets, called breaking. */
  readonly kind: "unsound" | "false alarm";
  readonly direction: "input" | "output";
  readonly before: Schema;
  readonly after: Schema;
  readonly witness?: Json;
}

/** One case, repeated exactly by its seed: three of four are edits, one is the same set rewritten. */
export async function judgeCase(seed: number): Promise<Contradiction | undefined> {
  const random = randomFrom(seed);
  const before = randomSchema(random, 2);
  const direction = seed % 2 === 0 ? "output" : "input";
  return seed % 4 === 3
    ? judgeRewrite(seed, before, random, direction)
    : judgeEdit(seed, before, mutate(before, random), direction);
}

async function judgeEdit(
  seed: number,
  before: Schema,
  after: Schema,
  direction: "input" | "output",
): Promise<Contradiction | undefined> {
  if (isDeepStrictEqual(before, after)) return undefined;
  const { verdict } = await compareSchemas(before, after, direction);
  if (verdict === "breaking" || verdict === "dangerous") return undefined;
  const witness = await findWitness(before, after, direction);
  return witness === undefined
    ? undefined
    : { seed, kind: "unsound", direction, before, after, witness };
}

async function judgeRewrite(
  seed: number,
  before: Schema,
  random: Random,
  direction: "input" | "output",
): Promise<Contradiction | undefined> {
  const after = rewrite(before, random);
  // Components come, go and change their names without a message that differs.
  const isNamedBefore = random.once(4);
  const isNamedAfter = random.once(4);
  const { verdict } = await compareSchemas(
    isNamedBefore ? extract(before, "Order", random) : before,
    isNamedAfter ? extract(after, random.pick(["Order", "Purchase"]), random) : after,
    direction,
  );
  if (verdict !== "breaking") return undefined;
  // A rewrite that is no rewrite (duplicates in a oneOf) is the generator's mistake, not a finding.
  const differs = (await findWitness(before, after, direction)) !== undefined;
  return differs ? undefined : { seed, kind: "false alarm", direction, before, after };
}
