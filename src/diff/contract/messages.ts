import type { Message, Operation } from "../../model/operation.ts";
import { compareBodies } from "./bodies.ts";
import { sinkFor, subjectOfMessage, type Walk } from "./walk.ts";
import { compareParameters } from "./parameters.ts";
import { canonicalJson } from "../../model/json.ts";
import type { Sink } from "../compare/pair.ts";

/** The request and the responses of an operation, each in its own direction. */
export function compareMessages(walk: Walk, before: Operation, after: Operation): void {
  const partners = new Map(after.messages.map((message) => [keyOf(message), message]));
  const exact = new Set(before.messages.map(keyOf));
  for (const message of before.messages) {
    const partner = partners.get(keyOf(message)) ?? covering(message, after.messages);
    if (partner === undefined) reportRemoved(walk, { before, after, message });
    else compareMessage(walk, before, message, partner);
  }
  for (const message of after.messages) {
    if (exact.has(keyOf(message))) continue;
    // What was meant by a range or the default is read by what they say, whatever becomes of them.
    const partner = covering(message, before.messages);
    if (partner === undefined) reportAdded(walk, before, message);
    else compareMessage(walk, before, partner, message);
  }
}

function keyOf(message: Message): string {
  return `${message.kind} ${message.selector.toUpperCase()}`;
}

/** The range or default response that stands for a status that is not listed (OpenAPI, Responses Object). */
function covering(message: Message, others: readonly Message[]): Message | undefined {
  if (message.kind !== "response" || message.selector.toLowerCase() === "default") return undefined;
  const range = `${message.selector.charAt(0)}XX`;
  const find = (selector: string) =>
    others.find((other) => other.kind === "response" && other.selector.toUpperCase() === selector);
  return (message.selector.toUpperCase() === range ? undefined : find(range)) ?? find("DEFAULT");
}

function compareMessage(walk: Walk, operation: Operation, before: Message, after: Message): void {
  if (walk.engine.sameness.same(before, after)) return;
  const subject = subjectOfMessage(operation, before);
  const sink = sinkFor(walk, subject, before.direction);
  if (before.streamed !== after.streamed) {
    const word = (message: Message) => (message.streamed ? "a stream" : "one message");
    sink.report({
      rule: "streaming-changed",
      details: { before: word(before), after: word(after) },
      before: { value: before.streamed, origin: before.origin },
      after: { value: after.streamed, origin: after.origin },
    });
  }
  compareParameters(walk, operation, before, after);
  compareBodies(walk, operation, before, after);
  compareLinks(sink, before, after);
}

/** What clients wait for: a success, else what redirects them, else whatever the default is. */
function successIn(operation: Operation): (message: Message) => boolean {
  const selects = (pattern: RegExp) => (message: Message) =>
    message.kind === "response" && pattern.test(message.selector);
  const isPlain = selects(/^(?:2|default)/i);
  return operation.messages.some(isPlain) ? isPlain : selects(/^3/);
}

/** A status that clients know from before has to stay, or there is nothing left that they wait for. */
function reportRemoved(
  walk: Walk,
  gone: { readonly before: Operation; readonly after: Operation; readonly message: Message },
): void {
  const { before: operation, after, message } = gone;
  const isSuccess = successIn(operation);
  const isDefault = message.selector.toLowerCase() === "default";
  const variant = isDefault
    ? "default"
    : isSuccess(message) || message.selector === ""
      ? "success"
      : "failure";
  const kept = new Set(after.messages.map(keyOf));
  const parts = new Set(after.messages.map((other) => covering(other, operation.messages)));
  const remains = operation.messages.some(
    (other) =>
      isSuccess(other) &&
      (kept.has(keyOf(other)) || covering(other, after.messages) !== undefined || parts.has(other)),
  );
  sinkFor(walk, subjectOfMessage(operation, message), message.direction).report({
    rule: message.kind === "request" ? "body-removed" : "response-removed",
    facts: { variant, rest: remains ? "others-remain" : "last" },
    details: { name: message.selector },
    before: { value: message.selector, origin: message.origin },
    after: { origin: after.origin },
    window: message.deprecation,
  });
}

function reportAdded(walk: Walk, operation: Operation, message: Message): void {
  sinkFor(walk, subjectOfMessage(operation, message), message.direction).report({
    rule: "response-added",
    details: { name: message.selector },
    before: { origin: operation.origin },
    after: { value: message.selector, origin: message.origin },
  });
}

function compareLinks(sink: Sink, before: Message, after: Message): void {
  const a = before.links ?? {};
  const b = after.links ?? {};
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const from = Object.hasOwn(a, name) ? a[name] : undefined;
    const to = Object.hasOwn(b, name) ? b[name] : undefined;
    if (canonicalJson(from) === canonicalJson(to)) continue;
    const rule =
      to === undefined ? "link-removed" : from === undefined ? "link-added" : "link-changed";
    sink.report({
      rule,
      details: { name },
      before: { value: from, origin: before.origin },
      after: { value: to, origin: after.origin },
    });
  }
}
