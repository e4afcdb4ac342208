import type { Message, Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import { findingOf, type Engine } from "../compare/engine.ts";
import type { Circumstances, Inner, Pair, Report, Sink } from "../compare/pair.ts";
import { inside, subjectOf, type Finding, type Subject } from "../finding.ts";

/** What the comparison of everything around shapes works with. */
export interface Walk {
  readonly engine: Engine;
  readonly findings: Finding[];
  /** Pairs of shapes that stand in messages: where the walk into shapes starts. */
  readonly roots: Pair[];
}

/** A sink that files what it is told under one subject and direction. */
export function sinkFor(walk: Walk, subject: Subject, direction: Direction): Sink {
  const pair = placeholder(subject, { direction });
  return {
    today: walk.engine.today,
    report: (report: Report) => walk.findings.push(findingOf(pair, report)),
  };
}

function placeholder(subject: Subject, circumstances: Circumstances): Pair {
  const nowhere = {
    coordinate: subject.element,
    origin: { file: "", offset: 0 },
    types: [],
    groups: [],
    nots: [],
    conditionals: [],
  };
  return {
    before: nowhere,
    after: nowhere,
    circumstances,
    subject,
    findings: [],
    children: [],
    progress: "done",
  };
}

/** Starts the comparison of two shapes that stand in a message. */
export function startFrom(
  walk: Walk,
  inner: Inner & { readonly circumstances: Circumstances },
): void {
  const { type, operation, place } = inner.subject.holder;
  const message =
    type === undefined && operation !== undefined ? { message: `${operation} ${place}` } : {};
  walk.roots.push(
    walk.engine.meet({ ...inner, circumstances: { ...inner.circumstances, ...message } }),
  );
}

/** How a message is written in a place: `req`, `res.200`. */
function stepOf(message: Message): string {
  if (message.kind === "request") return "req";
  return message.selector === "" ? "res" : `res.${message.selector}`;
}

export function subjectOfMessage(operation: Operation, message: Message): Subject {
  const { name, holder } = subjectAt(operation, message);
  return subjectOf(message, name, holder);
}

/** A message of one operation, whether or not others share its declaration. */
export function subjectAt(operation: Operation, message: Message): Subject {
  const name = `${operation.coordinate} ${stepOf(message)}`;
  const holder = inside({ operation: operation.coordinate, place: "" }, stepOf(message));
  return { element: name, kind: message.kind, name, holder };
}
