import { asShape } from "../../diff/normal/normalise.ts";
import type { Json } from "../../model/json.ts";
import type { ArrayFacet } from "../../model/shape.ts";
import { sample } from "../sample.ts";
import type { Difference, Level } from "./difference.ts";

/** Longer lists are nobody's example. */
const MAX_ITEMS = 2_000;

/** Lists that are too long, too short, or hold what the reader does not take together. */
export function* arrayDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  if (!s.types.includes("array")) return;
  const sent: ArrayFacet = s.array ?? {};
  const taken: ArrayFacet = r.array ?? {};
  yield* lengthDifferences(level, sent, taken);
  yield* repeated(level, sent, taken);
  yield* containing(level, sent, taken);
  yield* beyondPrefix(level, sent, taken);
}

function* lengthDifferences(
  level: Level,
  sent: ArrayFacet,
  taken: ArrayFacet,
): Generator<Difference> {
  const longest = taken.maxItems;
  if (longest !== undefined && longest < Math.min(sent.maxItems ?? Infinity, MAX_ITEMS)) {
    yield* asDifference(level, listOf(level, longest + 1), "maxItems");
  }
  if ((taken.minItems ?? 0) > (sent.minItems ?? 0)) {
    yield* asDifference(level, listOf(level, sent.minItems ?? 0), "minItems");
    yield* asDifference(level, [], "minItems");
  }
}

/** The same item twice, where the reader takes sets only. */
function* repeated(level: Level, sent: ArrayFacet, taken: ArrayFacet): Generator<Difference> {
  if (taken.uniqueItems !== true || sent.uniqueItems === true) return;
  const [item] = listOf(level, 1) ?? [];
  const length = Math.max(sent.minItems ?? 0, 2);
  if (item !== undefined) yield* asDifference(level, Array<Json>(length).fill(item), "uniqueItems");
}

/** Lists with less or more of what the reader wants to find in them. */
function* containing(level: Level, sent: ArrayFacet, taken: ArrayFacet): Generator<Difference> {
  const { contains } = taken;
  if (contains === undefined) return;
  yield* asDifference(level, listOf(level, sent.minItems ?? 0), "contains");
  const { reader, direction } = level;
  const wanted = sample(reader.side, contains.shape, { direction });
  if (wanted === undefined) return;
  for (const [count, keyword] of [
    [contains.min - 1, "minContains"],
    [(contains.max ?? Infinity) + 1, "maxContains"],
  ] as const) {
    if (count < 0 || count > MAX_ITEMS) continue;
    yield* asDifference(level, Array<Json>(count).fill(wanted), keyword);
  }
}

/** Items after a tuple that the reader closes, one for each kind of value. */
function* beyondPrefix(level: Level, sent: ArrayFacet, taken: ArrayFacet): Generator<Difference> {
  const length = Math.max(taken.prefixItems?.length ?? 0, sent.prefixItems?.length ?? 0);
  if (length === 0) return;
  const head = listOf(level, length);
  if (head === undefined) return;
  for (let index = 0; index < length; index++) {
    for (const value of ANY) {
      const list = [...head];
      list[index] = value;
      yield* asDifference(level, list, "prefixItems");
    }
  }
  const { sender, direction } = level;
  const further = sent.items && sample(sender.side, sent.items, { direction });
  for (const value of further === undefined ? ANY : [further, ...ANY]) {
    yield* asDifference(level, [...head, value], "items");
  }
}

const ANY: readonly Json[] = [null, "a", 1, 0.5, true, {}];

function* asDifference(
  level: Level,
  value: readonly Json[] | undefined,
  keyword: string,
): Generator<Difference> {
  if (value !== undefined) yield { wishes: [{ at: level.at, want: { value } }], keyword };
}

/** A list of the sender's with this many items. */
function listOf(level: Level, length: number): readonly Json[] | undefined {
  const { s, sender, direction } = level;
  if (length > MAX_ITEMS) return undefined;
  const shape = asShape({
    ...s,
    types: ["array"],
    groups: [],
    array: { ...s.array, minItems: length },
  });
  const list = sample(sender.side, shape, { direction });
  return Array.isArray(list) ? list : undefined;
}
