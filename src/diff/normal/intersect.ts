import { equalJson } from "../../model/json.ts";
import type {
  ArrayFacet,
  Contained,
  EnumValue,
  Field,
  NumberFacet,
  ObjectFacet,
  Shape,
  ShapeRef,
  StringFacet,
  ValueSet,
  ValueType,
} from "../../model/shape.ts";
import { bothOf } from "./both-of.ts";
import { ALL_TYPES, ANYTHING } from "./normal.ts";
import { distinctShapes } from "./same-text.ts";

/** Value types that both lists accept; an absent list accepts all. */
export function intersectTypes(
  a: readonly ValueType[] | undefined,
  b: readonly ValueType[] | undefined,
): readonly ValueType[] | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const result = new Set<ValueType>();
  for (const type of a) {
    if (b.includes(type)) result.add(type);
    else if (type === "integer" && b.includes("number")) result.add("integer");
    else if (type === "number" && b.includes("integer")) result.add("integer");
  }
  return [...result].sort();
}

/** Sorted, with `integer` absorbed by `number`; absent means all. */
export function fullTypes(types: readonly ValueType[] | undefined): readonly ValueType[] {
  if (types === undefined) return ALL_TYPES;
  const set = new Set(types);
  if (set.has("number")) set.delete("integer");
  return [...set].sort();
}

export function intersectValues(
  a: ValueSet | undefined,
  b: ValueSet | undefined,
): ValueSet | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return {
    open: a.open && b.open,
    items: a.items.filter((item) => b.items.some((other) => equalJson(item.value, other.value))),
  };
}

type Bound = number | bigint;

function larger(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function smaller(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The least common multiple, exact for steps with up to twelve decimals. */
function multipleOfBoth(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  for (let scale = 1; scale <= 1e12; scale *= 10) {
    const [x, y] = [Number(a) * scale, Number(b) * scale];
    if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y) || x <= 0 || y <= 0) continue;
    const common = (x / greatestDivisor(x, y)) * y;
    return Number.isSafeInteger(common) ? common / scale : larger(a, b);
  }
  return larger(a, b);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function mostOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function leastOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

/** An object without the members that are undefined, for exact optional properties. */
export function defined<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  const result: { [K in keyof T]?: T[K] } = {};
  for (const key in object) {
    const value = object[key];
    if (value !== undefined) result[key] = value;
  }
  // The only members left out are those whose type is optional in T.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return result as T;
}

export function intersectNumbers(a: NumberFacet, b: NumberFacet): NumberFacet {
  return defined<NumberFacet>({
    minimum: larger(a.minimum, b.minimum),
    maximum: smaller(a.maximum, b.maximum),
    exclusiveMinimum: larger(a.exclusiveMinimum, b.exclusiveMinimum),
    exclusiveMaximum: smaller(a.exclusiveMaximum, b.exclusiveMaximum),
    multipleOf: multipleOfBoth(a.multipleOf, b.multipleOf),
  });
}

export function intersectStrings(a: StringFacet, b: StringFacet): StringFacet {
  const patterns = [...new Set([...(a.patterns ?? []), ...(b.patterns ?? [])])].sort();
  return defined<StringFacet>({
    minLength: mostOf(a.minLength, b.minLength),
    maxLength: leastOf(a.maxLength, b.maxLength),
    patterns: patterns.length === 0 ? undefined : patterns,
    contentMediaType: a.contentMediaType ?? b.contentMediaType,
    contentEncoding: a.contentEncoding ?? b.contentEncoding,
    contentSchema: a.contentSchema ?? b.contentSchema,
  });
}

export function intersectArrays(a: ArrayFacet, b: ArrayFacet): ArrayFacet {
  const prefix = mergePrefix(a, b);
  return defined<ArrayFacet>({
    items: a.items && b.items ? bothOf(a.items, b.items) : (a.items ?? b.items),
    prefixItems: prefix.length === 0 ? undefined : prefix,
    minItems: mostOf(a.minItems, b.minItems),
    maxItems: leastOf(a.maxItems, b.maxItems),
    uniqueItems: a.uniqueItems === true || b.uniqueItems === true ? true : undefined,
    ...containedInBoth(a, b),
    unevaluatedItems: a.unevaluatedItems ?? b.unevaluatedItems,
    packed: a.packed ?? b.packed,
  });
}

/** A list contains what each conjunct wants, each counted for itself. */
function containedInBoth(
  a: ArrayFacet,
  b: ArrayFacet,
): { contains: Contained | undefined; furtherContains: readonly Contained[] | undefined } {
  const [contains, ...further] = distinctShapes(
    [a, b].flatMap((side) => [side.contains ?? [], side.furtherContains ?? []].flat()),
  );
  return { contains, furtherContains: listed(further) };
}

function mergePrefix(a: ArrayFacet, b: ArrayFacet): readonly ShapeRef[] {
  const length = Math.max(a.prefixItems?.length ?? 0, b.prefixItems?.length ?? 0);
  return Array.from({ length }, (_, index) => {
    const ours = a.prefixItems?.[index] ?? a.items ?? ANYTHING;
    const theirs = b.prefixItems?.[index] ?? b.items ?? ANYTHING;
    if (ours === ANYTHING) return theirs;
    return theirs === ANYTHING ? ours : bothOf(ours, theirs);
  });
}

/** Fields of both, each required where either side requires it. */
export function intersectObjects(a: ObjectFacet, b: ObjectFacet): ObjectFacet {
  const required = new Set([...(a.required ?? []), ...(b.required ?? [])]);
  const fields = mergeFields(a, b);
  return defined<ObjectFacet>({
    ...a,
    fields,
    required: required.size === 0 ? undefined : [...required].sort(),
    additional: mergeAdditional(a, b),
    strangers: mergeStrangers(a, b),
    map: a.map ?? b.map,
    patternFields: listed(byPattern([...patternsUnderRest(a, b), ...patternsUnderRest(b, a)])),
    propertyNames: [a.propertyNames, b.propertyNames, namesLeft(a, b), namesLeft(b, a)].reduce(
      (one, other) => (one && other ? bothOf(one, other) : (one ?? other)),
    ),
    minProperties: mostOf(a.minProperties, b.minProperties),
    maxProperties: leastOf(a.maxProperties, b.maxProperties),
    dependentRequired: mergeRecords(a.dependentRequired, b.dependentRequired, (x, y) => [
      ...new Set([...x, ...y]),
    ]),
    dependentSchemas: mergeRecords(a.dependentSchemas, b.dependentSchemas, bothOf),
    unevaluatedProperties: a.unevaluatedProperties ?? b.unevaluatedProperties,
  });
}

function listed<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function mergeFields(a: ObjectFacet, b: ObjectFacet): readonly Field[] {
  const inB = new Map(b.fields.map((field) => [field.name, field]));
  const inA = new Set(a.fields.map((field) => field.name));
  const ours = a.fields.map((field) => {
    const other = inB.get(field.name);
    const merged = other === undefined ? underRest(field, b) : mergeField(field, other);
    const theirs = other === undefined ? merged : underPatterns(merged, a, b);
    return underPatterns(theirs, b, a);
  });
  const theirs = b.fields.filter((field) => !inA.has(field.name));
  return [...ours, ...theirs.map((field) => underPatterns(underRest(field, a), a, b))];
}

/** A member that one conjunct declares is also what the patterns say that it leaves nothing else to. */
function underPatterns(field: Field, patterned: ObjectFacet, closed: ObjectFacet): Field {
  if (!closesPatterns(closed)) return field;
  return (patterned.patternFields ?? [])
    .filter((entry) => matchesName(entry.pattern, field.name))
    .reduce((known, entry) => ({ ...known, shape: bothOf(known.shape, entry.shape) }), field);
}

function closesPatterns({ additional, patternFields }: ObjectFacet): boolean {
  return additional === false && patternFields === undefined;
}

/**
 * A member that the other conjunct does not declare is one of its additional members
 * (JSON Schema 10.3.2.3): it must be what those must be, or not be there at all.
 */
function underRest(field: Field, other: ObjectFacet): Field {
  const { additional } = other;
  if (additional === undefined || additional === true) return field;
  const isCovered = other.patternFields?.some((entry) => matchesName(entry.pattern, field.name));
  if (isCovered === true) return field;
  if (additional !== false) return { ...field, shape: bothOf(field.shape, additional) };
  const { origin } = field;
  return { ...field, shape: { kind: "shape", coordinate: field.coordinate, origin, types: [] } };
}

/** Whether a name matches a pattern of `patternProperties`; a pattern that is none matches nothing. */
export function matchesName(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

function mergeField(a: Field, b: Field): Field {
  if (a === b) return a;
  return defined<Field>({
    ...a,
    shape: bothOf(a.shape, b.shape),
    required: a.required || b.required,
    readOnly: a.readOnly ?? b.readOnly,
    writeOnly: a.writeOnly ?? b.writeOnly,
    unmarked: isMarked(a) || isMarked(b) ? unmarkedIn(a, b) : undefined,
    default: a.default ?? b.default,
    deprecation: a.deprecation ?? b.deprecation,
    attributes: a.attributes ?? b.attributes,
  });
}

function isMarked({ readOnly, writeOnly }: Field): boolean {
  return readOnly === true || writeOnly === true;
}

/** A mark spares its member what the marking conjunct says of it, and the others speak on. */
function unmarkedIn(a: Field, b: Field): ShapeRef | undefined {
  const [one, other] = [a, b].map((field) => (isMarked(field) ? field.unmarked : field.shape));
  return one && other ? bothOf(one, other) : (one ?? other);
}

function mergeAdditional(a: ObjectFacet, b: ObjectFacet): ShapeRef | boolean | undefined {
  if (a.additional === false || b.additional === false) return false;
  if (typeof a.additional === "object" && typeof b.additional === "object") {
    return bothOf(a.additional, b.additional);
  }
  return typeof a.additional === "object" ? a.additional : (b.additional ?? a.additional);
}

function mergeStrangers(a: ObjectFacet, b: ObjectFacet): ShapeRef | undefined {
  if (a.additional !== false && b.additional !== false) return undefined;
  const [one, other] = [a, b].map(({ additional, strangers }) =>
    typeof additional === "object" ? additional : strangers,
  );
  return one === undefined || other === undefined ? (one ?? other) : bothOf(one, other);
}

/**
 * The names that a conjunct leaves which is closed but for its patterns, where the other one has
 * patterns of its own: what those say of a member does not let it in.
 */
function namesLeft(patterned: ObjectFacet, closed: ObjectFacet): Shape | undefined {
  const { additional, patternFields, fields } = closed;
  if (additional !== false || patternFields === undefined) return undefined;
  const known = new Set(patternFields.map(({ pattern }) => pattern));
  const others = (patterned.patternFields ?? []).filter(({ pattern }) => !known.has(pattern));
  if (others.every(({ shape }) => saysNothing(shape))) return undefined;
  const items = fields.map(({ coordinate, origin, name }): EnumValue => ({
    kind: "enum-value",
    coordinate,
    origin,
    value: name,
  }));
  const matching = [...known].map((pattern) => ({ ...ANYTHING, string: { patterns: [pattern] } }));
  const named = items.length === 0 ? [] : [{ ...ANYTHING, values: { open: false, items } }];
  return { ...ANYTHING, anyOf: [...matching, ...named] };
}

/** Whether a shape is written so that it limits nothing. */
export function saysNothing(shape: ShapeRef): boolean {
  return shape.kind === "shape" && Object.keys(shape).every((key) => SAYS_NOTHING.has(key));
}

const SAYS_NOTHING = new Set(["kind", "coordinate", "origin"]);

type PatternField = NonNullable<ObjectFacet["patternFields"]>[number];

/** What two conjuncts say of one pattern, as one. */
function byPattern(entries: readonly PatternField[]): readonly PatternField[] {
  const known = new Map<string, PatternField>();
  for (const entry of entries) {
    const other = known.get(entry.pattern);
    const shape = other === undefined ? entry.shape : bothOf(other.shape, entry.shape);
    known.set(entry.pattern, { ...entry, shape });
  }
  return known.size === entries.length ? entries : [...known.values()];
}

/** Members that only a pattern of one conjunct speaks of are further members to a closed one. */
function patternsUnderRest(
  { patternFields = [], additional: own = true }: ObjectFacet,
  other: ObjectFacet,
): NonNullable<ObjectFacet["patternFields"]> {
  const { additional } = other;
  const isOpen = own === true;
  if (typeof additional === "object" && other.patternFields === undefined)
    return patternFields.map((entry) => ({ ...entry, shape: bothOf(entry.shape, additional) }));
  // Without a pattern that lets anything through, its members are what the closed one says of them.
  const isLimited = additional === false || (typeof additional === "object" && isOpen);
  if (isLimited && other.patternFields !== undefined)
    return patternFields.filter((entry) => !saysNothing(entry.shape));
  if (!closesPatterns(other)) return patternFields;
  return patternFields.map((entry) => ({ ...entry, shape: { ...ANYTHING, types: [] } }));
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>> | undefined,
  b: Readonly<Record<string, T>> | undefined,
  merge: (x: T, y: T) => T,
): Readonly<Record<string, T>> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const result = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const other = result.get(key);
    result.set(key, other === undefined ? value : merge(other, value));
  }
  return Object.fromEntries(result);
}
