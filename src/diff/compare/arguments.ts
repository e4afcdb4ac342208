import type { Field } from "../../model/shape.ts";
import { compareElement } from "../elements.ts";
import { inside, type Subject } from "../finding.ts";
import { compareDefaults } from "./defaults.ts";
import { tellsNull } from "./null-said.ts";
import type { Comparison, Pair, Report } from "./pair.ts";

/** Arguments are sent, whatever the direction of the field they belong to; unknown ones are refused. */
export function compareArguments(
  comparison: Comparison,
  field: Subject,
  before: Pick<Field, "arguments" | "origin">,
  after: Pick<Field, "arguments" | "origin">,
): void {
  const a = before.arguments ?? [];
  const b = after.arguments ?? [];
  if (a.length === 0 && b.length === 0) return;
  const asInput = inputComparison(comparison);
  const partners = new Map(b.map((argument) => [argument.name, argument]));
  for (const argument of a) {
    const partner = partners.get(argument.name);
    if (partner === undefined) {
      asInput.report(gone(field, argument, after.origin));
      continue;
    }
    partners.delete(argument.name);
    compareArgument(asInput, subjectOfArgument(field, argument), argument, partner);
  }
  for (const argument of partners.values()) {
    asInput.report({
      rule: "field-added",
      subject: subjectOfArgument(field, argument),
      facts: { presence: argument.required ? "required" : "optional" },
      details: { detail: argument.required ? "required" : "optional" },
      before: { origin: before.origin },
      after: { value: argument.name, origin: argument.origin },
    });
  }
}

function gone(field: Subject, argument: Field, origin: Field["origin"]): Report {
  return {
    rule: "field-removed",
    subject: subjectOfArgument(field, argument),
    facts: { presence: argument.required ? "required" : "optional", unknown: "rejected" },
    details: { detail: argument.required ? "required" : "optional" },
    before: { value: argument.name, origin: argument.origin },
    after: { origin },
    window: argument.deprecation,
  };
}

function subjectOfArgument({ holder }: Subject, argument: Field): Subject {
  return {
    element: argument.coordinate,
    kind: "argument",
    name: argument.name,
    holder: { ...inside(holder, `(${argument.name}:)`), turned: true },
  };
}

function compareArgument(
  comparison: Comparison,
  subject: Subject,
  before: Field,
  after: Field,
): void {
  if (before.required !== after.required && !tellsNull(comparison, before, after)) {
    comparison.report({
      rule: after.required ? "field-became-required" : "field-became-optional",
      subject,
      before: { value: before.required, origin: before.origin },
      after: { value: after.required, origin: after.origin },
    });
  }
  comparison.inner({ before: before.shape, after: after.shape, subject });
  compareDefaults(comparison, subject, before, after);
  compareElement(comparison, subject, before, after);
}

/** The same comparison with everything it finds turned to input. */
function inputComparison(comparison: Comparison): Comparison {
  const pair: Pair = {
    ...comparison.pair,
    circumstances: { ...comparison.pair.circumstances, direction: "input" },
  };
  return {
    ...comparison,
    pair,
    report: (report) => comparison.reportAs(pair, report),
    inner: (inner) =>
      comparison.inner({ ...inner, circumstances: { ...inner.circumstances, direction: "input" } }),
  };
}
