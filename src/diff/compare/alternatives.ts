import type { Shape, ShapeRef } from "../../model/shape.ts";
import { inside, type Subject } from "../finding.ts";
import { intersectTypes } from "../normal/intersect.ts";
import { asShape } from "../normal/normalise.ts";
import { acceptsAll, type Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { compareExclusive, type Modes } from "./exclusive.ts";
import { matchAlternatives } from "./match-alternatives.ts";
import { reportRelation } from "./scalars.ts";
import { isNeverAlone, isSheltered, takenForKnown } from "./taken-for-known.ts";
import { typeText } from "./text.ts";

/**
 * Alternatives are compared by containment, not by position: each is paired with the one that says
 * the same, and what has no partner matters only where no other alternative covers it.
 */
export function compareAlternatives(comparison: Comparison): "done" | "base" {
  const { before, after } = comparison;
  const [a] = before.groups;
  const [b] = after.groups;
  if (a === undefined && b === undefined) return "base";
  const { engine } = comparison;
  const normals = { before: engine.before.normal, after: engine.after.normal };
  if (a === undefined || b === undefined || declareDifferently(before, after, normals)) {
    compareUnions(comparison, distribute(before), distribute(after), {
      before: a?.mode ?? "any",
      after: b?.mode ?? "any",
    });
    return "done";
  }
  compareUnions(comparison, a.members, b.members, { before: a.mode, after: b.mode });
  compareFurtherGroups(comparison);
  return "base";
}

/**
 * Whether the two sides declare other members beside their alternatives: then what one says of a
 * member beside them, the other may say inside, and only the two together can be compared.
 */
function declareDifferently(
  before: Normal,
  after: Normal,
  normal: { readonly before: (ref: ShapeRef) => Normal; readonly after: (ref: ShapeRef) => Normal },
): boolean {
  const names = (normal: Normal) =>
    (normal.object?.fields ?? [])
      .map((field) => field.name)
      .sort()
      .join("\u0000");
  const rest = (normal: Normal) => {
    const additional = normal.object?.additional ?? true;
    return typeof additional === "boolean" ? String(additional) : "typed";
  };
  if (names(before) !== names(after) || rest(before) !== rest(after)) return true;
  if (before.object === undefined) return false;
  return declaredInside(before, normal.before) !== declaredInside(after, normal.after);
}

/** The members that alternatives declare, together. */
function declaredInside(shape: Normal, normal: (ref: ShapeRef) => Normal): string {
  const names = shape.groups.flatMap((group) =>
    group.members.flatMap((member) =>
      (normal(member).object?.fields ?? []).map(({ name }) => name),
    ),
  );
  return names.sort().join("\u0000");
}

/** Further groups pair up in order; one that has no partner limits, or no longer does. */
function compareFurtherGroups(comparison: Comparison): void {
  const { before, after } = comparison;
  for (let index = 1; index < Math.max(before.groups.length, after.groups.length); index++) {
    const a = before.groups[index];
    const b = after.groups[index];
    if (a !== undefined && b !== undefined)
      compareUnions(comparison, a.members, b.members, { before: a.mode, after: b.mode });
    else reportRelation(comparison, "anyOf", a === undefined ? "tightened" : "loosened", {});
  }
}

const DISTRIBUTED = new WeakMap<Normal, readonly ShapeRef[]>();

/** A shape as a list of alternatives, each with everything the shape says beside its groups. */
function distribute(normal: Normal): readonly ShapeRef[] {
  const known = DISTRIBUTED.get(normal) ?? distributed(normal);
  DISTRIBUTED.set(normal, known);
  return known;
}

function distributed(normal: Normal): readonly ShapeRef[] {
  const [first] = normal.groups;
  if (first === undefined) return [asShape(normal)];
  const { groups: _, ...base } = normal;
  const others: Normal = { ...base, groups: normal.groups.slice(1) };
  if (acceptsAll(others)) return first.members;
  const rest: Shape = asShape(others);
  return first.members.map((member) => ({
    ...rest,
    coordinate: placeOf(member, rest),
    allOf: [...(rest.allOf ?? []), member],
  }));
}

function placeOf(member: ShapeRef, fallback: Shape): string {
  return member.kind === "shape" ? member.coordinate : fallback.coordinate;
}

function compareUnions(
  comparison: Comparison,
  allBefore: readonly ShapeRef[],
  allAfter: readonly ShapeRef[],
  modes: Modes,
): void {
  const { engine, pair } = comparison;
  const { direction } = pair.circumstances;
  const possible = (side: "before" | "after", members: readonly ShapeRef[]) =>
    members.filter((member) => canMeet(engine[side].normal(member), comparison[side]));
  const before = possible("before", allBefore);
  const after = possible("after", allAfter);
  const match = matchAlternatives(comparison, before, after);
  for (const { before: a, after: b, index } of match.changed) {
    const sheltered = !match.nominal && isSheltered(comparison, { a, b, before, after });
    comparison.inner({
      before: a,
      after: b,
      subject: memberSubject(pair.subject, a, index),
      ...(sheltered ? { circumstances: { sheltered } } : {}),
    });
  }
  if (!match.nominal) compareExclusive(comparison, { before, after, match, modes });
  for (const a of match.lost) {
    const covered =
      direction === "input" && !match.nominal && after.some((b) => comparison.keeps(a, b, "input"));
    if (!covered) reportRemoved(comparison, a);
  }
  const readers = direction === "output" && !match.nominal ? before : undefined;
  for (const b of match.gained) {
    const isLost = modes.after === "one" && isNeverAlone(comparison, after, b);
    reportAdded(comparison, b, { readers, isLost });
  }
}

function reportRemoved(comparison: Comparison, a: ShapeRef): void {
  const name = memberName(a, comparison.engine.before.normal(a));
  comparison.report({
    rule: "alternative-removed",
    details: { name },
    before: { value: name, origin: a.origin },
    after: { origin: comparison.after.origin },
  });
}

/**
 * `readers`: the alternatives that receivers know, where one may be read as another. `isLost`: no
 * value of it can be sent.
 */
function reportAdded(
  comparison: Comparison,
  b: ShapeRef,
  on: { readonly readers: readonly ShapeRef[] | undefined; readonly isLost: boolean },
): void {
  const { readers } = on;
  if (readers?.some((a) => comparison.keeps(a, b, "output")) === true) return;
  const isTaken = readers !== undefined && (on.isLost || takenForKnown(comparison, readers, b));
  const name = memberName(b, comparison.engine.after.normal(b));
  comparison.report({
    rule: "alternative-added",
    ...(isTaken ? { facts: { alternatives: "taken-for-known" } } : {}),
    details: { name },
    before: { origin: comparison.before.origin },
    after: { value: name, origin: b.origin },
  });
}

/** Whether a member accepts any type of value that the shape around it accepts. */
function canMeet(member: Normal, base: Normal): boolean {
  return (intersectTypes(member.types, base.types) ?? []).length > 0;
}

/** An alternative in a message: its type's name, or what it accepts. */
function memberName(member: ShapeRef, normal: Normal): string {
  const named = member.kind === "shape" ? (member.allOf?.at(-1) ?? member) : member;
  return named.kind === "ref" ? named.to.replace(/^#schemas\./, "") : typeText(normal);
}

function memberSubject(subject: Subject, member: ShapeRef, index: number): Subject {
  const step = `<${index}>`;
  return {
    ...subject,
    element:
      member.kind === "shape" && member.coordinate !== "" ? member.coordinate : subject.element,
    name: `${subject.name}${step}`,
    holder: inside(subject.holder, step),
  };
}
