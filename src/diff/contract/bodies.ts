import { canonicalJson } from "../../model/json.ts";
import type { Content, Message, Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Sink } from "../compare/pair.ts";
import { textOf } from "../compare/text.ts";
import { inside, type Subject } from "../finding.ts";
import { ANYTHING } from "../normal/normal.ts";
import { sinkFor, startFrom, subjectOfMessage, type Walk } from "./walk.ts";

/** Whether there is a body, whether it must be there, and what it is in each media type. */
export function compareBodies(
  walk: Walk,
  operation: Operation,
  before: Message,
  after: Message,
): void {
  const subject = subjectOfMessage(operation, before);
  const sink = sinkFor(walk, subject, before.direction);
  const sides = { before: { origin: before.origin }, after: { origin: after.origin } };
  const a = before.body;
  const b = after.body;
  if (a === undefined && b === undefined) return;
  if (a === undefined || b === undefined) {
    const required = b?.required === true;
    sink.report({
      rule: b === undefined ? "body-removed" : "body-added",
      facts: { presence: required ? "required" : "optional" },
      details: { name: required ? "a required" : "an optional" },
      ...sides,
    });
    return;
  }
  if (a.required !== b.required) {
    sink.report({ rule: b.required ? "body-became-required" : "body-became-optional", ...sides });
  }
  compareContents({ walk, sink, subject, before, after }, a.contents, b.contents);
}

interface Place {
  readonly walk: Walk;
  readonly sink: Sink;
  readonly subject: Subject;
  readonly before: Message;
  readonly after: Message;
}

function compareContents(
  place: Place,
  before: readonly Content[],
  after: readonly Content[],
): void {
  const { direction } = place.before;
  const matched = new Set<Content>();
  for (const content of before) {
    const partner = partnerOf(content, after, direction);
    if (partner === undefined) {
      place.sink.report({
        rule: "media-type-removed",
        details: { name: content.mediaType },
        before: { value: content.mediaType, origin: content.origin },
        after: { origin: place.after.origin },
        window: content.deprecation,
      });
      continue;
    }
    matched.add(partner);
    compareContent(place, content, partner);
  }
  for (const content of after) {
    if (matched.has(content)) continue;
    place.sink.report({
      rule: "media-type-added",
      details: { name: content.mediaType },
      before: { origin: place.before.origin },
      after: { value: content.mediaType, origin: content.origin },
    });
  }
}

/** The same media type, the same without parameters, or the range that covers what is sent. */
function partnerOf(
  content: Content,
  others: readonly Content[],
  direction: Direction,
): Content | undefined {
  const exact = others.find((other) => other.mediaType === content.mediaType);
  const byBase = exact ?? others.find((other) => baseOf(other) === baseOf(content));
  if (byBase !== undefined) return byBase;
  return direction === "input"
    ? others.find((other) => covers(other, content))
    : others.find((other) => covers(content, other));
}

function baseOf(content: Content): string {
  return content.mediaType.split(";", 1)[0]?.trim() ?? "";
}

function covers(range: Content, content: Content): boolean {
  const [type, subtype] = baseOf(range).split("/");
  if (type === "*") return true;
  return subtype === "*" && baseOf(content).startsWith(`${type ?? ""}/`);
}

/** Media types that tell numbers from texts; in forms, XML and plain text every scalar is text. */
const TYPED = /json|protobuf|grpc|msgpack|cbor|bson|yaml|\*/;

function compareContent(place: Place, before: Content, after: Content): void {
  const step = before.mediaType === "" ? "" : `[${before.mediaType}]`;
  const subject: Subject = {
    element: before.coordinate,
    kind: "media-type",
    name: `${place.subject.name}${step}`,
    holder: inside(place.subject.holder, step),
  };
  const textual = before.mediaType !== "" && !TYPED.test(before.mediaType);
  const structural =
    before.mediaType === "" && place.walk.engine.semantics.selection === "explicit";
  const compare = (a: ShapeRef | undefined, b: ShapeRef | undefined, asText: boolean) => {
    if (a === undefined && b === undefined) return;
    startFrom(place.walk, {
      before: a ?? { ...ANYTHING, origin: before.origin },
      after: b ?? { ...ANYTHING, origin: after.origin },
      subject,
      structural,
      circumstances: { direction: place.before.direction, textual: asText },
    });
  };
  compare(before.shape, after.shape, textual);
  // Items of a sequence are described as data, whatever the sequence is written in (OpenAPI 3.2, 4.14.4).
  compare(before.itemShape, after.itemShape, false);
  compareEncodings(place, subject, before, after);
}

/** The encoding of a property that came or went is no change of its own. */
function knownOnBothSides(walk: Walk, before: Content, after: Content): ReadonlySet<string> {
  const names = (side: "before" | "after", shape: ShapeRef | undefined) =>
    shape === undefined
      ? []
      : (walk.engine[side].normal(shape).object?.fields ?? []).map((field) => field.name);
  const known = new Set(names("before", before.shape));
  return new Set(names("after", after.shape).filter((name) => known.has(name)));
}

function compareEncodings(place: Place, subject: Subject, before: Content, after: Content): void {
  const a = before.encoding ?? {};
  const b = after.encoding ?? {};
  const known = knownOnBothSides(place.walk, before, after);
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (!known.has(name)) continue;
    const from = Object.hasOwn(a, name) ? a[name] : undefined;
    const to = Object.hasOwn(b, name) ? b[name] : undefined;
    if (canonicalJson(from) === canonicalJson(to)) continue;
    place.sink.report({
      rule: "encoding-changed",
      subject,
      details: { name, before: textOf(from), after: textOf(to) },
      before: { value: from, origin: before.origin },
      after: { value: to, origin: after.origin },
    });
  }
}
