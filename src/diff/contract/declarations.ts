import type { Declaration } from "../../model/contract.ts";
import type { Json } from "../../model/json.ts";
import { ANYTHING } from "../normal/normal.ts";
import { compareElement } from "../elements.ts";
import { subjectOf, type Subject } from "../finding.ts";
import { sinkFor, startFrom, type Walk } from "./walk.ts";

/** Kinds that nothing is generated from: their absence is told by what used them. */
const LABELS: ReadonlySet<Declaration["kind"]> = new Set(["tag", "security-scheme", "contract"]);

/** Directives, files, packages, extensions, services, tags: everything declared beside types. */
export function compareDeclarations(walk: Walk): void {
  const before = walk.engine.before.contract.declarations;
  const after = walk.engine.after.contract.declarations;
  for (const [key, declaration] of before) {
    const partner = after.get(key);
    if (isToldByUses(declaration)) continue;
    if (partner === undefined) reportRemoved(walk, declaration);
    else compareDeclaration(walk, declaration, partner);
  }
  for (const [key, declaration] of after) {
    if (before.has(key) || isToldByUses(declaration)) continue;
    sinkFor(walk, subjectOfDeclaration(declaration), "input").report({
      rule: "declaration-added",
      after: { value: declaration.coordinate, origin: declaration.origin },
    });
  }
}

/** A server is nothing beside the operations that it serves, and those are compared by address. */
function isToldByUses({ kind }: Declaration): boolean {
  return kind === "server";
}

function subjectOfDeclaration(declaration: Declaration): Subject {
  return subjectOf(declaration, declaration.coordinate, { place: "" });
}

function factsOf({ engine }: Walk, declaration: Declaration) {
  return { reached: isMet(engine, declaration) ? "reached" : "unreached" } as const;
}

/**
 * Whether a consumer can carry it. A contract without operations is a piece of one: schemas that
 * build on it may use what no document can.
 */
function isMet({ semantics }: Walk["engine"], { reachable }: Declaration): boolean {
  return reachable || semantics.unreached === "both";
}

function reportRemoved(walk: Walk, declaration: Declaration): void {
  const isDirective = declaration.kind === "directive";
  sinkFor(walk, subjectOfDeclaration(declaration), "input").report({
    rule: isDirective ? "directive-removed" : "declaration-removed",
    facts: {
      ...factsOf(walk, declaration),
      ...(LABELS.has(declaration.kind) ? { variant: "label" } : {}),
    },
    before: { value: declaration.coordinate, origin: declaration.origin },
    window: declaration.deprecation,
  });
}

function compareDeclaration(walk: Walk, before: Declaration, after: Declaration): void {
  const subject = subjectOfDeclaration(before);
  const [a, b] = isAnother(before, after) ? [onlyType(before), onlyType(after)] : [before, after];
  compareElement(sinkFor(walk, subject, "input"), subject, a, b);
  if (before.kind === "directive") compareDirective(walk, before, after);
  if (before.shape !== undefined && after.shape !== undefined) {
    startFrom(walk, {
      before: before.shape,
      after: after.shape,
      subject,
      circumstances: { direction: "output" },
    });
  }
}

/** A security scheme of another type has nothing in common with the former but its name. */
function isAnother(before: Declaration, after: Declaration): boolean {
  if (before.kind !== "security-scheme") return false;
  return before.attributes?.["type"] !== after.attributes?.["type"];
}

function onlyType({ attributes = {}, ...declaration }: Declaration): Declaration {
  const { type } = attributes;
  return { ...declaration, attributes: type === undefined ? {} : { type } };
}

function compareDirective(walk: Walk, before: Declaration, after: Declaration): void {
  const sink = sinkFor(walk, subjectOfDeclaration(before), "input");
  const facts = factsOf(walk, before);
  const sides = { before: { origin: before.origin }, after: { origin: after.origin } };
  const from = listOf(before.attributes?.["locations"]);
  const to = listOf(after.attributes?.["locations"]);
  for (const name of from) {
    if (!to.includes(name))
      sink.report({
        rule: "directive-location-removed",
        facts: placeFacts(walk, before, name),
        details: { name },
        ...sides,
      });
  }
  for (const name of to) {
    if (!from.includes(name))
      sink.report({ rule: "directive-location-added", facts, details: { name }, ...sides });
  }
  const repeated = before.attributes?.["repeatable"] === true;
  if (repeated !== (after.attributes?.["repeatable"] === true)) {
    sink.report({
      rule: repeated ? "directive-repeatable-removed" : "directive-repeatable-added",
      facts,
      ...sides,
    });
  }
  compareDirectiveArguments(walk, before, after);
}

/** In a piece of a contract (unreached things are met both ways) others may use it anywhere. */
function placeFacts({ engine }: Walk, { usableAt }: Declaration, place: string) {
  const isUsable = engine.semantics.unreached === "both" || usableAt?.includes(place) === true;
  return { reached: isUsable ? "reached" : "unreached" } as const;
}

function listOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((entry: Json): entry is string => typeof entry === "string")
    : [];
}

/**
 * Arguments are compared as those of a field; of a directive that no document can carry, only a
 * server notices what changes.
 */
function compareDirectiveArguments(walk: Walk, before: Declaration, after: Declaration): void {
  const shape = (declaration: Declaration) => ({
    ...ANYTHING,
    coordinate: declaration.coordinate,
    origin: declaration.origin,
    types: ["object"] as const,
    object: { fields: declaration.arguments ?? [], additional: false },
  });
  startFrom(walk, {
    before: shape(before),
    after: shape(after),
    subject: {
      ...subjectOfDeclaration(before),
      holder: { place: "", ...(isMet(walk.engine, before) ? {} : { unmet: true }) },
    },
    circumstances: { direction: "input" },
  });
}
