import type { ShapeRef } from "../../model/shape.ts";
import { inside, type Subject } from "../finding.ts";
import { intersectTypes } from "../normal/intersect.ts";
import { asShape } from "../normal/normalise.ts";
import { ANYTHING, type AlternativeGroup, type Normal } from "../normal/normal.ts";
import type { Comparison } from "./pair.ts";
import { compareExclusive, type Modes, type Union } from "./exclusive.ts";
import { distribute } from "./distribute.ts";
import { matchAlternatives } from "./match-alternatives.ts";
import { areSameSet } from "./same-set.ts";
import { reportRelation } from "./scalars.ts";
import { isNeverAlone, isSheltered, takenForKnown } from "./taken-for-known.ts";
import { memberText } from "./member-text.ts";
import { isOneAlternative, isWithinWhole } from "./within.ts";

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
  if (isOneAlternative(comparison) || isWithinWhole(comparison)) return "done";
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
      .map(
        ({ name, readOnly, writeOnly }) =>
          `${name}\u0001${String(readOnly === true)}\u0001${String(writeOnly === true)}`,
      )
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

/**
 * Further groups pair up in order; one that has no partner limits, or no longer does, unless what
 * stands on the other side is within it anyway.
 */
function compareFurtherGroups(comparison: Comparison): void {
  const { before, after, pair } = comparison;
  const { direction } = pair.circumstances;
  for (let index = 1; index < Math.max(before.groups.length, after.groups.length); index++) {
    const a = before.groups[index];
    const b = after.groups[index];
    if (a !== undefined && b !== undefined) {
      compareUnions(comparison, a.members, b.members, { before: a.mode, after: b.mode });
      continue;
    }
    const [from, to] = [groupShape(a) ?? asShape(before), groupShape(b) ?? asShape(after)];
    const isFelt = (a === undefined) === (direction === "input");
    if (isFelt && comparison.keeps(from, to, direction)) continue;
    reportRelation(comparison, "anyOf", a === undefined ? "tightened" : "loosened", {});
  }
}

/** Alternatives as a shape that says nothing else. */
function groupShape(group: AlternativeGroup | undefined): ShapeRef | undefined {
  if (group === undefined) return undefined;
  return { ...ANYTHING, [group.mode === "any" ? "anyOf" : "oneOf"]: group.members };
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
  comparePartners(comparison, { before, after, match, modes });
  if (!match.nominal) compareExclusive(comparison, { before, after, match, modes });
  for (const a of match.lost) {
    const covered =
      direction === "input" &&
      !match.nominal &&
      isCovered(comparison, a, { members: after, mode: modes.after });
    if (covered) reportUnlookedAt(comparison);
    else reportRemoved(comparison, a);
  }
  const readers =
    direction === "output" && !match.nominal ? { members: before, mode: modes.before } : undefined;
  for (const b of match.gained) {
    const isLost = modes.after === "one" && isNeverAlone(comparison, after, b);
    reportAdded(comparison, b, { readers, isLost });
  }
}

/** Alternatives that belong together, unless others take all that could differ between them. */
function comparePartners(comparison: Comparison, { before, after, match, modes }: Union): void {
  const { engine, pair } = comparison;
  const isSent = pair.circumstances.direction === "input";
  for (const { before: a, after: b, index } of match.changed) {
    const all: AlternativeGroup = isSent
      ? { members: after, mode: modes.after }
      : { members: before, mode: modes.before };
    const partner = isSent ? b : a;
    const others = { ...all, members: all.members.filter((other) => other !== partner) };
    const isInline = engine.before.link(a) === undefined && engine.after.link(b) === undefined;
    const isLoose = isInline && !match.nominal && all.mode === "any";
    const one = isSent ? a : b;
    const isKept = () => comparison.keeps(a, b, pair.circumstances.direction);
    if (isLoose && isTakenTogether(comparison, one, { all, others, isKept })) {
      if (!areSameSet(engine, a, b)) reportUnlookedAt(comparison);
      continue;
    }
    const sheltered = !match.nominal && isSheltered(comparison, { a, b, before, after });
    comparison.inner({
      before: a,
      after: b,
      subject: memberSubject(pair.subject, a, index),
      ...(sheltered ? { circumstances: { sheltered } } : {}),
    });
  }
}

/** Whether all of an alternative is taken by others, or by its partner and others together. */
function isTakenTogether(
  comparison: Comparison,
  one: ShapeRef,
  by: {
    readonly all: AlternativeGroup;
    readonly others: AlternativeGroup;
    readonly isKept: () => boolean;
  },
): boolean {
  if (isCovered(comparison, one, by.others)) return true;
  return !by.isKept() && isCovered(comparison, one, by.all);
}

/**
 * An alternative that takes what another one takes need not look at the same members and items, and
 * what stands around them may ask which were looked at.
 */
function reportUnlookedAt(comparison: Comparison): void {
  const { before, after, pair } = comparison;
  const { object, array } = pair.circumstances.direction === "input" ? after : before;
  if (object?.unevaluatedProperties !== undefined)
    reportRelation(comparison, "unevaluatedProperties", "undecided", {});
  if (array?.unevaluatedItems !== undefined)
    reportRelation(comparison, "unevaluatedItems", "undecided", {});
}

/** Whether other alternatives take all of one, the whole or each of its value types. */
function isCovered(comparison: Comparison, one: ShapeRef, others: AlternativeGroup): boolean {
  const { engine, pair } = comparison;
  const isSent = pair.circumstances.direction === "input";
  const isTaken = (part: ShapeRef): boolean =>
    others.members.some((other) =>
      isSent ? comparison.keeps(part, other, "input") : comparison.keeps(other, part, "output"),
    );
  if (isTaken(one)) return true;
  // Where exactly one has to fit, what takes a part may exclude what takes another.
  if (others.mode === "one") return false;
  const normal = (isSent ? engine.before : engine.after).normal(one);
  if (normal.opaque === true) return false;
  if (normal.groups.length > 0) return distribute(withRest(normal)).every(isTaken);
  if (normal.types.length < 2) return false;
  return normal.types.every((type) => isTaken(asShape({ ...normal, types: [type] })));
}

/**
 * The shape without what it says of members and items that nothing looked at: what that is depends on
 * all of its alternatives together. It accepts more, so who takes all of it takes the shape.
 */
function withRest(normal: Normal): Normal {
  const { unevaluatedProperties: _, ...object } = normal.object ?? { fields: [] };
  const { unevaluatedItems: __, ...array } = normal.array ?? {};
  return {
    ...normal,
    ...(normal.object === undefined ? {} : { object }),
    ...(normal.array === undefined ? {} : { array }),
  };
}

function reportRemoved(comparison: Comparison, a: ShapeRef): void {
  const name = memberText(a, comparison.engine.before);
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
  on: { readonly readers: AlternativeGroup | undefined; readonly isLost: boolean },
): void {
  const { readers } = on;
  if (readers !== undefined && isCovered(comparison, b, readers)) {
    reportUnlookedAt(comparison);
    return;
  }
  const isTaken =
    readers !== undefined && (on.isLost || takenForKnown(comparison, readers.members, b));
  const name = memberText(b, comparison.engine.after);
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
