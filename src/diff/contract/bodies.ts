import type { Body, Content, Message, Operation } from "../../model/operation.ts";
import type { Shape, ShapeRef } from "../../model/shape.ts";
import type { Sink } from "../compare/pair.ts";
import { switchedAt } from "../compare/told-at.ts";
import { inside, type Subject } from "../finding.ts";
import { acceptsAll, ANYTHING } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { compareEncodings } from "./encodings.ts";
import { bySpecificity, covers, sameBase } from "./media-ranges.ts";
import { sequenceShape } from "./sequences.ts";
import { isSwitched } from "./switched.ts";
import { sinkFor, startFrom, subjectAt, subjectOfMessage, type Walk } from "./walk.ts";

/** Whether there is a body, whether it must be there, and what it is in each media type. */
export function compareBodies(
  walk: Walk,
  operation: Operation,
  before: Message,
  after: Message,
): void {
  const subject = subjectOfBody(walk, operation, before, after);
  const sink = sinkFor(walk, subject, before.direction);
  const originIn = ({ body, origin }: Message) => body?.declared?.origin ?? origin;
  const sides = { before: { origin: originIn(before) }, after: { origin: originIn(after) } };
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
  if (a.required !== b.required && !isToldByMembers(walk, a, b)) {
    sink.report({ rule: b.required ? "body-became-required" : "body-became-optional", ...sides });
  }
  compareContents({ walk, sink, subject, before, after }, a.contents, b.contents);
}

/** A body that is declared for reuse is one element, whichever operations use it. */
function subjectOfBody(walk: Walk, operation: Operation, before: Message, after: Message): Subject {
  const own = subjectAt(operation, before);
  const subject = isSwitched(walk, before.coordinate, after.coordinate)
    ? own
    : subjectOfMessage(operation, before);
  const coordinate = before.body?.declared?.coordinate;
  if (coordinate === undefined) return subject;
  const other = after.body?.declared?.coordinate ?? after.coordinate;
  return isSwitched(walk, coordinate, other)
    ? own
    : { ...subject, element: coordinate, name: coordinate };
}

/** A form without fields is no body at all: that it must be there can follow from a field that must. */
function isToldByMembers({ engine }: Walk, before: Body, after: Body): boolean {
  if (![...before.contents, ...after.contents].every(({ mediaType }) => FORM.test(mediaType)))
    return false;
  const from = demandedIn(engine.before, before);
  const to = demandedIn(engine.after, after);
  const [more, less] = after.required ? [to, from] : [from, to];
  return [...more].some((name) => !less.has(name));
}

const FORM = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)/;

function demandedIn(side: Normaliser, { contents }: Body): ReadonlySet<string> {
  const fields = contents.flatMap(({ shape }) =>
    shape === undefined ? [] : (side.normal(shape).object?.fields ?? []),
  );
  return new Set(fields.filter(({ required }) => required).map(({ name }) => name));
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
  const variant = whyHarmless(place, content, after);
  place.sink.report({
    rule: "media-type-removed",
    ...(variant === undefined ? {} : { facts: { variant } }),
    details: { name: content.mediaType },
    before: { value: content.mediaType, origin: content.origin },
    after: { origin: place.after.origin },
    window: content.deprecation,
  });
}

/** Why the loss may fail nobody: `parameters` of it remain, nothing is `unsaid`, `known` ones are left. */
function whyHarmless(
  { before, after: message }: Place,
  content: Content,
  after: readonly Content[],
): string | undefined {
  if (after.some((other) => sameBase(other.mediaType, content.mediaType))) return "parameters";
  if (after.length === 0) return before.direction === "input" ? "undecided" : undefined;
  if (before.direction === "input" || !/^[45]/.test(message.selector)) return undefined;
  // Nobody asks for the media type of a failure: what may come was known all along.
  const isKnown = after.every((other) =>
    before.body?.contents.some((known) => coversContent(known, other)),
  );
  return isKnown ? "known" : undefined;
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

/** Media types in which a value has parts; the values of all others but JSON are one text, or bytes. */
const COMPOSED = /form|multipart|xml/;

const XML = /[/+]xml\b/;

/** Media types that tell numbers from texts; in forms, XML and plain text every scalar is text. */
const TYPED = /json|protobuf|grpc|msgpack|cbor|bson|yaml|\*/;

function compareContent(place: Place, before: Content, after: Content): void {
  const step = before.mediaType === "" ? "" : `[${before.mediaType}]`;
  const isMoved = isSwitched(place.walk, before.coordinate, after.coordinate);
  const subject: Subject = {
    element: isMoved ? `${place.subject.element}${step}` : before.coordinate,
    kind: "media-type",
    name: `${place.subject.name}${step}`,
    holder: inside(place.subject.holder, step),
  };
  const switched = isMoved ? { switched: switchedAt(subject) } : {};
  const textual = before.mediaType !== "" && !TYPED.test(before.mediaType);
  const structural =
    before.mediaType === "" && place.walk.engine.semantics.selection === "explicit";
  const { engine } = place.walk;
  const isPlain = textual && !COMPOSED.test(before.mediaType);
  const described = (side: Normaliser, { origin, coordinate }: Content, shape?: ShapeRef) => {
    if (shape !== undefined && !(isPlain && acceptsAll(side.normal(shape)))) return shape;
    const types: Pick<Shape, "types"> = isPlain ? { types: ["string"] } : {};
    return { ...ANYTHING, ...types, origin, coordinate };
  };
  const xml = XML.test(before.mediaType);
  // Items of a sequence are described as data, whatever the sequence is written in (OpenAPI 3.2, 4.14.4).
  const isSequence = before.itemShape !== undefined || after.itemShape !== undefined;
  const shapeIn = (side: Normaliser, content: Content) =>
    isSequence ? sequenceShape(side, content) : content.shape;
  const a = shapeIn(engine.before, before);
  const b = shapeIn(engine.after, after);
  if (a !== undefined || b !== undefined) {
    startFrom(place.walk, {
      before: described(engine.before, before, a),
      after: described(engine.after, after, b),
      subject,
      structural,
      circumstances: {
        direction: place.before.direction,
        textual: textual && !isSequence,
        xml,
        ...switched,
      },
    });
  }
  compareEncodings(place.walk, subject, { before, after, direction: place.before.direction });
}
