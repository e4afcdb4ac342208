import type { Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { Sink } from "../compare/pair.ts";
import { compareElement } from "../elements.ts";
import { subjectOf, type Subject } from "../finding.ts";
import { compareBindings } from "./bindings.ts";
import { compareMessages } from "./messages.ts";
import { compareSecurity } from "./security.ts";
import { compareServers, serves } from "./servers.ts";
import { sinkFor, type Walk } from "./walk.ts";

export function compareOperations(walk: Walk): void {
  const before = walk.engine.before.contract.operations;
  const after = walk.engine.after.contract.operations;
  const partners = new Map(after.map((operation) => [keyOf(operation), operation]));
  const unmatched: Operation[] = [];
  for (const operation of before) {
    const partner = partners.get(keyOf(operation));
    if (partner === undefined) unmatched.push(operation);
    else {
      partners.delete(keyOf(operation));
      compareOperation(walk, operation, partner);
    }
  }
  const byCall = callsOf(partners.values());
  const removed: Operation[] = [];
  for (const operation of unmatched) {
    const partner = servedStill(operation, byCall);
    // One that is called as two of before is only one of them.
    if (partner === undefined || !partners.delete(keyOf(partner))) removed.push(operation);
    else {
      reportMoved(walk, operation, partner);
      compareOperation(walk, operation, partner);
    }
  }
  reportRemoved(walk, removed, after);
  for (const operation of partners.values()) reportAdded(walk, operation);
}

function keyOf(operation: Operation): string {
  return `${operation.initiator} ${operation.match}`;
}

function callsOf(operations: Iterable<Operation>): ReadonlyMap<string, readonly Operation[]> {
  const byCall = new Map<string, Operation[]>();
  for (const operation of operations) {
    for (const { call } of operation.addresses ?? []) {
      const known = byCall.get(call);
      if (known === undefined) byCall.set(call, [operation]);
      else known.push(operation);
    }
  }
  return byCall;
}

/** The operation that is called at one of the same addresses, base URL and path together. */
function servedStill(
  { addresses = [], initiator }: Operation,
  byCall: ReadonlyMap<string, readonly Operation[]>,
): Operation | undefined {
  for (const address of addresses) {
    const found = byCall
      .get(address.call)
      ?.find(
        (other) =>
          other.initiator === initiator &&
          other.addresses?.some((candidate) => serves(candidate, address)) === true,
      );
    if (found !== undefined) return found;
  }
  return undefined;
}

function reportMoved(walk: Walk, before: Operation, after: Operation): void {
  sinkFor(walk, subjectOfOperation(before), directionOf(before)).report({
    rule: "operation-moved",
    details: { before: before.coordinate, after: after.coordinate },
    before: { value: before.coordinate, origin: before.origin },
    after: { value: after.coordinate, origin: after.origin },
  });
}

function subjectOfOperation(operation: Operation): Subject {
  return subjectOf(operation, operation.coordinate, { operation: operation.coordinate, place: "" });
}

function directionOf(operation: Operation): Direction {
  return operation.initiator === "consumer" ? "input" : "output";
}

function compareOperation(walk: Walk, before: Operation, after: Operation): void {
  if (walk.engine.sameness.same(before, after)) return;
  const subject = subjectOfOperation(before);
  const sink = sinkFor(walk, subject, directionOf(before));
  compareElement(sink, subject, before, after);
  compareSecurity(walk, sink, before, after);
  compareServers(sink, before, after);
  compareBindings(walk.engine, sink, before, after);
  compareRootTypes(sink, before, after);
  compareMessages(walk, before, after);
}

/** The type that documents start from; its fields are compared whatever it is called. */
function compareRootTypes(sink: Sink, before: Operation, after: Operation): void {
  const from = before.attributes?.["rootType"];
  const to = after.attributes?.["rootType"];
  if (typeof from !== "string" || typeof to !== "string" || from === to) return;
  sink.report({
    rule: "root-type-changed",
    subject: {
      element: from,
      kind: "type",
      name: before.coordinate,
      holder: { operation: before.coordinate, place: "" },
    },
    details: { before: from, after: to },
    before: { value: from, origin: before.origin },
    after: { value: to, origin: after.origin },
  });
}

/** A path or service that goes whole is one change, unless some of it had been announced to go. */
function reportRemoved(
  walk: Walk,
  removed: readonly Operation[],
  after: readonly Operation[],
): void {
  const remaining = new Set(after.map((operation) => operation.group));
  const groups = Map.groupBy(removed, (operation) => operation.group ?? operation.coordinate);
  for (const [group, operations] of groups) {
    const whole =
      operations.length > 1 &&
      !remaining.has(group) &&
      operations.every((operation) => operation.deprecation === undefined);
    if (whole) reportGroup(walk, group, operations);
    else for (const operation of operations) reportGone(walk, operation);
  }
}

function reportGone(walk: Walk, operation: Operation): void {
  sinkFor(walk, subjectOfOperation(operation), directionOf(operation)).report({
    rule: "operation-removed",
    before: { value: operation.coordinate, origin: operation.origin },
    window: operation.deprecation,
  });
}

function reportGroup(walk: Walk, group: string, operations: readonly Operation[]): void {
  const names = operations.map((operation) => operation.coordinate);
  for (const operation of operations) {
    const subject: Subject = { ...subjectOfOperation(operation), element: group, name: group };
    sinkFor(walk, subject, directionOf(operation)).report({
      rule: "operation-group-removed",
      details: { detail: names.join(", ") },
      before: { value: group, origin: operations[0]?.origin ?? operation.origin },
    });
  }
}

function reportAdded(walk: Walk, operation: Operation): void {
  sinkFor(walk, subjectOfOperation(operation), directionOf(operation)).report({
    rule: "operation-added",
    after: { value: operation.coordinate, origin: operation.origin },
  });
}
