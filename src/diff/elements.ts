import type { Element } from "../model/element.ts";
import type { Deprecation, Stability } from "../model/lifecycle.ts";
import { compareAttributes } from "./attributes.ts";
import type { Report, Sink } from "./compare/pair.ts";
import { textOf } from "./compare/text.ts";
import type { Subject } from "./finding.ts";

/** What every element has beside its own matter: named facts, stability, a window. */
export function compareElement(
  sink: Sink,
  subject: Subject,
  before: Element,
  after: Element,
): void {
  compareAttributes(sink, subject, before, after);
  compareStability(sink, subject, before, after);
  compareWindows(sink, subject, before, after);
}

const LEVELS: readonly Stability[] = ["draft", "alpha", "beta", "stable"];

function compareStability(sink: Sink, subject: Subject, before: Element, after: Element): void {
  const unreadable = after.unreadableStability;
  if (unreadable !== undefined) {
    if (unreadable === before.unreadableStability) return;
    sink.report({
      rule: "stability-unreadable",
      subject,
      details: { before: before.stability ?? "none", after: unreadable },
      before: { value: before.stability, origin: before.origin },
      after: { value: unreadable, origin: after.origin },
    });
    return;
  }
  const from = before.stability ?? "stable";
  const to = after.stability ?? "stable";
  if (from === to || before.unreadableStability !== undefined) return;
  sink.report({
    rule: LEVELS.indexOf(to) < LEVELS.indexOf(from) ? "stability-lowered" : "stability-raised",
    subject,
    details: { before: from, after: to },
    before: { value: from, origin: before.origin },
    after: { value: to, origin: after.origin },
  });
}

const NONE: Deprecation = { deprecated: false };

function compareWindows(sink: Sink, subject: Subject, before: Element, after: Element): void {
  const from = before.deprecation ?? NONE;
  const to = after.deprecation ?? NONE;
  if (from === to) return;
  const report = (
    rule: Report["rule"],
    values?: { readonly before?: string | undefined; readonly after?: string | undefined },
    detail?: string,
  ) =>
    sink.report({
      rule,
      subject,
      details: {
        before: textOf(values?.before),
        after: textOf(values?.after),
        ...(detail === undefined ? {} : { detail }),
      },
      before: { value: values?.before, origin: before.origin },
      after: { value: values?.after, origin: after.origin },
    });
  if (from.deprecated && !to.deprecated) {
    report("deprecation-removed", { before: from.sunset });
    return;
  }
  if (!from.deprecated && to.deprecated) {
    const until = to.sunset === undefined ? "" : ` until ${to.sunset}`;
    if (!isUseless(sink.today, from, to)) report("deprecation-added", { after: to.sunset }, until);
  } else if (from.reason !== to.reason && from.sunset === to.sunset) {
    report("deprecation-reworded", { before: from.reason, after: to.reason });
  }
  if (to.unreadable !== undefined && to.unreadable !== from.unreadable) {
    const values = { before: from.sunset ?? from.unreadable, after: to.unreadable };
    report("sunset-unreadable", values, newly(from, to));
  } else compareDates(sink.today, from, to, report);
}

/** A date that is of no use is told, and with it that the element is deprecated. */
function isUseless(today: string, from: Deprecation, to: Deprecation): boolean {
  return to.unreadable !== undefined || isPast(today, from, to);
}

/** Whether the first date that is given has passed. */
function isPast(today: string, from: Deprecation, to: Deprecation): boolean {
  return from.sunset === undefined && to.sunset !== undefined && to.sunset < today;
}

function newly(from: Deprecation, to: Deprecation): string {
  return !from.deprecated && to.deprecated ? ", newly deprecated," : "";
}

/** Dates in ISO form compare as text. */
function compareDates(
  today: string,
  from: Deprecation,
  to: Deprecation,
  report: (
    rule: Report["rule"],
    values: { readonly before?: string | undefined; readonly after?: string | undefined },
    detail?: string,
  ) => void,
): void {
  const values = { before: from.sunset, after: to.sunset };
  if (from.sunset === to.sunset) return;
  if (to.sunset === undefined) report("sunset-removed", values);
  else if (from.sunset !== undefined)
    report(to.sunset < from.sunset ? "sunset-shortened" : "sunset-extended", values);
  else if (isPast(today, from, to)) report("sunset-in-the-past", values, newly(from, to));
  else if (from.deprecated || !to.deprecated) report("sunset-added", values);
}
