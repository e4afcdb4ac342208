import type { Binding, Operation } from "../../model/operation.ts";
import type { Sink } from "../compare/pair.ts";
import type { Subject } from "../finding.ts";

/** Further routes of an operation, as a set. */
export function compareBindings(sink: Sink, before: Operation, after: Operation): void {
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
    } else compareBinding(sink, before, binding, partner);
  }
  for (const binding of partners.values()) {
    sink.report({
      rule: "binding-added",
      details: { name: binding.match },
      after: { value: binding.match, origin: binding.origin },
    });
  }
}

function compareBinding(sink: Sink, operation: Operation, before: Binding, after: Binding): void {
  const subject: Subject = {
    element: before.coordinate,
    kind: "operation",
    name: before.match,
    holder: { operation: operation.coordinate, place: "" },
  };
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
