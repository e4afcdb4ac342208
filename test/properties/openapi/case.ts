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

/**
 * One case, repeated exactly by its seed: three of four are edits, one is the same set rewritten.
 * One of four is changed twice.
 */
export async function judgeCase(seed: number): Promise<Contradiction | undefined> {
  const random = randomFrom(seed);
  const before = randomContract(random);
  const direction = seed % 8 < 4 === (seed % 2 === 0) ? "output" : "input";
  const isRewritten = seed % 4 === 3;
  const change = isRewritten ? rewriteContract : mutateContract;
  const once = change(before, random);
  const after = seed % 16 > 11 ? change(once, random) : once;
  return isRewritten
    ? judgeRewrite({ seed, direction, before, after }, random)
    : judgeEdit({ seed, direction, before, after });
}

type Case = Pick<Contradiction, "seed" | "direction" | "before" | "after">;

async function judgeEdit(given: Case): Promise<Contradiction | undefined> {
  const { before, after, direction } = given;
  if (isDeepStrictEqual(before, after)) return undefined;
  const { verdict } = await compareSchemas(before, after, direction);
  if (verdict === "breaking" || verdict === "dangerous") return undefined;
  const witness = await findWitness(before, after, direction);
  return witness === undefined ? undefined : { ...given, kind: "unsound", witness };
}

async function judgeRewrite(given: Case, random: Random): Promise<Contradiction | undefined> {
  const { before, after, direction } = given;
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
  return differs ? undefined : { ...given, kind: "false alarm" };
}
