import type { MessageSurface } from "../../model/semantics.ts";
import type { Shape, ShapeRef, TypeId } from "../../model/shape.ts";
import { worse } from "../../rules/rule.ts";
import type { Effect } from "../change.ts";
import { effectsOf, severityOnWire } from "../effects.ts";
import type { Finding, Subject } from "../finding.ts";
import type { Normal } from "../normal/normal.ts";
import type { Link } from "../normal/normalise.ts";
import { meantAlike } from "./null-meant.ts";
import { nullTaken, opposite, type NullTaken } from "../normal/null-taken.ts";
import type { Engine } from "./engine.ts";
import type { Circumstances, Comparison, Inner, Pair } from "./pair.ts";
import { reportRelation } from "./scalars.ts";
import { switchFacts } from "./switched-types.ts";
import { refText } from "./text.ts";
import { isWithin, switchedAt, type Switched } from "./told-at.ts";
import { compareXml } from "./xml.ts";

export interface Meeting {
  readonly inner: Inner & { readonly circumstances: Circumstances };
  readonly engine: Engine;
  /** The comparison of the use itself: its findings stand at the place, not at the type. */
  readonly use: Comparison;
  pairOf(before: Normal, after: Normal, circumstances: Circumstances, subject: Subject): Pair;
}

/** Two uses of shapes meet: references by what they refer to, everything else by its facets. */
export function meetShapes(asked: Meeting): void {
  const alike = meantAlike(asked.use, asked.inner);
  const meeting = alike === undefined ? asked : { ...asked, inner: { ...asked.inner, ...alike } };
  const { inner, engine, use } = meeting;
  const before = engine.before.link(inner.before);
  const after = engine.after.link(inner.after);
  if (before !== undefined && after !== undefined) {
    meetLinks(meeting, before, after);
    return;
  }
  if ((before === undefined) !== (after === undefined)) {
    // A type that is known by its name is no list of anything, nor the other way round.
    const nominal = nominalSurfaces(meeting);
    if (nominal.includes("wire")) {
      reportNames(meeting, "type-changed", nominal);
      return;
    }
  }
  const switched = switchedIn(meeting, before, after);
  use.pair.children.push(usePair(meeting, { ...inner.circumstances, switched }));
}

/** The shapes as they are used, null included. */
function usePair(meeting: Meeting, circumstances: Circumstances): Pair {
  const { engine, inner } = meeting;
  const before = engine.before.normal(inner.before);
  const after = engine.after.normal(inner.after);
  return meeting.pairOf(before, after, circumstances, inner.subject);
}

/** A type that both sides have is another matter than a place that was, or is now, described by it. */
function switchedIn({ engine, inner }: Meeting, before?: Link, after?: Link): Switched | undefined {
  const { switched } = inner.circumstances;
  const known = before?.to ?? after?.to;
  const type = known === undefined ? undefined : engine.before.contract.types.get(known);
  if (type === undefined || !engine.after.contract.types.has(type.id)) return switched;
  const other = before === undefined ? inner.before : inner.after;
  // Where alternatives are taken apart, the type may meet itself.
  const isItself = other.kind === "shape" && other.coordinate === type.coordinate;
  if (isItself) return undefined;
  // Inside a switched place the way from there is known: a type that refers to itself would have no
  // end of places.
  const isInside = switched !== undefined && isWithin(switched, inner.subject);
  return isInside ? switched : switchedAt(inner.subject);
}

function meetLinks(meeting: Meeting, before: Link, after: Link): void {
  const { engine, use, inner } = meeting;
  const nominal = nominalSurfaces(meeting);
  compareXml(use, besides(inner.before), besides(inner.after));
  if (before.to !== after.to && nominal.includes("wire")) {
    const facts = switchFacts(meeting, before, after);
    // Where the type is another one altogether, null is part of that.
    if (facts.variant === "readable") compareNull(meeting, before, after);
    use.report({ rule: "type-changed", facts, surfaces: nominal, ...names(meeting) });
    return;
  }
  if (before.to === after.to) {
    compareNull(meeting, before, after);
    use.pair.children.push(typePair(meeting, before.to, after.to));
    return;
  }
  // The null of one use may be that of the other's type.
  const isAsUsed = !isNullAlike(before, after);
  const pair = isAsUsed
    ? usePair(meeting, inner.circumstances)
    : typePair(meeting, before.to, after.to);
  const renamed = inner.structural === true || isRename(engine, before, after);
  if (!renamed) {
    reportSwitch(meeting, pair, nominal);
    return;
  }
  reportNames(meeting, "type-renamed", nominal);
  use.pair.children.push(pair);
}

/** What stands beside a reference (OpenAPI 3.1); a reference alone says nothing. */
function besides(ref: ShapeRef): Pick<Shape, "origin" | "attributes"> {
  return ref.kind === "shape" ? ref : { origin: ref.origin };
}

/** Before's type is gone and after's type is new: the same type under another name. */
function isRename(engine: Engine, before: Link, after: Link): boolean {
  return !engine.after.contract.types.has(before.to) && !engine.before.contract.types.has(after.to);
}

function nominalSurfaces({ engine, inner }: Meeting): readonly MessageSurface[] {
  if (inner.structural === true) return [];
  const surfaces = inner.circumstances.surfaces ?? engine.semantics.surfaces;
  return surfaces.filter((surface) => engine.semantics.identity[surface] === "nominal");
}

/** Whether two uses do the same with null, whatever their types do. */
function isNullAlike(before: Link, after: Link): boolean {
  if (before.nullOnce === true || after.nullOnce === true) return false;
  return before.nullable === after.nullable;
}

/** Null that a use adds; null that the type itself accepts is found there, once. */
function compareNull(meeting: Meeting, before: Link, after: Link): void {
  if (isNullAlike(before, after)) return;
  const { engine, use, inner } = meeting;
  const accepts = (link: Link, ref: ShapeRef, side: Engine["before"]): NullTaken => {
    if (link.nullable && link.nullOnce !== true) return "yes";
    const taken = nullTaken(plain(ref, link.to), side.normal);
    return link.nullOnce === true ? opposite(taken) : taken;
  };
  const allowedBefore = accepts(before, inner.before, engine.before);
  const allowedAfter = accepts(after, inner.after, engine.after);
  if (allowedBefore === allowedAfter) return;
  if (allowedBefore === "unknown" || allowedAfter === "unknown") {
    reportRelation(use, "null", "undecided", {});
    return;
  }
  use.report({
    rule: allowedAfter === "yes" ? "null-allowed" : "null-forbidden",
    ...names(meeting),
  });
}

/** A declared type is the same in whichever message it is met. */
function withoutMessage(around: Circumstances): Circumstances {
  const { message: _message, switched: _switched, ...circumstances } = around;
  return circumstances;
}

function plain(ref: ShapeRef, to: TypeId): ShapeRef {
  return { kind: "ref", to, nullable: false, origin: ref.origin };
}

function typePair(meeting: Meeting, before: TypeId, after: TypeId): Pair {
  const { engine, inner } = meeting;
  const declared = engine.before.contract.types.get(before);
  const subject: Subject =
    declared === undefined
      ? inner.subject
      : {
          element: declared.coordinate,
          kind: "type",
          name: declared.name,
          holder: { type: before, place: "" },
        };
  return meeting.pairOf(
    engine.before.normal(plain(inner.before, before)),
    engine.after.normal(plain(inner.after, after)),
    withoutMessage(inner.circumstances),
    subject,
  );
}

function names(meeting: Meeting) {
  const { engine, inner } = meeting;
  const before = refText(inner.before, engine.before);
  const after = refText(inner.after, engine.after);
  return {
    details: { before, after },
    before: { value: before, origin: inner.before.origin },
    after: { value: after, origin: inner.after.origin },
  };
}

function reportNames(
  meeting: Meeting,
  rule: "type-changed" | "type-renamed",
  surfaces: readonly MessageSurface[],
): void {
  if (surfaces.length > 0) meeting.use.report({ rule, surfaces, ...names(meeting) });
}

/**
 * A place was switched from one declared type to another that both sides know. Neither type
 * changed, so everything that differs between them is one finding, at the place.
 */
function reportSwitch(meeting: Meeting, pair: Pair, nominal: readonly MessageSurface[]): void {
  const { engine, use } = meeting;
  const { effects, isFelt, nulls } = differenceIn(pair, engine);
  if (!isFelt) {
    reportNames(meeting, "type-renamed", nominal);
    return;
  }
  if (nulls !== undefined) {
    use.report({ rule: nulls.rule, facts: nulls.facts, ...names(meeting) });
    return;
  }
  const direction = meeting.inner.circumstances.direction;
  const source: Effect[] = nominal.map((surface) => ({
    surface,
    direction,
    severity: "breaking",
    certainty: "by-rule",
  }));
  use.report({
    rule: "type-changed",
    effects: worstBySurface([...effects, ...source]),
    ...names(meeting),
  });
}

/** What two types differ in, as a place feels it that was switched from one to the other. */
interface Difference {
  readonly effects: readonly Effect[];
  readonly isFelt: boolean;
  readonly nulls: Finding | undefined;
}

/** By what was found between the types: many places are switched between the same two. */
const differences = new WeakMap<readonly Finding[], Difference>();

function differenceIn(pair: Pair, engine: Engine): Difference {
  const { semantics } = engine;
  const found = engine.findingsIn(pair);
  const known = differences.get(found);
  if (known !== undefined) return known;
  const effects = worstBySurface(found.flatMap((finding) => effectsOf(finding, semantics)));
  const isFelt = effects.some(
    (effect) => effect.surface !== "source" && effect.severity !== "compatible",
  );
  const felt = found.filter((finding) => severityOnWire(finding, semantics) !== "compatible");
  const difference = { effects, isFelt, nulls: onlyNull(felt, pair.subject) };
  differences.set(found, difference);
  return difference;
}

/** The two types differ in nothing that matters but their own null: then that is what there is to say. */
function onlyNull(felt: readonly Finding[], { element, holder }: Subject): Finding | undefined {
  const [only] = felt;
  if (only === undefined || felt.length > 1) return undefined;
  if (only.element !== element || only.holder.place !== holder.place) return undefined;
  return only.rule === "null-allowed" || only.rule === "null-forbidden" ? only : undefined;
}

function worstBySurface(effects: readonly Effect[]): readonly Effect[] {
  const worst = new Map<string, Effect>();
  for (const effect of effects) {
    if (effect.surface === "promise") continue;
    const known = worst.get(effect.surface);
    const isWorse =
      known !== undefined && worse(known.severity, effect.severity) === known.severity;
    if (!isWorse) worst.set(effect.surface, effect);
  }
  return [...worst.values()];
}
