import type { Content, Message, Operation } from "../../model/operation.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Sink } from "../compare/pair.ts";
import { inside, type Subject } from "../finding.ts";
import { ANYTHING } from "../normal/normal.ts";
import { compareEncodings } from "./encodings.ts";
import { bySpecificity, covers, sameBase } from "./media-ranges.ts";
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
    const required = (b ?? a)?.required === true;
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

/**
 * Which media types are gone, which are new, and who reads what is sent: the most specific that it
 * falls under; of a range, everything that is left of it.
 */
function compareContents(
  place: Place,
  before: readonly Content[],
  after: readonly Content[],
): void {
  const isInput = place.before.direction === "input";
  for (const content of before) {
    const isKept = after.some((other) =>
      isInput ? coversContent(other, content) : coversContent(content, other),
    );
    if (!isKept) reportGone(place, content, after);
  }
  for (const content of after) {
    if (before.some((other) => coversContent(other, content))) continue;
    place.sink.report({
      rule: "media-type-added",
      details: { name: content.mediaType },
      before: { origin: place.before.origin },
      after: { value: content.mediaType, origin: content.origin },
    });
  }
  const [sent, read] = isInput ? [before, after] : [after, before];
  for (const content of sent) {
    for (const reader of readersOf(content, read)) {
      if (isInput) compareContent(place, content, reader);
      else compareContent(place, reader, content);
    }
  }
}

function reportGone(place: Place, content: Content, after: readonly Content[]): void {
  const isParameters = after.some((other) => sameBase(other.mediaType, content.mediaType));
  place.sink.report({
    rule: "media-type-removed",
    ...(isParameters ? { facts: { variant: "parameters" } } : {}),
    details: { name: content.mediaType },
    before: { value: content.mediaType, origin: content.origin },
    after: { origin: place.after.origin },
    window: content.deprecation,
  });
}

function coversContent(declared: Content, content: Content): boolean {
  return covers(declared.mediaType, content.mediaType);
}

function readersOf(content: Content, others: readonly Content[]): readonly Content[] {
  const [best] = others
    .filter((other) => coversContent(other, content))
    .toSorted((one, other) => bySpecificity(one.mediaType, other.mediaType));
  if (best !== undefined) return [best];
  return others.filter(
    (other) => coversContent(content, other) || sameBase(content.mediaType, other.mediaType),
  );
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
  compareEncodings(place.walk, subject, { before, after, direction: place.before.direction });
}
