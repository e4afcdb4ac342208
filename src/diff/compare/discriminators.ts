import type { Json } from "../../model/json.ts";
import type { Discriminator, ShapeRef, TypeId } from "../../model/shape.ts";
import type { RuleId } from "../../rules/index.ts";
import type { Subject } from "../finding.ts";
import type { Normal } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { matchAlternatives } from "./match-alternatives.ts";
import type { Comparison } from "./pair.ts";

/**
 * By what receivers find the alternative. It changes no set of values, only what is read: a value
 * that a sender may write has to select for the receiver what it selects for the sender.
 */
export function compareDiscriminators(comparison: Comparison): void {
  const before = comparison.before.discriminator;
  const after = comparison.after.discriminator;
  if (before === undefined || after === undefined) {
    comparePresence(comparison, before, after);
  } else if (before.property !== after.property) {
    reportOn(comparison, { before, after }, "discriminator-changed", {
      before: before.property,
      after: after.property,
    });
  } else compareMappings(comparison, before, after);
}

interface Sides {
  readonly before: Discriminator | undefined;
  readonly after: Discriminator | undefined;
}

interface Said {
  readonly name?: string;
  readonly before?: string;
  readonly after?: string;
  readonly isFixed?: boolean;
}

function reportOn(comparison: Comparison, sides: Sides, rule: RuleId, said: Said): void {
  const { isFixed = false, ...details } = said;
  const { pair } = comparison;
  const side = (name: "before" | "after") => ({
    value: said[name],
    origin: sides[name]?.origin ?? pair[name].origin,
  });
  comparison.report({
    rule,
    subject: subjectOf(pair.subject, sides.before ?? sides.after),
    ...(isFixed ? { facts: { variant: "fixed" } } : {}),
    details,
    before: side("before"),
    after: side("after"),
  });
}

/** Where it is written, so that types which are built on that one do not say it again. */
function subjectOf(subject: Subject, written: Discriminator | undefined): Subject {
  return written === undefined || written.coordinate === ""
    ? subject
    : { ...subject, element: written.coordinate, name: written.coordinate };
}

/** One that comes or goes with its alternatives is told by them. */
function comparePresence(
  comparison: Comparison,
  before: Discriminator | undefined,
  after: Discriminator | undefined,
): void {
  const only = before ?? after;
  if (only === undefined) return;
  const { engine } = comparison;
  const areUnions = comparison.before.groups.length > 0 && comparison.after.groups.length > 0;
  // Without alternatives, only declared types that others are built on have one.
  const areTypes = comparison.before.type !== undefined && comparison.after.type !== undefined;
  if (isUnion(comparison) ? !areUnions : !areTypes) return;
  const isSent = comparison.pair.circumstances.direction === "input";
  const [sender, side] = isSent
    ? [comparison.before, engine.before]
    : [comparison.after, engine.after];
  const isFixed = isAlwaysSelected(side, sender, only);
  if (before === undefined)
    reportOn(comparison, { before, after }, "discriminator-added", {
      after: only.property,
      isFixed,
    });
  else
    reportOn(comparison, { before, after }, "discriminator-removed", {
      before: only.property,
      isFixed,
    });
}

/** Whether everything that the sender may send has a value that selects the very alternative. */
function isAlwaysSelected(side: Normaliser, sender: Normal, by: Discriminator): boolean {
  const members = sender.groups.flatMap((group) => group.members);
  const types = members.map((member) => side.link(member)?.to);
  const selected = new Set(types.length > 0 ? types : Object.values(by.mapping));
  if (selected.size === 0) return false;
  return [...selected].every((type) => {
    const values = type === undefined ? undefined : valuesOf(side, type, by.property);
    return (
      values?.required === true && values.list?.every((value) => selects(by, value, type)) === true
    );
  });
}

function selects({ mapping }: Discriminator, value: Json, type: TypeId | undefined): boolean {
  return typeof value === "string" && Object.hasOwn(mapping, value) && mapping[value] === type;
}

interface Values {
  readonly required: boolean;
  /** Absent: any value. */
  readonly list?: readonly Json[];
}

/** The values that a declared type has in one of its members. */
function valuesOf(side: Normaliser, type: TypeId, property: string): Values | undefined {
  const declared = side.contract.types.get(type);
  if (declared === undefined) return undefined;
  const ref: ShapeRef = { kind: "ref", to: type, nullable: false, origin: declared.origin };
  const field = side.normal(ref).object?.fields.find(({ name }) => name === property);
  if (field === undefined) return { required: false };
  const { values } = side.normal(field.shape);
  const isListed = values !== undefined && !values.open;
  return {
    required: field.required,
    ...(isListed ? { list: values.items.map(({ value }) => value) } : {}),
  };
}

function compareMappings(
  comparison: Comparison,
  before: Discriminator,
  after: Discriminator,
): void {
  const mappings: Mappings = { before, after, kept: keptTypes(comparison, before) };
  for (const [name, type] of Object.entries(before.mapping))
    compareSelected(comparison, mappings, { name, type });
  const partners = new Map([...mappings.kept].map(([type, now]) => [now, type]));
  for (const [name, to] of Object.entries(after.mapping)) {
    if (Object.hasOwn(before.mapping, name)) continue;
    const isTold = isUnion(comparison) && !partners.has(to);
    if (isTold || !mayHave(comparison.engine.after, to, after.property, name)) continue;
    const isFixed = demands(comparison.engine.before, partners.get(to), {
      property: before.property,
      value: name,
    });
    reportOn(comparison, mappings, "discriminator-mapping-added", { name, after: to, isFixed });
  }
}

interface Mappings {
  readonly before: Discriminator;
  readonly after: Discriminator;
  readonly kept: ReadonlyMap<TypeId, TypeId>;
}

/** What a value of before selects now. */
function compareSelected(
  comparison: Comparison,
  mappings: Mappings,
  { name, type }: { readonly name: string; readonly type: TypeId },
): void {
  const { before, after, kept } = mappings;
  const { engine } = comparison;
  const to = Object.hasOwn(after.mapping, name) ? after.mapping[name] : undefined;
  if (to === (kept.get(type) ?? type)) return;
  const isKept = kept.has(type);
  if (to !== undefined) {
    if (!isKept && !engine.after.contract.types.has(type)) return;
    const said = { name, before: type, after: to };
    reportOn(comparison, mappings, "discriminator-mapping-changed", said);
    return;
  }
  // What goes with its alternative is told by that.
  const isTold = !isKept && isUnion(comparison);
  if (isTold || !mayHave(engine.before, type, before.property, name)) return;
  reportOn(comparison, mappings, "discriminator-mapping-removed", { name, before: type });
}

function isUnion({ before, after }: Comparison): boolean {
  return before.groups.length > 0 || after.groups.length > 0;
}

/** Types that a value selected, with what stands for them now. What is gone is told as an alternative. */
function keptTypes(
  comparison: Comparison,
  { mapping }: Discriminator,
): ReadonlyMap<TypeId, TypeId> {
  const { engine, before, after } = comparison;
  const members = (normal: Normal) => normal.groups.flatMap((group) => group.members);
  const [from, to] = [members(before), members(after)];
  if (from.length === 0 || to.length === 0) {
    const types = Object.values(mapping).filter((type) => engine.after.contract.types.has(type));
    return new Map(types.map((type) => [type, type]));
  }
  const pairs = matchAlternatives(comparison, from, to).changed.flatMap((pair) => {
    const [a, b] = [engine.before.link(pair.before)?.to, engine.after.link(pair.after)?.to];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  return new Map(pairs);
}

/** Whether a type can have the value at all that selects it. */
function mayHave(side: Normaliser, type: TypeId, property: string, value: string): boolean {
  return valuesOf(side, type, property)?.list?.includes(value) !== false;
}

/** Whether a type had to have the value, whatever selected it. */
function demands(
  side: Normaliser,
  type: TypeId | undefined,
  { property, value }: { readonly property: string; readonly value: string },
): boolean {
  const values = type === undefined ? undefined : valuesOf(side, type, property);
  return values?.list?.includes(value) === true;
}
