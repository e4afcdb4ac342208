import type { Direction, MessageSurface } from "../../model/semantics.ts";
import type { Field, ObjectFacet, ShapeRef } from "../../model/shape.ts";
import type { Facts } from "../../rules/rule.ts";
import { compareNewAttributes } from "../attributes.ts";
import { compareElement } from "../elements.ts";
import { inside, type Subject } from "../finding.ts";
import { compareArguments } from "./arguments.ts";
import { compareDefaults } from "./defaults.ts";
import { movedFields } from "./field-groups.ts";
import { tellsNull } from "./null-said.ts";
import { carriedIn, hiddenIn, hiddenWord } from "./marks.ts";
import { matchFields, type FieldMatch } from "./match-fields.ts";
import { matchesName } from "../normal/intersect.ts";
import type { Normaliser } from "../normal/normalise.ts";
import type { Circumstances, Comparison } from "./pair.ts";
import { relateShapes } from "./related.ts";
import { reportRelation } from "./scalars.ts";

/** Pairs the members of two objects and compares each pair; what has no partner was added or removed. */
export function compareFields(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  const { engine, pair } = comparison;
  const sent = pair.circumstances.direction === "input";
  const match = matchFields(
    sent ? possibleFields(engine.before, before) : before.fields,
    sent ? possibleFields(engine.after, after) : after.fields,
    engine.semantics,
  );
  const moved = movedFields(before, after);
  for (const found of match.pairs) {
    const surfaces = within(pair.circumstances, found.surfaces);
    compareField(comparison, { ...found, surfaces }, moved);
  }
  for (const { field, surfaces } of match.removed) {
    const rest = restFor(field, after);
    if (rest === undefined) {
      reportRemoved(comparison, field, within(pair.circumstances, surfaces), after);
      compareUnevaluated(comparison, field.shape, after.unevaluatedProperties);
    } else compareWithRest(comparison, field, rest, "removed");
  }
  for (const { field, surfaces } of match.added) {
    const rest = restFor(field, sent ? before : withStrangers(before));
    if (rest === undefined) {
      reportAdded(comparison, field, within(pair.circumstances, surfaces), before);
      compareUnevaluated(comparison, before.unevaluatedProperties, field.shape);
    } else compareWithRest(comparison, field, rest, "added");
  }
  compareUndeclared(comparison, before, after);
}

/**
 * A member that is declared on one side, and on the other is what nothing looks at unless an
 * alternative or a condition does.
 */
function compareUnevaluated(
  comparison: Comparison,
  before: ShapeRef | boolean | undefined,
  after: ShapeRef | boolean | undefined,
): void {
  if (before === undefined || after === undefined) return;
  const isSent = comparison.pair.circumstances.direction === "input";
  // Readers ignore what is not allowed.
  if (!isSent && before === false) return;
  const relation = relateShapes(comparison, before, after);
  const harmless = isSent ? "loosened" : "tightened";
  if (relation === "equal" || relation === harmless) return;
  reportRelation(comparison, "unevaluatedProperties", "undecided", {});
}

/** Of the surfaces on which a member is known, those on which its object is met. */
function within(
  { surfaces }: Circumstances,
  known: readonly MessageSurface[],
): readonly MessageSurface[] {
  return surfaces === undefined ? known : known.filter((surface) => surfaces.includes(surface));
}

/** In a closed object a member that accepts nothing is no member. */
function possibleFields(side: Normaliser, object: ObjectFacet): readonly Field[] {
  if (object.additional !== false) return object.fields;
  return object.fields.filter(
    (field) => field.required || side.normal(field.shape).types.length > 0,
  );
}

/** What members of this name must be where it is not declared: a matching pattern, or the typed rest. */
function restFor(field: Field, other: ObjectFacet): ShapeRef | undefined {
  const pattern = other.patternFields?.find((entry) => matchesName(entry.pattern, field.name));
  if (pattern !== undefined) return pattern.shape;
  return typeof other.additional === "object" ? other.additional : undefined;
}

/** Who receives members that are not allowed ignores them, and may ask something of them all the same. */
function withStrangers(object: ObjectFacet): ObjectFacet {
  return object.strangers === undefined ? object : { ...object, additional: object.strangers };
}

/** A declared member on one side that the other side covers by a rule for undeclared ones. */
function compareWithRest(
  comparison: Comparison,
  field: Field,
  rest: ShapeRef,
  event: "added" | "removed",
): void {
  const subject = subjectOfField(comparison, field);
  const removed = event === "removed";
  if (field.required) {
    comparison.report({
      rule: removed ? "field-became-optional" : "field-became-required",
      subject,
      before: { origin: comparison.before.origin },
      after: { origin: comparison.after.origin },
    });
  }
  const [before, after] = removed ? [field.shape, rest] : [rest, field.shape];
  comparison.inner({ before, after, subject });
}

/** How a member is written in a place: `.status`, quoted where the name needs it. */
export function memberStep(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? `.${name}` : `.${JSON.stringify(name)}`;
}

function subjectOfField(comparison: Comparison, field: Field): Subject {
  const { holder } = comparison.pair.subject;
  return {
    element: field.coordinate,
    kind: field.kind,
    name: field.name,
    holder: inside(holder, memberStep(field.name)),
  };
}

function compareField(
  comparison: Comparison,
  pair: FieldMatch["pairs"][number],
  moved: ReadonlySet<string>,
): void {
  const { before, after, surfaces } = pair;
  if (comparison.engine.sameness.same(before, after)) return;
  const subject = subjectOfField(comparison, before);
  const sides = { before: { origin: before.origin }, after: { origin: after.origin } };
  compareNames(comparison, pair, subject);
  const carried = carriedIn(comparison);
  const hiddenBefore = hiddenIn(carried, before);
  const hiddenAfter = hiddenIn(carried, after);
  if (hiddenBefore && hiddenAfter) {
    const said = relateShapes(comparison, before.unmarked, after.unmarked);
    const isOther = said !== "equal";
    if (isOther) reportRelation(comparison, `shape of ${before.name}`, "undecided", {});
    return;
  }
  if (hiddenBefore !== hiddenAfter) {
    const field = hiddenAfter ? before : after;
    comparison.report({
      rule: hiddenAfter ? "field-hidden" : "field-exposed",
      subject,
      surfaces,
      facts: { presence: field.required ? "required" : "optional" },
      details: hiddenAfter ? { after: hiddenWord(carried) } : { before: hiddenWord(carried) },
      ...sides,
    });
    return;
  }
  if (changesPresence(comparison, before, after)) {
    comparison.report({
      rule: after.required ? "field-became-required" : "field-became-optional",
      subject,
      surfaces,
      before: { value: before.required, origin: before.origin },
      after: { value: after.required, origin: after.origin },
    });
  }
  if (!moved.has(before.name)) comparePresence(comparison, before, after, subject);
  comparison.inner({
    before: before.shape,
    after: after.shape,
    subject,
    circumstances: { surfaces },
  });
  compareDefaults(comparison, subject, before, after);
  compareArguments(comparison, subject, before, after);
  compareElement(comparison, subject, before, after);
}

/** Whether a member must be there on one side only, and nothing else about it says so. */
function changesPresence(comparison: Comparison, before: Field, after: Field): boolean {
  if (before.required === after.required || tellsNull(comparison, before, after)) return false;
  const byBounds = (before.required ? before : after).requiredByBounds === true;
  return !byBounds || before.presence !== after.presence;
}

function compareNames(
  comparison: Comparison,
  { before, after }: FieldMatch["pairs"][number],
  subject: Subject,
): void {
  const report = (
    rule: "field-renamed" | "field-number-changed" | "json-name-changed",
    values: readonly [string, string],
    variant?: string,
  ) =>
    comparison.report({
      rule,
      subject,
      ...(variant === undefined ? {} : { facts: { variant } }),
      details: { before: values[0], after: values[1] },
      before: { value: values[0], origin: before.origin },
      after: { value: values[1], origin: after.origin },
    });
  if (before.name !== after.name) {
    const kept = before.jsonName !== undefined && before.jsonName === after.jsonName;
    report("field-renamed", [before.name, after.name], kept ? "json-name-kept" : undefined);
  } else if (before.number !== after.number) {
    report("field-number-changed", [String(before.number), String(after.number)]);
  }
  if (before.name === after.name && before.jsonName !== after.jsonName) {
    const [written, known] = [before.jsonName ?? before.name, after.jsonName ?? after.name];
    const sent = comparison.pair.circumstances.direction === "input";
    // The name of before or after that the writer uses is the field's own, which readers know too.
    const isKnown = (sent ? written : known) === before.name;
    report("json-name-changed", [written, known], isKnown ? "known-name" : undefined);
  }
}

function comparePresence(
  comparison: Comparison,
  before: Field,
  after: Field,
  subject: Subject,
): void {
  if (
    before.presence === undefined ||
    after.presence === undefined ||
    before.presence === after.presence
  )
    return;
  comparison.report({
    rule: "presence-changed",
    subject,
    details: { before: before.presence, after: after.presence },
    before: { value: before.presence, origin: before.origin },
    after: { value: after.presence, origin: after.origin },
  });
}

/** Where consumers select what they receive, nothing they receive is required or optional. */
function presenceWord(comparison: Comparison, required: boolean): string {
  const { engine, pair } = comparison;
  if (engine.semantics.selection === "explicit" && pair.circumstances.direction === "output")
    return "";
  return required ? "required" : "optional";
}

function reportRemoved(
  comparison: Comparison,
  field: Field,
  surfaces: readonly MessageSurface[],
  after: ObjectFacet,
): void {
  if (hiddenIn(carriedIn(comparison), field)) return;
  comparison.report({
    rule: "field-removed",
    subject: subjectOfField(comparison, field),
    surfaces,
    closed: after.additional === false,
    facts: { presence: field.required ? "required" : "optional" },
    details: { detail: presenceWord(comparison, field.required) },
    before: { value: field.name, origin: field.origin },
    after: { origin: comparison.after.origin },
    window: field.deprecation,
  });
}

function reportAdded(
  comparison: Comparison,
  field: Field,
  surfaces: readonly MessageSurface[],
  before: ObjectFacet,
): void {
  if (hiddenIn(carriedIn(comparison), field)) return;
  const wasDemanded = before.required?.includes(field.name) === true;
  const required = field.required && !wasDemanded;
  const facts: Facts = { presence: required ? "required" : "optional" };
  const subject = subjectOfField(comparison, field);
  comparison.report({
    rule: "field-added",
    subject,
    surfaces,
    facts:
      isFreeForm(comparison, before) || isConditioned(comparison, field.name)
        ? { ...facts, variant: "free-form" }
        : facts,
    details: { detail: presenceWord(comparison, required) },
    before: { origin: comparison.before.origin },
    after: { value: field.name, origin: field.origin },
  });
  compareNewAttributes(comparison, subject, field);
}

/** Nothing declared and everything allowed: whoever sends it chose the members. */
function isFreeForm({ engine }: Comparison, object: ObjectFacet): boolean {
  const open = object.additional === undefined || object.additional === true;
  return open && object.fields.length === 0 && engine.semantics.unknownInput.wire === "by-shape";
}

/** Whether a condition or a dependent schema spoke of the member before, so that it was sent though nothing else declares it. */
function isConditioned({ before, engine }: Comparison, name: string): boolean {
  const parts = [
    ...before.conditionals.flatMap((one) => [one.if, one.then, one.else]),
    ...Object.values(before.object?.dependentSchemas ?? {}),
  ];
  return parts.some((part) => part !== undefined && declares(engine.before.normal(part), name));
}

function declares({ object }: Comparison["before"], name: string): boolean {
  return object?.fields.some((field) => field.name === name) === true;
}

/** Names that must be there though no property declares them. */
function compareUndeclared(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  if (before.required === undefined && after.required === undefined) return;
  const carried = carriedIn(comparison);
  const a = demanded(before, carried);
  const b = demanded(after, carried);
  const report = (rule: "field-became-required" | "field-became-optional", name: string) =>
    comparison.report({
      rule,
      details: { name },
      before: { origin: comparison.before.origin },
      after: { origin: comparison.after.origin },
    });
  for (const name of after.required ?? []) if (!a.has(name)) report("field-became-required", name);

  for (const name of before.required ?? []) if (!b.has(name)) report("field-became-optional", name);
}

function demanded(object: ObjectFacet, carried: Direction): ReadonlySet<string> {
  const fields = object.fields.filter((field) => field.required && !hiddenIn(carried, field));
  return new Set([...(object.required ?? []), ...fields.map((field) => field.name)]);
}
