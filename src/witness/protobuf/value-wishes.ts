import type { Json } from "../../model/json.ts";
import type { BinaryEncoding } from "../../model/encoding.ts";
import type { EnumValue, Shape, ShapeRef } from "../../model/shape.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import { sampleOfPattern } from "../sample/pattern.ts";
import { mapValues } from "./message-view.ts";
import type { Traffic } from "./sides.ts";
import { wellKnownValue } from "./well-known-values.ts";

/** Values at the edges of what each encoding can say; 64 bits go as text. */
const EDGES: Readonly<Partial<Record<BinaryEncoding, readonly Json[]>>> = {
  int32: [1, -1, 2147483647, -2147483648, 2],
  sint32: [1, -1, 2147483647, -2147483648, 2],
  sfixed32: [1, -1, 2147483647, -2147483648, 2],
  uint32: [1, 4294967295, 2],
  fixed32: [1, 4294967295, 2],
  int64: ["1", "-1", "2147483648", "4294967296", "9007199254740993", "-9223372036854775808", "2"],
  sint64: ["1", "-1", "2147483648", "4294967296", "9007199254740993", "-9223372036854775808", "2"],
  sfixed64: ["1", "-1", "2147483648", "4294967296", "9007199254740993", "-9223372036854775808"],
  uint64: ["1", "2147483648", "4294967296", "9007199254740993", "18446744073709551615", "2"],
  fixed64: ["1", "2147483648", "4294967296", "9007199254740993", "18446744073709551615"],
  bool: [true],
  float: [0.5, 1, -1, 16777216, 3.4028234663852886e38],
  double: [0.5, 1, -1, 0.1, 4294967296, 9007199254740992, 1e300],
  string: ["a", "1", "é", "YQ=="],
  bytes: ["YQ==", "/w==", "CAE=", "AAAA"],
};

/** Longer enums and messages are not tried in full. */
const MAX_VALUES = 200;
const MAX_MEMBERS = 40;
/** Messages inside messages are tried this deep. */
const MAX_DEPTH = 2;

/** Where a value stands in the message that is written, and how deep in the changed field. */
interface Place {
  readonly at: readonly Step[];
  readonly depth: number;
}

/**
 * Wishes for values that the writer may set a field to, one list a message, the simplest first.
 * `first`: names of enum values that are tried before all others.
 */
export function valueWishes(
  traffic: Traffic,
  shape: ShapeRef,
  at: readonly Step[],
  first: readonly Json[] = [],
): Generator<readonly Wish[]> {
  return wishesAt({ traffic, first }, shape, { at, depth: 0 });
}

interface Wishing {
  readonly traffic: Traffic;
  readonly first: readonly Json[];
}

function* wishesAt(wishing: Wishing, use: ShapeRef, place: Place): Generator<readonly Wish[]> {
  const shape = shapeOf(wishing, use);
  if (shape === undefined) return;
  if (shape.array?.items !== undefined) yield* listWishes(wishing, shape.array.items, place);
  else if (mapValues(shape) !== undefined) yield* mapWishes(wishing, shape, place);
  else if (shape.object !== undefined && shape.encoding === "message") {
    yield* messageWishes(wishing, shape, place);
  } else {
    if (isLimited(shape)) yield [{ at: place.at, want: "present" }];
    for (const value of scalarValues(wishing, shape)) yield [{ at: place.at, want: { value } }];
  }
}

/** Whether annotations limit the values: then the sampler finds one that is allowed. */
function isLimited({ encoding, values, number, string }: Shape): boolean {
  const isListed = values !== undefined && encoding !== "enum";
  return isListed || number !== undefined || string !== undefined;
}

function shapeOf({ traffic }: Wishing, use: ShapeRef): Shape | undefined {
  if (use.kind === "shape") return use;
  const declared = traffic.writer.view.contract.types.get(use.to)?.shape;
  return declared?.kind === "shape" ? declared : undefined;
}

function* listWishes(
  wishing: Wishing,
  items: ShapeRef,
  { at, depth }: Place,
): Generator<readonly Wish[]> {
  yield* wishesAt(wishing, items, { at: [...at, { kind: "item" }], depth });
  const [one, other] = someValues(wishing, items);
  if (one !== undefined) yield [{ at, want: { value: [one, other ?? one] } }];
}

function* mapWishes(
  wishing: Wishing,
  map: Shape,
  { at, depth }: Place,
): Generator<readonly Wish[]> {
  const values = mapValues(map);
  const key = map.object?.map?.key;
  if (values === undefined) return;
  yield* wishesAt(wishing, values, { at: [...at, { kind: "entry" }], depth });
  const [value] = someValues(wishing, values);
  const encoding = key === undefined ? undefined : shapeOf(wishing, key)?.encoding;
  if (value === undefined || encoding === undefined) return;
  for (const each of EDGES[encoding] ?? []) {
    const name = typeof each === "string" ? each : JSON.stringify(each);
    yield [{ at, want: { value: Object.fromEntries([[name, value]]) } }];
  }
}

function* messageWishes(
  wishing: Wishing,
  message: Shape,
  { at, depth }: Place,
): Generator<readonly Wish[]> {
  yield [{ at, want: "present" }];
  if (depth === MAX_DEPTH) return;
  for (const { name, shape } of message.object?.fields.slice(0, MAX_MEMBERS) ?? []) {
    yield* wishesAt(wishing, shape, { at: [...at, { kind: "field", name }], depth: depth + 1 });
  }
}

function scalarValues({ first, traffic }: Wishing, shape: Shape): readonly Json[] {
  const { encoding, values, nominal } = shape;
  if (encoding === "enum" && values !== undefined)
    return enumValues(values.items, values.open, first);
  const edges = encoding === undefined ? undefined : EDGES[encoding];
  if (edges !== undefined) return [...patternTexts(shape), ...edges];
  const known = nominal === undefined ? undefined : wellKnownValue(traffic, nominal);
  return known === undefined ? [] : [known];
}

/** Texts for each alternative of a pattern: the first, which the sampler takes, is often empty. */
function patternTexts({ string }: Shape): readonly string[] {
  const parts = (string?.patterns ?? []).flatMap((pattern) => pattern.split("|"));
  return parts.flatMap((part) => sampleOfPattern(part, { minLength: 1 }) ?? []);
}

function enumValues(
  items: readonly EnumValue[],
  open: boolean,
  first: readonly Json[],
): readonly Json[] {
  const names = items.map(({ value }) => value);
  const wanted = first.filter((value) => names.includes(value));
  const others = names.filter((value) => !wanted.includes(value)).slice(0, MAX_VALUES);
  const beyond = Math.max(0, ...items.map((item) => item.number ?? 0)) + 1;
  return [...wanted, ...others, ...(open ? [beyond] : [])];
}

/** Two values for the items of a list. */
function someValues(wishing: Wishing, items: ShapeRef): readonly Json[] {
  const shape = shapeOf(wishing, items);
  if (shape === undefined) return [];
  if (shape.object === undefined) return scalarValues(wishing, shape).slice(0, 2);
  const value = sampleOf(wishing.traffic, items);
  return value === undefined ? [] : [value];
}

function sampleOf({ writer, direction, surface }: Traffic, shape: ShapeRef): Json | undefined {
  const names = surface === "json" ? "json" : "name";
  return sample(writer.side.normal, shape, { direction, names });
}
