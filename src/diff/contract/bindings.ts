import type { Binding, Operation } from "../../model/operation.ts";
import type { Sink } from "../compare/pair.ts";
import type { Engine } from "../compare/engine.ts";
import type { Subject } from "../finding.ts";
import type { Normaliser } from "../normal/normalise.ts";

/** Further routes of an operation, as a set. */
export function compareBindings(
  engine: Engine,
  sink: Sink,
  before: Operation,
  after: Operation,
): void {
  const partners = new Map((after.bindings ?? []).map((binding) => [binding.match, binding]));
  for (const binding of before.bindings ?? []) {
    const partner = partners.get(binding.match);
    partners.delete(binding.match);
    if (partner === undefined) {
      sink.report({
        rule: "binding-removed",
        details: { name: binding.match },
        before: { value: binding.match, origin: binding.origin },
        after: { origin: after.origin },
      });
    } else {
      compareBinding(sink, before, binding, partner);
      compareVariables(
        engine,
        sink,
        { operation: before, binding },
        { operation: after, binding: partner },
      );
    }
  }
  for (const binding of partners.values()) {
    sink.report({
      rule: "binding-added",
      details: { name: binding.match },
      after: { value: binding.match, origin: binding.origin },
    });
  }
}

function subjectOfBinding(operation: Operation, binding: Binding): Subject {
  return {
    element: binding.coordinate,
    kind: "operation",
    name: binding.match,
    holder: { operation: operation.coordinate, place: "" },
  };
}

function compareBinding(sink: Sink, operation: Operation, before: Binding, after: Binding): void {
  const subject = subjectOfBinding(operation, before);
  for (const [key, word] of [
    ["body", "request body"],
    ["responseBody", "response body"],
  ] as const) {
    const from = before[key] ?? "";
    const to = after[key] ?? "";
    if (from === to) continue;
    sink.report({
      rule: "binding-body-changed",
      subject,
      details: { detail: word, before: from || "none", after: to || "none" },
      before: { value: from, origin: before.origin },
      after: { value: to, origin: after.origin },
    });
  }
}

interface Bound {
  readonly operation: Operation;
  readonly binding: Binding;
}

/** The path looks the same, but what stands in it fills another field of the request. */
function compareVariables(engine: Engine, sink: Sink, before: Bound, after: Bound): void {
  const names = after.binding.variables ?? [];
  for (const [index, name] of (before.binding.variables ?? []).entries()) {
    const other = names[index];
    if (other === undefined || other === name) continue;
    const from = fieldAt(engine.before, before.operation, name);
    if (from !== undefined && from === fieldAt(engine.after, after.operation, other)) continue;
    sink.report({
      rule: "binding-field-changed",
      subject: subjectOfBinding(before.operation, before.binding),
      details: { before: name, after: other },
      before: { value: name, origin: before.binding.origin },
      after: { value: other, origin: after.binding.origin },
    });
  }
}

/** A field of a request by its path, as the numbers it is known by: renamed, it is the same field. */
function fieldAt(side: Normaliser, operation: Operation, path: string): string | undefined {
  const request = operation.messages.find(({ kind }) => kind === "request");
  let shape = request?.body?.contents[0]?.shape;
  const numbers: number[] = [];
  for (const name of path.split(".")) {
    const fields = shape === undefined ? [] : (side.normal(shape).object?.fields ?? []);
    const field = fields.find((one) => one.name === name);
    if (field?.number === undefined) return undefined;
    numbers.push(field.number);
    shape = field.shape;
  }
  return numbers.join(".");
}
