import { canonicalJson, type Json } from "../../model/json.ts";
import type { EnumValue, ValueSet } from "../../model/shape.ts";
import { compareElement } from "../elements.ts";
import type { Subject } from "../finding.ts";
import type { Normal } from "../normal/normal.ts";
import { brokenBound, hasType, isUnclear } from "../normal/scalar-values.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { reportRelation } from "./scalars.ts";
import { textOf } from "./text.ts";

/** Lists of allowed values, by what a message carries: the value, or the number behind the name. */
export function compareValues(comparison: Comparison): void {
  const before = comparison.before.values;
  const after = comparison.after.values;
  if (before === undefined && after === undefined) return;
  if (before === undefined || after === undefined) {
    compareWithRange(comparison);
    return;
  }
  const numbered = before.items.some((item) => item.number !== undefined);
  if (before.open !== after.open) {
    comparison.report({
      rule: after.open ? "enum-opened" : "enum-closed",
      facts: numbered ? {} : { variant: "listed" },
    });
  }
  if (numbered) compareNumbered(comparison, before, after);
  else compareListed(comparison, before, after);
}

/** A list on one side, a range or everything on the other: each listed value keeps the range or not. */
function compareWithRange(comparison: Comparison): void {
  const { before, after, pair } = comparison;
  const isAdded = before.values === undefined;
  const list = (before.values ?? after.values)?.items ?? [];
  const range = isAdded ? before : after;
  for (const { value } of list) {
    if (hasType(range.types, value)) compareWithBounds(comparison, value, range);
  }
  if (isOpen(before.values ?? after.values)) return;
  const text = listText(list);
  comparison.report({
    rule: isAdded ? "value-list-added" : "value-list-removed",
    facts: structural(list.filter(({ value }) => hasType(range.types, value))),
    details: isAdded ? { after: text } : { before: text },
    ...sidesOf(pair),
  });
}

function compareWithBounds(comparison: Comparison, value: Json, range: Normal): void {
  const isAdded = range === comparison.before;
  const broken = brokenBound(value, range);
  const text = textOf(value);
  if (broken !== undefined) {
    reportRelation(comparison, broken, isAdded ? "loosened" : "tightened", {
      before: isAdded ? limitText(range, broken) : text,
      after: isAdded ? text : limitText(range, broken),
    });
  } else if (isUnclear(value, range)) {
    reportRelation(comparison, "pattern", "undecided", { before: text, after: text });
  }
}

function limitText({ number, string }: Normal, keyword: string): string {
  const limits = new Map<string, unknown>(Object.entries({ ...number, ...string }));
  const limit = limits.get(keyword === "pattern" ? "patterns" : keyword);
  return Array.isArray(limit) ? limit.join(" and ") : String(limit);
}

/** Values that a tolerant reader takes as they are written, or not at all. */
function structural(items: readonly EnumValue[]): { readonly variant?: string } {
  const fixed = items.some(({ value }) => typeof value === "boolean" || typeof value === "object");
  return fixed ? { variant: "structural" } : {};
}

function isOpen(values: ValueSet | undefined): boolean {
  return values?.open === true;
}

function listText(items: readonly EnumValue[]): string {
  return textOf(items.map((item) => textOf(item.value)).join(", "));
}

function compareListed(comparison: Comparison, before: ValueSet, after: ValueSet): void {
  const afterItems = new Map(after.items.map((item) => [canonicalJson(item.value), item]));
  const known = new Set<string>();
  for (const item of before.items) {
    const key = canonicalJson(item.value);
    known.add(key);
    const other = afterItems.get(key);
    if (other === undefined) reportRemoved(comparison, item, before.open, undefined);
    else compareElement(comparison, valueSubject(comparison, item), item, other);
  }
  for (const item of after.items) {
    if (!known.has(canonicalJson(item.value))) reportAdded(comparison, item);
  }
}

/** By name first: a name under another number is misread. Then by number: another name for it. */
function compareNumbered(comparison: Comparison, before: ValueSet, after: ValueSet): void {
  const afterByName = new Map(after.items.map((item) => [nameOf(item), item]));
  const beforeNames = new Set(before.items.map((item) => nameOf(item)));
  const names: NamesOfSides = {
    before: Map.groupBy(before.items, ({ number }) => number),
    after: Map.groupBy(after.items, ({ number }) => number),
  };
  const taken = new Set<EnumValue>();
  for (const item of before.items) {
    const same = afterByName.get(nameOf(item));
    if (same === undefined) continue;
    taken.add(same);
    compareElement(comparison, valueSubject(comparison, item), item, same);
    if (same.number !== item.number) reportNumber(comparison, item, same, names);
  }
  for (const item of before.items) {
    if (afterByName.has(nameOf(item))) continue;
    const [numberStays] = names.after.get(item.number) ?? [];
    const renamed =
      numberStays !== undefined && !beforeNames.has(nameOf(numberStays)) && !taken.has(numberStays);
    if (renamed) {
      taken.add(numberStays);
      reportRenamed(comparison, item, numberStays);
    } else
      reportRemoved(comparison, item, before.open, numberStays === undefined ? undefined : "alias");
  }
  for (const item of after.items) {
    const isAlias = names.before.has(item.number);
    if (!beforeNames.has(nameOf(item)) && !taken.has(item) && !isAlias)
      reportAdded(comparison, item);
  }
  compareFirstNames(comparison, before, after);
}

/** Printers write the first name of a number; readers of closed enums take the first value as default. */
function compareFirstNames(comparison: Comparison, before: ValueSet, after: ValueSet): void {
  const first = firstNames(after);
  for (const [number, item] of firstNames(before)) {
    const other = first.get(number);
    if (other === undefined || nameOf(other) === nameOf(item)) continue;
    const known = before.items.find((value) => nameOf(value) === nameOf(other));
    const isAlias = after.items.some(
      (value) => nameOf(value) === nameOf(item) && value.number === number,
    );
    if (!isAlias || (known !== undefined && known.number !== number)) continue;
    comparison.report({
      rule: "enum-alias-order-changed",
      details: { name: String(number), before: textOf(item.value), after: textOf(other.value) },
      before: { value: item.value, origin: item.origin },
      after: { value: other.value, origin: other.origin },
    });
  }
  const [a] = before.items;
  const [b] = after.items;
  if (before.open || after.open || a === undefined || b === undefined || a.number === b.number)
    return;
  comparison.report({
    rule: "enum-default-changed",
    details: { before: textOf(a.value), after: textOf(b.value) },
    before: { value: a.value, origin: a.origin },
    after: { value: b.value, origin: b.origin },
  });
}

/** The whole name: in messages long ones are cut. */
function nameOf({ value }: EnumValue): string {
  return canonicalJson(value);
}

function firstNames(values: ValueSet): ReadonlyMap<number, EnumValue> {
  const first = new Map<number, EnumValue>();
  for (const item of values.items) {
    if (item.number !== undefined && !first.has(item.number)) first.set(item.number, item);
  }
  return first;
}

function valueSubject(comparison: Comparison, item: EnumValue): Subject {
  return {
    ...comparison.pair.subject,
    element: item.coordinate,
    kind: "enum-value",
    name: textOf(item.value),
  };
}

/** Where the list stands: a parameter by its name, everything else by its address. */
function placeOf({ pair: { subject } }: Comparison): string {
  const isNamed = subject.kind === "parameter" || subject.kind === "header";
  return isNamed ? `${subject.kind} ${subject.name}` : subject.element;
}

function reportAdded(comparison: Comparison, item: EnumValue): void {
  comparison.report({
    rule: "enum-value-added",
    subject: valueSubject(comparison, item),
    facts: {
      list: isOpen(comparison.before.values) ? "open" : "closed",
      ...structural([item]),
    },
    details: { name: textOf(item.value), detail: placeOf(comparison) },
    before: { origin: comparison.before.origin },
    after: { value: item.value, origin: item.origin },
  });
}

function reportRemoved(
  comparison: Comparison,
  item: EnumValue,
  open: boolean,
  variant: string | undefined,
): void {
  comparison.report({
    rule: "enum-value-removed",
    subject: valueSubject(comparison, item),
    facts: { list: open ? "open" : "closed", ...(variant === undefined ? {} : { variant }) },
    details: { name: textOf(item.value), detail: placeOf(comparison) },
    before: { value: item.value, origin: item.origin },
    after: { origin: comparison.after.origin },
    window: item.deprecation,
  });
}

function reportRenamed(comparison: Comparison, before: EnumValue, after: EnumValue): void {
  comparison.report({
    rule: "enum-value-renamed",
    subject: valueSubject(comparison, before),
    details: {
      before: textOf(before.value),
      after: textOf(after.value),
      detail: placeOf(comparison),
    },
    before: { value: before.value, origin: before.origin },
    after: { value: after.value, origin: after.origin },
  });
}

/**
 * Which numbers of a moved value mean another value to who reads them: `sent`, the former one to
 * readers of after; `received`, the present one to readers of before. Else nobody has a name for them.
 */
function mistaken(
  before: EnumValue,
  after: EnumValue,
  names: NamesOfSides,
): "both" | "sent" | "received" | "neither" {
  const isSent = meansAnother(before, names.before, names.after);
  const isReceived = meansAnother(after, names.after, names.before);
  if (isSent) return isReceived ? "both" : "sent";
  return isReceived ? "received" : "neither";
}

/** Values by number: aliases share one. */
type Names = ReadonlyMap<number | undefined, readonly EnumValue[]>;

interface NamesOfSides {
  readonly before: Names;
  readonly after: Names;
}

/** Whether the number of a value has names for its reader, and none of those it has for its writer. */
function meansAnother({ number }: EnumValue, writer: Names, reader: Names): boolean {
  const written = (writer.get(number) ?? []).map(({ value }) => value);
  const read = reader.get(number) ?? [];
  return read.length > 0 && !read.some(({ value }) => written.includes(value));
}

function reportNumber(
  comparison: Comparison,
  before: EnumValue,
  after: EnumValue,
  names: NamesOfSides,
): void {
  comparison.report({
    rule: "enum-value-number-changed",
    subject: valueSubject(comparison, before),
    facts: {
      list: isOpen(comparison.after.values) ? "open" : "closed",
      variant: mistaken(before, after, names),
    },
    details: {
      name: textOf(before.value),
      before: String(before.number),
      after: String(after.number),
      detail: placeOf(comparison),
    },
    before: { value: before.number, origin: before.origin },
    after: { value: after.number, origin: after.origin },
  });
}
