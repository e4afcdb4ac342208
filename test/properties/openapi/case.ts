import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../../src/model/json.ts";
import {
  extracted,
  mutateContract,
  randomContract,
  rewriteContract,
  type Described,
} from "./contracts.ts";
import { randomFrom, type Random } from "./random.ts";
import { compareSchemas, findWitness } from "./referee.ts";

/** What the referee says against our answer for one generated pair. */
export interface Contradiction {
  readonly seed: number;
  /** `unsound`: we saw nothing breaking, and a message fails. `false alarm`: equal sets, called breaking. */
  readonly kind: "unsound" | "false alarm";
  readonly direction: "input" | "output";
  readonly before: Described;
  readonly after: Described;
  readonly witness?: Json;
}

/** One case, repeated exactly by its seed: three of four are edits, one is the same set rewritten. */
export async function judgeCase(seed: number): Promise<Contradiction | undefined> {
  const random = randomFrom(seed);
  const before = randomContract(random);
  const direction = seed % 2 === 0 ? "output" : "input";
  return seed % 4 === 3
    ? judgeRewrite(seed, before, random, direction)
    : judgeEdit(seed, before, mutateContract(before, random), direction);
}

async function judgeEdit(
  seed: number,
  before: Described,
  after: Described,
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
  before: Described,
  random: Random,
  direction: "input" | "output",
): Promise<Contradiction | undefined> {
  const after = rewriteContract(before, random);
  // Components come, go and change their names without a message that differs.
  const isNamedBefore = random.once(4);
  const isNamedAfter = random.once(4);
  const { verdict } = await compareSchemas(
    isNamedBefore ? extracted(before, "Order", random) : before,
    isNamedAfter ? extracted(after, random.pick(["Order", "Purchase"]), random) : after,
    direction,
  );
  if (verdict !== "breaking") return undefined;
  // A rewrite that is no rewrite (duplicates in a oneOf) is the generator's mistake, not a finding.
  const differs = (await findWitness(before, after, direction)) !== undefined;
  return differs ? undefined : { seed, kind: "false alarm", direction, before, after };
}
