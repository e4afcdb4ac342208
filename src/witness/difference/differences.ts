import type { Normal } from "../../diff/normal/normal.ts";
import { quoteName } from "../../model/coordinate.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { ShapeRef, TypeId } from "../../model/shape.ts";
import { sample, type Step } from "../sample.ts";
import { sampleOfPattern } from "../sample/pattern.ts";
import { arrayDifferences } from "./array-differences.ts";
import type { Difference, Level, Two } from "./difference.ts";
import { memberShape, restShape, withAlternative } from "./member-shapes.ts";
import { fullObject, objectDifferences } from "./object-differences.ts";
import { scalarDifferences } from "./scalar-differences.ts";

/** Deeper differences are found at their own places. */
const MAX_DEPTH = 8;
const MAX_LEVELS = 400;

/** What is known of the difference that is looked for. */
export interface Lead {
  /** The keyword by which the reader should refuse. */
  readonly keyword: string | undefined;
  /** The name of the sender's alternative that it is about. */
  readonly alternative?: string | undefined;
}

/**
 * Values that what the sender writes allows and what the reader takes may not, the nearest to the
 * top first. Those whose keyword is `preferred` come first at every level. Candidates only: the
 * forms they are worked out from leave negations and conditions out.
 */
export function* differences(two: Two, lead: Lead): Generator<Difference> {
  const start: Place = { two, at: [], depth: 0 };
  const seen: Seen = new Map();
  yield* nearestFirst(alternativeNamed(start, lead.alternative), lead.keyword, seen);
  yield* nearestFirst([start], lead.keyword, seen);
}

/** The pairs of shapes that were looked into. */
type Seen = Map<Normal, Set<Normal>>;

function* nearestFirst(
  places: readonly Place[],
  preferred: string | undefined,
  seen: Seen,
): Generator<Difference> {
  const queue = [...places];
  for (let index = 0; index < Math.min(queue.length, MAX_LEVELS); index++) {
    const place = queue[index];
    if (place === undefined) return;
    const level = levelOf(place);
    const known = seen.get(level.s) ?? new Set<Normal>();
    if (known.has(level.r)) continue;
    seen.set(level.s, known.add(level.r));
    const found = [...atLevel(level)];
    yield* found.filter(({ keyword }) => keyword === preferred);
    yield* found.filter(({ keyword }) => keyword !== preferred);
    if (index === 0 || place.at.at(-1)?.kind === "alternative") yield* fullObject(level);
    if (place.depth < MAX_DEPTH) queue.push(...insideOf(level, place.depth + 1));
  }
}

interface Place {
  readonly two: Two;
  readonly at: readonly Step[];
  readonly depth: number;
}

function levelOf({ two, at }: Place): Level {
  const { sender, reader } = two;
  const s = sender.side.normal(sender.shape);
  return { ...two, s, r: reader.side.normal(reader.shape), at };
}

function* atLevel(level: Level): Generator<Difference> {
  yield* scalarDifferences(level);
  yield* arrayDifferences(level);
  yield* objectDifferences(level);
  yield* alternativeDifferences(level);
  yield* residueDifferences(level);
}

/** Each of the sender's alternatives as it is. */
function* alternativeDifferences({ s, r, at, sender }: Level): Generator<Difference> {
  const members = s.groups[0]?.members ?? [];
  if (members.length === 0 && r.groups.length > 0) {
    yield { wishes: [{ at, want: "present" }], keyword: "alternative" };
  }
  for (const [index, member] of members.entries()) {
    const inner: readonly Step[] = [...at, { kind: "alternative", number: index + 1 }];
    yield { wishes: [{ at: inner, want: "present" }], keyword: "alternative" };
    const listed = sender.side.normal(member).values?.items ?? [];
    for (const { value } of listed.slice(0, MAX_LISTED)) {
      yield { wishes: [{ at, want: { value } }], keyword: "alternative" };
    }
  }
}

const MAX_LISTED = 10;

/** What negations forbid and conditions speak of, as the reader has them. */
function* residueDifferences(level: Level): Generator<Difference> {
  const { r, reader, sender, direction, at } = level;
  const named: readonly (readonly [string, ShapeRef])[] = [
    ...r.nots.map((not) => ["not", not] as const),
    ...r.conditionals.map((condition) => ["if", condition.if] as const),
  ];
  const own = named.length === 0 ? undefined : sample(sender.side, sender.shape, { direction });
  for (const [keyword, shape] of named) {
    const listed = reader.side.normal(shape).values?.items.map(({ value }) => value);
    for (const value of listed ?? [sample(reader.side, shape, { direction })]) {
      if (value === undefined) continue;
      yield { wishes: [{ at, want: { value: merged(own, value) } }], keyword };
    }
  }
  if (r.conditionals.length > 0) yield { wishes: [{ at, want: "present" }], keyword: "else" };
}

function merged(own: Json | undefined, value: Json): Json {
  return isJsonObject(own) && isJsonObject(value) ? { ...own, ...value } : value;
}

/** The pairs of shapes one step further in. */
function* insideOf(level: Level, depth: number): Generator<Place> {
  const { s, r, sender, reader } = level;
  const step = (kind: Step, one: ShapeRef | undefined, other: ShapeRef | undefined): Place[] =>
    one === undefined || other === undefined
      ? []
      : [
          {
            two: {
              ...level,
              sender: { side: sender.side, shape: one },
              reader: { side: reader.side, shape: other },
            },
            at: [...level.at, kind],
            depth,
          },
        ];
  for (const { name, shape } of s.object?.fields ?? []) {
    yield* step({ kind: "field", name }, shape, memberShape(r.object, name));
  }
  for (const { pattern, shape } of s.object?.patternFields ?? []) {
    const name = sampleOfPattern(pattern, { minLength: 1 });
    const taken = name === undefined ? undefined : memberShape(r.object, name);
    if (name !== undefined) yield* step({ kind: "field", name }, shape, taken);
  }
  yield* step({ kind: "entry" }, restShape(s.object), restShape(r.object));
  yield* step({ kind: "item" }, s.array?.items, r.array?.items);
  yield* step({ kind: "item" }, s.array?.prefixItems?.[0], r.array?.prefixItems?.[0]);
  yield* alternativesInside(level, depth);
}

/** The alternative of a name alone, against all that the reader takes. */
function alternativeNamed(start: Place, name: string | undefined): readonly Place[] {
  const { s } = levelOf(start);
  if (name === undefined || s.groups.length === 0) return [];
  const { side } = start.two.sender;
  return [...alternativesInside(levelOf(start), 1)].filter(({ at }) => {
    const step = at.at(-1);
    const member = step?.kind === "alternative" ? s.groups[0]?.members[step.number - 1] : undefined;
    return member !== undefined && isNamed(side.link(member)?.to, name);
  });
}

function isNamed(type: TypeId | undefined, name: string): boolean {
  return type !== undefined && (type.endsWith(name) || type.endsWith(quoteName(name)));
}

/** Each alternative against the reader's partner, else against all that the reader takes. */
function* alternativesInside(level: Level, depth: number): Generator<Place> {
  const { s, r, sender, reader } = level;
  const place = (one: ShapeRef, other: ShapeRef, at: readonly Step[]): Place => ({
    two: {
      ...level,
      sender: { side: sender.side, shape: one },
      reader: { side: reader.side, shape: other },
    },
    at,
    depth,
  });
  const others = r.groups[0]?.members ?? [];
  for (const [index, member] of (s.groups[0]?.members ?? []).entries()) {
    const one = withAlternative(s, index);
    if (one === undefined) continue;
    const at: readonly Step[] = [...level.at, { kind: "alternative", number: index + 1 }];
    const name = sender.side.link(member)?.to;
    const partner = others.findIndex(
      (other) => name !== undefined && reader.side.link(other)?.to === name,
    );
    const indexes = partner >= 0 ? [partner] : [...others.keys()].slice(0, MAX_PARTNERS);
    if (indexes.length === 0) yield place(one, reader.shape, at);
    for (const chosen of indexes) yield place(one, withAlternative(r, chosen) ?? reader.shape, at);
  }
  if (s.groups.length > 0) return;
  for (const index of [...others.keys()].slice(0, MAX_PARTNERS)) {
    yield place(sender.shape, withAlternative(r, index) ?? reader.shape, level.at);
  }
}

const MAX_PARTNERS = 6;
