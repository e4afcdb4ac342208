import { equalJson, type Json } from "../model/json.ts";
import type { Origin } from "../model/position.ts";
import { demandIn, mayGrow, meaningOfChange, onlyLimits } from "../rules/attributes.ts";
import type { Sink } from "./compare/pair.ts";
import { textOf } from "./compare/text.ts";
import type { Subject } from "./finding.ts";

interface Attributed {
  readonly origin: Origin;
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** Compares the named facts of one element, each for itself. */
export function compareAttributes(
  sink: Sink,
  subject: Subject,
  before: Attributed,
  after: Attributed,
): void {
  if (before.attributes === after.attributes) return;
  const a = before.attributes ?? {};
  const b = after.attributes ?? {};
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const from = Object.hasOwn(a, name) ? a[name] : undefined;
    const to = Object.hasOwn(b, name) ? b[name] : undefined;
    if (!equalJson(from, to)) compareAttribute(sink, subject, { name, from, to, before, after });
  }
}

interface AttributeChange {
  readonly name: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  readonly before: Attributed;
  readonly after: Attributed;
}

function compareAttribute(sink: Sink, subject: Subject, change: AttributeChange): void {
  const { name, from, to, before, after } = change;
  const meaning = meaningOfChange(name, from, to);
  if (meaning === "silent") return;
  const sides = {
    before: { value: from, origin: before.origin },
    after: { value: to, origin: after.origin },
  };
  const details = { keyword: name, before: textOf(from), after: textOf(to) };
  const demand = demandIn(name);
  if (demand !== undefined && listOf(to).includes(demand) && !listOf(from).includes(demand)) {
    sink.report({ rule: "demanded-by-convention", subject, details, ...sides });
  } else if (meaning === "utf8") {
    const [was, is] = [checksText(name, from), checksText(name, to)];
    if (was !== is)
      sink.report({ rule: is ? "utf8-enforced" : "utf8-relaxed", subject, details, ...sides });
  } else {
    const harmless =
      (onlyLimits(name) && to === undefined) ||
      (mayGrow(name) && listOf(from).every((entry) => listOf(to).includes(entry)));
    sink.report({
      rule: "attribute-changed",
      subject,
      facts: { variant: harmless ? "label" : meaning },
      details,
      ...sides,
    });
  }
}

/** New elements that are demanded by an annotation though they look optional. */
export function compareNewAttributes(sink: Sink, subject: Subject, added: Attributed): void {
  for (const [name, value] of Object.entries(added.attributes ?? {})) {
    const demand = demandIn(name);
    if (demand === undefined || !listOf(value).includes(demand)) continue;
    sink.report({
      rule: "demanded-by-convention",
      subject,
      details: { keyword: name },
      after: { value, origin: added.origin },
    });
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Whether text is checked for UTF-8; `utf8_validation` is VERIFY where it is not written. */
function checksText(name: string, value: Json | undefined): boolean {
  return (
    value === true || value === "VERIFY" || (value === undefined && name === "utf8_validation")
  );
}
