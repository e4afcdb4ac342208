import type { Message, Operation, Parameter, Serialization } from "../../model/operation.ts";
import { compareDefaultsOf } from "../compare/defaults.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Sink } from "../compare/pair.ts";
import { switchedAt, type Switched } from "../compare/told-at.ts";
import { compareElement } from "../elements.ts";
import type { Subject } from "../finding.ts";
import { isSwitched } from "./switched.ts";
import { sinkFor, startFrom, type Walk } from "./walk.ts";
import {
  betweenItems,
  canHoldReserved,
  valuesIn,
  writtenAlike,
  type WrittenValues,
} from "./writing.ts";

/** Parameters of a request, headers of a response. Path parameters are known by position. */
export function compareParameters(
  walk: Walk,
  operation: Operation,
  before: Message,
  after: Message,
): void {
  const partners = new Map(after.parameters.map((parameter) => [keyOf(parameter), parameter]));
  for (const parameter of before.parameters) {
    const partner = partners.get(keyOf(parameter));
    const own = subjectOfParameter(operation, before, parameter);
    const isMoved =
      partner !== undefined && isSwitched(walk, parameter.coordinate, partner.coordinate);
    const subject = isMoved ? { ...own, element: elementOf(own) } : own;
    const sink = sinkFor(walk, subject, before.direction);
    partners.delete(keyOf(parameter));
    if (partner === undefined) {
      if (isPlaced(parameter)) reportRemoved(sink, parameter, after);
    } else
      compareParameter(walk, sink, {
        subject,
        before: parameter,
        after: partner,
        message: before,
        ...(isMoved ? { switched: switchedAt(subject) } : {}),
      });
  }
  for (const parameter of [...partners.values()].filter(isPlaced)) {
    const subject = subjectOfParameter(operation, before, parameter);
    sinkFor(walk, subject, before.direction).report({
      rule: "parameter-added",
      facts: { presence: parameter.required ? "required" : "optional" },
      details: { detail: word(parameter) },
      before: { origin: before.origin },
      after: { value: parameter.name, origin: parameter.origin },
    });
  }
}

/** A path parameter that its template does not name is in no message. */
function isPlaced(parameter: Parameter): boolean {
  return parameter.place !== "path" || parameter.position !== undefined;
}

function keyOf(parameter: Parameter): string {
  const name = parameter.place === "header" ? parameter.name.toLowerCase() : parameter.name;
  return `${parameter.place} ${parameter.position ?? name}`;
}

function word(parameter: Parameter): string {
  const presence = parameter.required ? "required" : "optional";
  return parameter.kind === "header" ? presence : `${presence} ${parameter.place}`;
}

function subjectOfParameter(operation: Operation, message: Message, parameter: Parameter): Subject {
  const name = parameter.place === "header" ? parameter.name.toLowerCase() : parameter.name;
  const step = `${parameter.place}.${parameter.position ?? name}`;
  const place = message.kind === "request" ? step : `res.${message.selector}.${step}`;
  return {
    element: parameter.coordinate,
    kind: message.kind === "request" ? "parameter" : "header",
    name: parameter.name,
    holder: { operation: operation.coordinate, place },
  };
}

/** A parameter of one operation, whether or not others share its declaration. */
function elementOf({ holder }: Subject): Coordinate {
  return `${holder.operation ?? ""} ${holder.place}`;
}

function reportRemoved(sink: Sink, parameter: Parameter, after: Message): void {
  sink.report({
    rule: "parameter-removed",
    facts: { presence: parameter.required ? "required" : "optional" },
    details: { detail: word(parameter) },
    before: { value: parameter.name, origin: parameter.origin },
    after: { origin: after.origin },
    window: parameter.deprecation,
  });
}

interface Two {
  readonly subject: Subject;
  readonly before: Parameter;
  readonly after: Parameter;
  readonly message: Message;
  readonly switched?: Switched;
}

function compareParameter(walk: Walk, sink: Sink, two: Two): void {
  const { subject, before, after, message, switched } = two;
  if (walk.engine.sameness.same(before, after)) return;
  if (before.required !== after.required) {
    sink.report({
      rule: after.required ? "parameter-became-required" : "parameter-became-optional",
      before: { value: before.required, origin: before.origin },
      after: { value: after.required, origin: after.origin },
    });
  }
  compareSerialization(walk, sink, two);
  startFrom(walk, {
    before: before.shape,
    after: after.shape,
    subject,
    circumstances: {
      direction: message.direction,
      textual: isText(before.serialization) && isText(after.serialization),
      lists: listsIn(walk, before, after),
      nonEmpty: before.place === "path" && before.serialization.style === "simple",
      switched,
    },
  });
  if (message.kind === "request") compareDefaultsOf(walk.engine, sink, subject, { before, after });
  compareElement(sink, subject, before, after);
}

/** What stands between the items of lists on the one side that has any. */
function listsIn({ engine }: Walk, before: Parameter, after: Parameter): string | undefined {
  const isListed = engine.before.normal(before.shape).types.includes("array");
  const { place, serialization } = isListed ? before : after;
  return isText(serialization) ? betweenItems(place, serialization) : undefined;
}

/** How the value is written, judged by what can be sent: one value alone is written alike in most ways. */
function compareSerialization(walk: Walk, sink: Sink, two: Two): void {
  const { before, after, message } = two;
  const a = before.serialization;
  const b = after.serialization;
  const report: ReportOf = (keyword, variant) =>
    sink.report({
      rule:
        variant === "loosened"
          ? "parameter-serialization-loosened"
          : "parameter-serialization-changed",
      ...(variant === "undecided" ? { facts: { variant } } : {}),
      details: {
        keyword: KEYWORDS[keyword] ?? keyword,
        before: String(a[keyword] ?? "none"),
        after: String(b[keyword] ?? "none"),
      },
      before: { value: a[keyword], origin: before.origin },
      after: { value: b[keyword], origin: after.origin },
    });
  const isSent = message.direction === "input";
  const from = valuesIn(walk.engine.before, before.shape);
  const to = valuesIn(walk.engine.after, after.shape);
  const [sent, read] = isSent ? [from, to] : [to, from];
  if (a.mediaType !== b.mediaType && !isPlain([before, after], [sent, read])) report("mediaType");
  if (a.mediaType !== undefined || b.mediaType !== undefined) return;
  if (a.style !== b.style || a.explode !== b.explode) {
    const alike = writtenAlike(before.place, [a, b], sent, read);
    if (alike === "same") reportInert(sink, before, after);
    else if (alike !== "another type")
      report(a.style === b.style ? "explode" : "style", alike === "undecided" ? alike : undefined);
  }
  // A list that is no list any more is another type.
  if (a.nested !== b.nested && a.nested !== undefined && b.nested !== undefined) report("nested");
  reportAllowed(report, two, sent);
}

const KEYWORDS: Readonly<Partial<Record<keyof Serialization, string>>> = {
  nested: "collectionFormat in items",
};

/** Written as a text and nothing else, by its style or as a document that is one. */
function isText({ mediaType }: Serialization): boolean {
  return mediaType === undefined || mediaType === "text/plain";
}

/** Whether both sides have single values only, which stand in a plain text as they do by themselves. */
function isPlain(parameters: readonly Parameter[], values: readonly WrittenValues[]): boolean {
  return (
    parameters.every(({ serialization, place }) => {
      const { mediaType, style } = serialization;
      return (
        isText(serialization) && (mediaType !== undefined || place !== "path" || style === "simple")
      );
    }) && values.every(({ types }) => !types.includes("array") && !types.includes("object"))
  );
}

type ReportOf = (keyword: keyof Serialization, variant?: "loosened" | "undecided") => void;

/** What may stand in a text that could not be there before, or no longer. */
function reportAllowed(report: ReportOf, { before, after }: Two, sent: WrittenValues): void {
  const a = before.serialization;
  const b = after.serialization;
  if (a.allowReserved !== b.allowReserved && canHoldReserved(sent))
    report("allowReserved", b.allowReserved ? "loosened" : undefined);
  if (a.allowEmptyValue !== b.allowEmptyValue)
    report("allowEmptyValue", b.allowEmptyValue ? "loosened" : undefined);
}

/** How lists are written, said of a value that is none. */
function reportInert(sink: Sink, before: Parameter, after: Parameter): void {
  const text = ({ style, explode }: Serialization) => `${style}${explode ? ", exploded" : ""}`;
  const values = { before: text(before.serialization), after: text(after.serialization) };
  sink.report({
    rule: "inert-keyword-changed",
    details: { keyword: "style and explode", ...values },
    before: { value: values.before, origin: before.origin },
    after: { value: values.after, origin: after.origin },
  });
}
