import type { ObjectFacet, ShapeRef } from "../../model/shape.ts";
import { inside } from "../finding.ts";
import { matchesName } from "../normal/intersect.ts";
import { acceptsAll } from "../normal/normal.ts";
import { relateBeside } from "./beside.ts";
import { evaluatesOthers } from "./evaluated.ts";
import { compareFields } from "./fields.ts";
import { compareGroups } from "./field-groups.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { relateShapes } from "./related.ts";
import { relateBounds, reportRelation } from "./scalars.ts";
import { compareReservations } from "./reservations.ts";
import { refText } from "./text.ts";

const NO_FIELDS: ObjectFacet = { fields: [] };
const ABSTRACT = { variant: "abstract" } as const;

/** Members, what is allowed beside them, and the rules that span several of them. */
export function compareObjects(comparison: Comparison): void {
  const before = comparison.before.object ?? NO_FIELDS;
  const after = comparison.after.object ?? NO_FIELDS;
  compareFields(comparison, before, after);
  compareAdditional(comparison, before, after);
  compareKeys(comparison, before, after);
  compareCounts(comparison, before, after);
  compareDependencies(comparison, before, after);
  compareInterfaces(comparison, before, after);
  compareGroups(comparison, before, after);
  compareReservations(comparison, before, after);
  if (before.exactlyOne !== after.exactlyOne) {
    comparison.report({
      rule: after.exactlyOne === true ? "exactly-one-added" : "exactly-one-removed",
      ...sidesOf(comparison.pair),
    });
  }
}

function compareAdditional(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const meant = {
    before: readAdditional(comparison, before),
    after: additionalOf(comparison.engine.after.normal, after),
  };
  if (meant.before === meant.after) return;
  // Who asks of members what none can keep is not closed: nobody ignores what it says of strangers.
  const a = typeof meant.after === "object" ? asWritten(before, meant.before) : meant.before;
  const b = typeof meant.before === "object" ? asWritten(after, meant.after) : meant.after;
  const { subject } = comparison.pair;
  if (typeof a === "object" && typeof b === "object") {
    const holder = inside(subject.holder, "{}");
    comparison.inner({
      before: a,
      after: b,
      subject: { ...subject, name: `${subject.name}{}`, holder },
    });
    return;
  }
  const texts = {
    before: typeof a === "object" ? refText(a, comparison.engine.before) : String(a),
    after: typeof b === "object" ? refText(b, comparison.engine.after) : String(b),
  };
  const rule =
    b === false
      ? "additional-closed"
      : a === false
        ? "additional-opened"
        : typeof b === "object"
          ? "additional-typed"
          : "additional-untyped";
  comparison.report({
    rule,
    details: texts,
    ...sidesOf(comparison.pair, texts.before, texts.after),
  });
}

/** What readers who ignore strangers still ask of them counts where somebody may send one. */
function readAdditional(comparison: Comparison, before: ObjectFacet): ShapeRef | boolean {
  const { normal } = comparison.engine.before;
  const { direction } = comparison.pair.circumstances;
  const { strangers } = before;
  const isAsked = direction === "output" && comparison.after.object?.additional !== false;
  if (strangers === undefined || !isAsked) return additionalOf(normal, before);
  const asked = additionalOf(normal, { fields: [], additional: strangers });
  return asked === true ? false : asked;
}

function asWritten({ additional }: ObjectFacet, meant: ShapeRef | boolean): ShapeRef | boolean {
  return meant === false && additional !== undefined ? additional : meant;
}

/** `true`, an absent keyword and a schema that accepts everything are the same. */
function additionalOf(
  normal: Comparison["engine"]["before"]["normal"],
  object: ObjectFacet,
): ShapeRef | boolean {
  const additional = object.additional ?? true;
  if (typeof additional === "boolean") return additional;
  const known = normal(additional);
  if (known.types.length === 0) return false;
  return acceptsAll(known) ? true : additional;
}

function compareKeys(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const a = before.map?.key;
  const b = after.map?.key;
  if (a !== undefined && b !== undefined) {
    comparison.inner({
      before: a,
      after: b,
      subject: { ...comparison.pair.subject, name: `key of ${comparison.pair.subject.name}` },
    });
  }
  reportRelation(
    comparison,
    "propertyNames",
    relateShapes(comparison, before.propertyNames, after.propertyNames),
    {},
  );
  comparePatternFields(comparison, before, after);
  const closes = after.unevaluatedProperties === false;
  const opens = before.unevaluatedProperties === false;
  if (closes !== opens) {
    comparison.report({
      rule: closes ? "additional-closed" : "additional-opened",
      ...sidesOf(comparison.pair),
    });
    return;
  }
  const unevaluated = relateShapes(
    comparison,
    before.unevaluatedProperties,
    after.unevaluatedProperties,
  );
  const isLookedAt = after.unevaluatedProperties !== undefined;
  const isOther = unevaluated === "equal" && isLookedAt && evaluatesOthers(comparison, "members");
  reportRelation(comparison, "unevaluatedProperties", isOther ? "undecided" : unevaluated, {});
}

function comparePatternFields(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  const shapes = (object: ObjectFacet) =>
    new Map((object.patternFields ?? []).map((entry) => [entry.pattern, entry.shape]));
  const from = shapes(before);
  const to = shapes(after);
  for (const pattern of new Set([...from.keys(), ...to.keys()])) {
    const a = from.get(pattern);
    const b = to.get(pattern);
    if (a !== undefined && b !== undefined) {
      const { subject } = comparison.pair;
      const name = `${subject.name}{${JSON.stringify(pattern)}}`;
      const holder = inside(subject.holder, "{}");
      comparison.inner({ before: a, after: b, subject: { ...subject, name, holder } });
      continue;
    }
    // Without the pattern, members that match it are additional ones, or what is declared of them.
    const rest = relateShapes(comparison, a ?? before.additional, b ?? after.additional);
    const isSaid =
      a === undefined
        ? limitsDeclared(comparison, pattern, b)
        : freesDeclared(comparison, pattern, a);
    const also = a === undefined ? "tightened" : "loosened";
    const relation = !isSaid || rest === also ? rest : rest === "equal" ? also : "changed";
    const texts = { before: a && pattern, after: b && pattern };
    reportRelation(comparison, "patternProperties", relation, texts);
  }
}

/** Whether a pattern that comes asks more of declared members than was declared. */
function limitsDeclared(
  comparison: Comparison,
  pattern: string,
  after: ShapeRef | undefined,
): boolean {
  const { fields } = comparison.before.object ?? NO_FIELDS;
  return fields.some(
    ({ name, shape }) =>
      after !== undefined && matchesName(pattern, name) && !comparison.keeps(shape, after, "input"),
  );
}

/** Whether declared members may be more than a pattern that goes let them be. */
function freesDeclared(comparison: Comparison, pattern: string, before: ShapeRef): boolean {
  const { fields } = comparison.after.object ?? NO_FIELDS;
  return fields.some(
    ({ name, shape }) => matchesName(pattern, name) && !comparison.keeps(before, shape, "output"),
  );
}

function compareCounts(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const lower = relateBounds(
    "lower",
    before.minProperties || undefined,
    after.minProperties || undefined,
  );
  reportRelation(comparison, "minProperties", lower, {
    before: before.minProperties,
    after: after.minProperties,
  });
  const upper = relateBounds("upper", before.maxProperties, after.maxProperties);
  reportRelation(comparison, "maxProperties", upper, {
    before: before.maxProperties,
    after: after.maxProperties,
  });
}

function compareDependencies(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  const required = [before.dependentRequired ?? {}, after.dependentRequired ?? {}] as const;
  for (const name of namesOf(...required)) {
    const a = ownOf(required[0], name) ?? [];
    const b = ownOf(required[1], name) ?? [];
    const gained = b.some((other) => !a.includes(other));
    const lost = a.some((other) => !b.includes(other));
    const relation =
      gained && lost ? "changed" : gained ? "tightened" : lost ? "loosened" : "equal";
    reportRelation(comparison, `dependentRequired of ${name}`, relation, {
      before: a.join(", "),
      after: b.join(", "),
    });
  }
  const schemas = [before.dependentSchemas ?? {}, after.dependentSchemas ?? {}] as const;
  for (const name of namesOf(...schemas)) {
    const [a, b] = [ownOf(schemas[0], name), ownOf(schemas[1], name)];
    const relation = relateBeside(comparison, a, b, [comparison.before]);
    // What a dependent schema asks of members it also evaluates.
    const evaluates = [before, after].some((side) => side.unevaluatedProperties !== undefined);
    const said = evaluates && relation !== "equal" ? "undecided" : relation;
    reportRelation(comparison, `dependentSchemas of ${name}`, said, {});
  }
}

function namesOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function compareInterfaces(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const a = before.interfaces ?? [];
  const b = after.interfaces ?? [];
  const facts = before.abstract === true && after.abstract === true ? ABSTRACT : {};
  for (const name of a) {
    if (!b.includes(name))
      comparison.report({
        rule: "interface-removed",
        facts,
        details: { name },
        ...sidesOf(comparison.pair, name),
      });
  }
  for (const name of b) {
    if (!a.includes(name))
      comparison.report({
        rule: "interface-added",
        details: { name },
        ...sidesOf(comparison.pair, undefined, name),
      });
  }
}
