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
  if (equalJson(a, b) || isOneWithPresence(fields, { before: a, after: b })) return;
  sink.report({
    rule: "default-changed",
    subject,
    facts: engine.semantics.defaults === "both" ? { variant: "reader" } : {},
    details: { before: textOf(a), after: textOf(b) },
    before: { value: a, origin: fields.before.origin },
    after: { value: b, origin: fields.after.origin },
  });
}

/**
 * What must be there from now on has no default to lose, and where it always had to be there, no
 * message meets the default that it gains: the change of presence is the one to tell.
 */
function isOneWithPresence(
  { before, after }: { readonly before: Field; readonly after: Field },
  defaults: { readonly before: Json | undefined; readonly after: Json | undefined },
): boolean {
  if (before.required === after.required) return false;
  return (before.required ? defaults.before : defaults.after) === undefined;
}

function defaultOf(field: Field, normal: Engine["before"]["normal"]): Json | undefined {
  return field.default ?? normal(field.shape).default;
}
