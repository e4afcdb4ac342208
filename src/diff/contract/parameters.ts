import type { Message, Operation, Parameter, Serialization } from "../../model/operation.ts";
import { compareDefaultsOf } from "../compare/defaults.ts";
import type { Sink } from "../compare/pair.ts";
import { compareElement } from "../elements.ts";
import type { Subject } from "../finding.ts";
import { sinkFor, startFrom, type Walk } from "./walk.ts";

/** Parameters of a request, headers of a response. Path parameters are known by position. */
export function compareParameters(
  walk: Walk,
  operation: Operation,
  before: Message,
  after: Message,
): void {
  const partners = new Map(after.parameters.map((parameter) => [keyOf(parameter), parameter]));
  for (const parameter of before.parameters) {
    const subject = subjectOfParameter(operation, before, parameter);
    const sink = sinkFor(walk, subject, before.direction);
    const partner = partners.get(keyOf(parameter));
    partners.delete(keyOf(parameter));
    if (partner === undefined) {
      if (isPlaced(parameter)) reportRemoved(sink, parameter, after);
    } else
      compareParameter(walk, sink, { subject, before: parameter, after: partner, message: before });
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
  return `${parameter.required ? "required" : "optional"} ${parameter.place}`;
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
}

function compareParameter(walk: Walk, sink: Sink, { subject, before, after, message }: Two): void {
  if (walk.engine.sameness.same(before, after)) return;
  if (before.required !== after.required) {
    sink.report({
      rule: after.required ? "parameter-became-required" : "parameter-became-optional",
      before: { value: before.required, origin: before.origin },
      after: { value: after.required, origin: after.origin },
    });
  }
  compareSerialization(walk, sink, before, after);
  startFrom(walk, {
    before: before.shape,
    after: after.shape,
    subject,
    circumstances: {
      direction: message.direction,
      textual: before.serialization.mediaType === undefined,
      exploded: after.serialization.style === "form" && after.serialization.explode,
    },
  });
  if (message.kind === "request") compareDefaultsOf(walk.engine, sink, subject, { before, after });
  compareElement(sink, subject, before, after);
}

/** How the value is written. Splitting lists and objects concerns only values that can be one. */
function compareSerialization(walk: Walk, sink: Sink, before: Parameter, after: Parameter): void {
  const a = before.serialization;
  const b = after.serialization;
  const types = [
    ...walk.engine.before.normal(before.shape).types,
    ...walk.engine.after.normal(after.shape).types,
  ];
  const composite = types.includes("array") || types.includes("object");
  const report = (keyword: keyof Serialization, loosened: boolean) =>
    sink.report({
      rule: loosened ? "parameter-serialization-loosened" : "parameter-serialization-changed",
      details: {
        keyword,
        before: String(a[keyword] ?? "none"),
        after: String(b[keyword] ?? "none"),
      },
      before: { value: a[keyword], origin: before.origin },
      after: { value: b[keyword], origin: after.origin },
    });
  if (a.mediaType !== b.mediaType) report("mediaType", false);
  if (a.mediaType !== undefined || b.mediaType !== undefined) return;
  if (a.style !== b.style && !sameForPrimitives(a.style, b.style, composite))
    report("style", false);
  else if (a.explode !== b.explode && composite) report("explode", false);
  else if (a.style !== b.style || a.explode !== b.explode) reportInert(sink, before, after);
  if (a.allowReserved !== b.allowReserved) report("allowReserved", b.allowReserved);
  if (a.allowEmptyValue !== b.allowEmptyValue) report("allowEmptyValue", b.allowEmptyValue);
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

/** One value alone is written the same in every form and delimited style. */
function sameForPrimitives(before: string, after: string, composite: boolean): boolean {
  const plain = new Set(["form", "spaceDelimited", "pipeDelimited", "deepObject"]);
  return !composite && plain.has(before) && plain.has(after);
}
