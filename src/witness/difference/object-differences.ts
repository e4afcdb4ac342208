import { hasType, keepsBounds } from "../../diff/normal/scalar-values.ts";
import type { Json } from "../../model/json.ts";
import type { ObjectFacet } from "../../model/shape.ts";
import type { Step, Wish } from "../sample.ts";
import type { Difference, Level } from "./difference.ts";
import { memberShape } from "./member-shapes.ts";

const NO_FIELDS: ObjectFacet = { fields: [] };

/** Objects that lack what the reader needs, have what it refuses, or have too many members. */
export function* objectDifferences(level: Level): Generator<Difference> {
  const { s, r } = level;
  if (!s.types.includes("object")) return;
  const sent = s.object ?? NO_FIELDS;
  const taken = r.object ?? NO_FIELDS;
  yield* missing(level, sent, taken);
  yield* refused(level, sent, taken);
  yield* counted(level, sent, taken);
  yield* dependent(level, sent, taken);
  yield* named(level, taken);
}

/** An object with everything in it that is declared. */
export function* fullObject(level: Level): Generator<Difference> {
  const { s } = level;
  const names = (s.object?.fields ?? []).map(({ name }) => name);
  if (s.types.includes("object") && names.length > 0) {
    yield { wishes: wanted(level, names), keyword: "" };
  }
}

function requiredNames(object: ObjectFacet): ReadonlySet<string> {
  const fields = object.fields.filter(({ required }) => required).map(({ name }) => name);
  return new Set([...fields, ...(object.required ?? [])]);
}

function inside(level: Level, name: string): readonly Step[] {
  return [...level.at, { kind: "field", name }];
}

function wanted(level: Level, names: readonly string[]): readonly Wish[] {
  return [
    { at: level.at, want: "present" },
    ...names
      .slice(0, MAX_MEMBERS)
      .map((name): Wish => ({ at: inside(level, name), want: "present" })),
  ];
}

const MAX_MEMBERS = 60;

function* missing(level: Level, sent: ObjectFacet, taken: ObjectFacet): Generator<Difference> {
  const always = requiredNames(sent);
  for (const name of requiredNames(taken)) {
    if (always.has(name)) continue;
    const wishes: readonly Wish[] = [
      { at: level.at, want: "present" },
      { at: inside(level, name), want: "absent" },
    ];
    yield { wishes, keyword: "required" };
  }
}

function* refused(level: Level, sent: ObjectFacet, taken: ObjectFacet): Generator<Difference> {
  const keyword = "additionalProperties";
  const isClosed = taken.additional === false || taken.unevaluatedProperties === false;
  for (const { name } of isClosed ? sent.fields : []) {
    if (memberShape(taken, name) === undefined) yield { wishes: wanted(level, [name]), keyword };
  }
  const patterns = taken.patternFields ?? [];
  const isTyped = typeof taken.additional === "object" || patterns.length > 0;
  if (sent.additional === false || !(isClosed || isTyped)) return;
  for (const name of [UNDECLARED, ...patterns.flatMap(({ pattern }) => nameLike(pattern))]) {
    for (const want of undeclaredWants(sent, isClosed)) {
      yield { wishes: [{ at: inside(level, name), want }], keyword };
    }
  }
}

const UNDECLARED = "undeclared";
const ANY: readonly Json[] = ["a", null, 0.5, true, [], {}];

/** What an undeclared member may be: where nothing is said of it, one of each kind. */
function undeclaredWants({ additional }: ObjectFacet, isClosed: boolean): readonly Wish["want"][] {
  if (typeof additional === "object") return ["present"];
  return (isClosed ? ANY.slice(0, 1) : ANY).map((value) => ({ value }));
}

function nameLike(pattern: string): readonly string[] {
  const plain = /^\^?(?<start>[\w-]+)/.exec(pattern)?.groups?.["start"];
  return plain === undefined ? [] : [plain, `${plain}a`];
}

function* counted(level: Level, sent: ObjectFacet, taken: ObjectFacet): Generator<Difference> {
  if ((taken.minProperties ?? 0) > (sent.minProperties ?? 0)) {
    yield { wishes: wanted(level, []), keyword: "minProperties" };
  }
  const most = taken.maxProperties;
  if (most === undefined || most >= MAX_MEMBERS) return;
  const further = Array.from({ length: most + 1 }, (_, index) => `member${String(index)}`);
  const names = [...sent.fields.map(({ name }) => name), ...further];
  yield { wishes: wanted(level, names.slice(0, most + 1)), keyword: "maxProperties" };
  yield { wishes: wanted(level, further), keyword: "maxProperties" };
}

function* dependent(level: Level, sent: ObjectFacet, taken: ObjectFacet): Generator<Difference> {
  for (const [name, needed] of Object.entries(taken.dependentRequired ?? {})) {
    const before = Object.entries(sent.dependentRequired ?? {}).find(([key]) => key === name);
    const further = needed.filter((other) => before?.[1].includes(other) !== true);
    const wishes = further.map((other): Wish => ({ at: inside(level, other), want: "absent" }));
    yield {
      wishes: [...wanted(level, [name]), ...wishes],
      keyword: `dependentRequired of ${name}`,
    };
  }
  for (const name of Object.keys(taken.dependentSchemas ?? {})) {
    yield { wishes: wanted(level, [name]), keyword: `dependentSchemas of ${name}` };
  }
}

const KEYS: readonly string[] = [
  "a",
  "A",
  "0",
  "-",
  "a b",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "!",
];

function* named(level: Level, taken: ObjectFacet): Generator<Difference> {
  const { sender, reader, s } = level;
  if (taken.propertyNames === undefined) return;
  const limits = reader.side.normal(taken.propertyNames);
  const own = s.object?.propertyNames;
  const isKept = (key: string): boolean =>
    own === undefined || keepsBounds(key, sender.side.normal(own));
  for (const key of KEYS.filter(isKept)) {
    const isTaken = hasType(limits.types, key) && keepsBounds(key, limits);
    if (isTaken && limits.values === undefined) continue;
    yield { wishes: wanted(level, [key]), keyword: "propertyNames" };
  }
}
