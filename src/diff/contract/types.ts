import type { NamedType } from "../../model/contract.ts";
import type { Direction, MessageSurface, Semantics } from "../../model/semantics.ts";
import type { Pair } from "../compare/pair.ts";
import { releasedReservations } from "../compare/reservations.ts";
import { compareElement } from "../elements.ts";
import { subjectOf, type Subject } from "../finding.ts";
import type { ReachIndex } from "../reach.ts";
import { sinkFor, startFrom, type Walk } from "./walk.ts";

export interface Reaches {
  readonly before: ReachIndex;
  readonly after: ReachIndex;
}

const DIRECTIONS: readonly Direction[] = ["input", "output"];

/** Declared types: which are gone, which are new, and those that no message leads to. */
export function compareTypes(walk: Walk, reaches: Reaches): void {
  const before = walk.engine.before.contract.types;
  const after = walk.engine.after.contract.types;
  const roots = rootTypes(walk);
  for (const [id, type] of before) {
    const partner = after.get(id);
    if (partner !== undefined) compareType(walk, reaches, type, partner);
    else if (!roots.has(id)) reportRemoved(walk, reaches, type);
  }
  for (const [id, type] of after) if (!before.has(id)) reportAdded(walk, reaches, type);
}

function subjectOfType(type: NamedType): Subject {
  return subjectOf(type, type.name, { type: type.id, place: "" });
}

/** Types that are nothing but the place where a message starts: their name is in no document. */
function rootTypes(walk: Walk): ReadonlySet<string> {
  const { before, semantics } = walk.engine;
  const names = before.contract.operations.flatMap((operation) => {
    const root = operation.attributes?.["rootType"];
    return typeof root === "string" ? [root] : [];
  });
  return new Set(semantics.selection === "explicit" ? names : []);
}

function compareType(walk: Walk, reaches: Reaches, before: NamedType, after: NamedType): void {
  if (walk.engine.sameness.sameType(before, after)) {
    compareFiles(walk, reaches, before, after);
    return;
  }
  const subject = subjectOfType(before);
  const directions = DIRECTIONS.filter(
    (direction) =>
      reaches.before.reached(before.id, direction) ||
      // Where it cannot stand in either version, nobody has to look.
      ((mayStand(before, direction) || mayStand(after, direction)) &&
        reaches.after.reached(before.id, direction)),
  );
  const sink = sinkFor(walk, subject, directions[0] ?? "output");
  compareElement(sink, subject, before, after);
  compareFiles(walk, reaches, before, after);
  for (const report of releasedReservations(before.reserved, after.reserved)) {
    sink.report({
      ...report,
      before: { value: report.details?.name, origin: before.origin },
      after: { origin: after.origin },
    });
  }
  // Types known by name are met through interfaces and directives as well, which refer to no shape.
  const nominal = walk.engine.semantics.identity.wire === "nominal";
  if (directions.length > 0 && !nominal) return;
  // What is received comes first, as where messages lead to it.
  const met =
    directions.length > 0 ? directions.toReversed() : unreachedDirections(walk.engine.semantics);
  for (const direction of met) {
    if (!mayStand(before, direction)) continue;
    const ref = { kind: "ref", to: before.id, nullable: false } as const;
    startFrom(walk, {
      before: { ...ref, origin: before.origin },
      after: { ...ref, origin: after.origin },
      subject,
      itself: true,
      circumstances: { direction },
    });
  }
}

function mayStand({ directions }: NamedType, direction: Direction): boolean {
  return directions?.includes(direction) !== false;
}

/**
 * Types of one name that changed and that no place of both sides leads to: what used one before
 * uses another now, or nothing led to it before. The first is felt by generated code alone.
 */
export function unmetTypes(
  { engine }: Walk,
  reaches: Reaches,
  met: ReadonlySet<Pair>,
): readonly Pair[] {
  const { semantics, before, after, sameness } = engine;
  if (semantics.unreached === "none") return [];
  const known = new Set(
    [...met].map((pair) => pair.before.type === pair.after.type && pair.before.type),
  );
  const found: Pair[] = [];
  for (const [id, type] of before.contract.types) {
    const partner = after.contract.types.get(id);
    if (partner === undefined || known.has(id) || sameness.sameType(type, partner)) continue;
    const isOnlyNamed = DIRECTIONS.some((direction) => reaches.before.reached(id, direction));
    for (const direction of isOnlyNamed ? OUTPUT : unreachedDirections(semantics)) {
      const ref = { kind: "ref", to: id, nullable: false } as const;
      const surfaces = isOnlyNamed ? { surfaces: CODE } : {};
      const inner = {
        before: { ...ref, origin: type.origin },
        after: { ...ref, origin: partner.origin },
        subject: subjectOfType(type),
        itself: true,
        circumstances: { direction, ...surfaces },
      };
      found.push(engine.meet(inner));
    }
  }
  return found;
}

const OUTPUT: readonly Direction[] = ["output"];
const CODE: readonly MessageSurface[] = ["source"];

/** What nothing reaches is compared as well; what it means then is decided with the effects. */
function unreachedDirections({ unreached }: Semantics): readonly Direction[] {
  return unreached === "both" || unreached === "none" ? DIRECTIONS : [unreached];
}

function compareFiles(walk: Walk, reaches: Reaches, before: NamedType, after: NamedType): void {
  const files = walk.engine.before.contract.declarations;
  if (
    before.file === undefined ||
    after.file === undefined ||
    before.file === after.file ||
    !files.has(before.file)
  )
    return;
  if (stillIncluded(walk, before.file, after.file)) return;
  const direction = DIRECTIONS.find((one) => reaches.before.reached(before.id, one));
  sinkFor(walk, subjectOfType(before), direction ?? "output").report({
    rule: "type-moved",
    details: { before: before.file, after: after.file },
    before: { value: before.file, origin: before.origin },
    after: { value: after.file, origin: after.origin },
  });
}

/** Whether whoever includes the former file still gets the new one (`import public`). */
function stillIncluded(walk: Walk, from: string, to: string): boolean {
  const imports = walk.engine.after.contract.declarations.get(from)?.attributes?.["publicImports"];
  return Array.isArray(imports) && imports.includes(to);
}

function reportRemoved(walk: Walk, reaches: Reaches, type: NamedType): void {
  const { semantics } = walk.engine;
  const direction = DIRECTIONS.find((candidate) => reaches.before.reached(type.id, candidate));
  const isRoot =
    direction === undefined && semantics.unreached !== "none" && !reaches.before.used(type.id);
  // What may be sent as well as received is named by those who send it alone (variables).
  const isNamed = type.directions !== undefined || direction !== "output";
  const variant =
    semantics.identity.wire === "nominal" && type.definition !== "scalar" && isNamed
      ? "named"
      : isRoot
        ? "root"
        : "shape";
  sinkFor(walk, subjectOfType(type), direction ?? "output").report({
    rule: "type-removed",
    facts: { variant },
    before: { value: type.name, origin: type.origin },
    window: type.deprecation,
  });
}

function reportAdded(walk: Walk, reaches: Reaches, type: NamedType): void {
  const subject = subjectOfType(type);
  const sink = sinkFor(
    walk,
    subject,
    reaches.after.reached(type.id, "output") ? "output" : "input",
  );
  sink.report({ rule: "type-added", after: { value: type.name, origin: type.origin } });
  const object = type.shape.kind === "shape" ? type.shape.object : undefined;
  // No value is of an abstract type: the objects behind it say for themselves where they show up.
  if (object?.abstract === true) return;
  for (const name of object?.interfaces ?? []) {
    if (!walk.engine.before.contract.types.has(name)) continue;
    sinkFor(walk, { ...subject, holder: { type: name, place: "" } }, "output").report({
      rule: "interface-added",
      details: { name },
      after: { value: name, origin: type.origin },
    });
  }
}
