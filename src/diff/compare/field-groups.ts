import type { FieldGroup, ObjectFacet } from "../../model/shape.ts";
import { compareAttributes } from "../attributes.ts";
import { inside } from "../finding.ts";
import type { Comparison } from "./pair.ts";
import { sidesOf } from "./pair.ts";

/**
 * Groups of fields that exclude each other (oneof). What matters in messages is which of the
 * fields that both sides know exclude each other; the group's name matters to generated code.
 */
export function compareGroups(
  comparison: Comparison,
  before: ObjectFacet,
  after: ObjectFacet,
): void {
  if (before.groups === undefined && after.groups === undefined) return;
  const known = fieldsOnBothSides(before, after);
  const groupBefore = groupOf(before);
  const groupAfter = groupOf(after);
  const told = new Set<string>();
  for (const group of after.groups ?? [])
    for (const name of reportJoined(comparison, group, known, groupBefore)) told.add(name);
  for (const group of before.groups ?? [])
    for (const name of reportSplit(comparison, group, known, groupAfter)) told.add(name);
  reportNewMembers(comparison, before, after);
  compareFacts(comparison, before, after);
  const others = new Set([...known].filter((name) => !told.has(name)));
  reportNames(comparison, others, groupBefore, groupAfter);
}

/** Fields that came into a group, or left one: whether they can be told to be unset follows from it. */
export function movedFields(before: ObjectFacet, after: ObjectFacet): ReadonlySet<string> {
  if (before.groups === undefined && after.groups === undefined) return NO_NAMES;
  const groupBefore = groupOf(before);
  const groupAfter = groupOf(after);
  const names = [...groupBefore.keys(), ...groupAfter.keys()];
  return new Set(names.filter((name) => groupBefore.has(name) !== groupAfter.has(name)));
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What is said of a group that both sides know. */
function compareFacts(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const partners = new Map((after.groups ?? []).map((group) => [group.name, group]));
  for (const group of before.groups ?? []) {
    const partner = partners.get(group.name);
    if (partner === undefined) continue;
    compareAttributes(comparison, subjectOfGroup(comparison, group), group, partner);
  }
}

type Membership = ReadonlyMap<string, FieldGroup>;

function fieldsOnBothSides(before: ObjectFacet, after: ObjectFacet): ReadonlySet<string> {
  const names = new Set(before.fields.map((field) => field.name));
  return new Set(after.fields.map((field) => field.name).filter((name) => names.has(name)));
}

function groupOf(object: ObjectFacet): Membership {
  return new Map(
    (object.groups ?? []).flatMap((group) => group.members.map((name) => [name, group] as const)),
  );
}

/** Fields of one group now, of which two could be set together before. */
function reportJoined(
  comparison: Comparison,
  group: FieldGroup,
  known: ReadonlySet<string>,
  before: Membership,
): readonly string[] {
  const members = group.members.filter((name) => known.has(name));
  if (!fallsApart(members, before)) return [];
  report(comparison, "oneof-joined", group, members);
  return members;
}

function reportSplit(
  comparison: Comparison,
  group: FieldGroup,
  known: ReadonlySet<string>,
  after: Membership,
): readonly string[] {
  const members = group.members.filter((name) => known.has(name));
  if (!fallsApart(members, after)) return [];
  report(comparison, "oneof-split", group, members);
  return members;
}

/** Whether the fields do not all exclude each other on the other side. */
function fallsApart(members: readonly string[], other: Membership): boolean {
  if (members.length < 2) return false;
  const groups = new Set(members.map((name) => other.get(name)?.name));
  return groups.size > 1 || groups.has(undefined);
}

function report(
  comparison: Comparison,
  rule: "oneof-joined" | "oneof-split",
  group: FieldGroup,
  members: readonly string[],
): void {
  comparison.report({
    rule,
    subject: subjectOfGroup(comparison, group),
    details: { detail: members.join(", ") },
    ...sidesOf(comparison.pair, members.join(" "), group.name),
  });
}

function subjectOfGroup(comparison: Comparison, group: FieldGroup) {
  const { holder } = comparison.pair.subject;
  return {
    element: group.coordinate,
    kind: "oneof" as const,
    name: group.name,
    holder: inside(holder, ""),
  };
}

function reportNewMembers(comparison: Comparison, before: ObjectFacet, after: ObjectFacet): void {
  const old = new Set(before.fields.map((field) => field.name));
  for (const group of after.groups ?? []) {
    const isNew = !group.members.some((name) => old.has(name));
    if (isNew) continue;
    for (const name of group.members) {
      if (old.has(name)) continue;
      comparison.report({
        rule: "oneof-member-added",
        subject: subjectOfGroup(comparison, group),
        details: { name },
        ...sidesOf(comparison.pair, undefined, name),
      });
    }
  }
}

function reportNames(
  comparison: Comparison,
  known: ReadonlySet<string>,
  before: Membership,
  after: Membership,
): void {
  const told = new Set<string>();
  for (const name of known) {
    const from = nameOf(before.get(name));
    const to = nameOf(after.get(name));
    const group = before.get(name) ?? after.get(name);
    if (from === to || group === undefined || told.has(`${from} ${to}`)) continue;
    told.add(`${from} ${to}`);
    comparison.report({
      rule: "oneof-renamed",
      subject: subjectOfGroup(comparison, group),
      details: { detail: name, before: from, after: to },
      ...sidesOf(comparison.pair, from, to),
    });
  }
}

function nameOf(group: FieldGroup | undefined): string {
  return group?.name ?? "none";
}
