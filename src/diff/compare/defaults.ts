import { equalJson, type Json } from "../../model/json.ts";
import type { Field } from "../../model/shape.ts";
import type { Subject } from "../finding.ts";
import type { Engine } from "./engine.ts";
import type { Comparison, Sink } from "./pair.ts";
import { textOf } from "./text.ts";

/** A default is assumed by the receiver, so a changed one changes behaviour without any error. */
export function compareDefaults(
  comparison: Comparison,
  subject: Subject,
  before: Field,
  after: Field,
): void {
  compareDefaultsOf(comparison.engine, comparison, subject, { before, after });
}

/** The same for members that stand outside of shapes: parameters. */
export function compareDefaultsOf(
  engine: Engine,
  sink: Sink,
  subject: Subject,
  fields: { readonly before: Field; readonly after: Field },
): void {
  const a = defaultOf(fields.before, engine.before.normal);
  const b = defaultOf(fields.after, engine.after.normal);
  // What must be there from now on has no default to lose: that is the one change to tell.
  const isDemanded = fields.after.required && !fields.before.required && b === undefined;
  if (equalJson(a, b) || isDemanded) return;
  sink.report({
    rule: "default-changed",
    subject,
    facts: engine.semantics.defaults === "both" ? { variant: "reader" } : {},
    details: { before: textOf(a), after: textOf(b) },
    before: { value: a, origin: fields.before.origin },
    after: { value: b, origin: fields.after.origin },
  });
}

function defaultOf(field: Field, normal: Engine["before"]["normal"]): Json | undefined {
  return field.default ?? normal(field.shape).default;
}
