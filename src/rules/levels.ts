import type { MessageSurface } from "../model/semantics.ts";
import type { ByDirection, Facts, Level, Severity } from "./rule.ts";

/** The same level whichever way the data goes. */
export function inBoth(level: Level): ByDirection {
  return { input: level, output: level };
}

/** Fewer messages are accepted than before: breaks who sends, helps who reads. */
export const NARROWING: ByDirection = { input: "breaking", output: "compatible" };

/** More messages are possible than before: helps who sends, breaks who reads. */
export const WIDENING: ByDirection = { input: "compatible", output: "breaking" };

/** Neither contains the other. */
export const INCOMPARABLE: ByDirection = { input: "breaking", output: "breaking" };

/** We cannot tell whether fewer or more messages are accepted. */
export const UNDECIDED: ByDirection = { input: "dangerous", output: "dangerous" };

export const HARMLESS: ByDirection = { input: "compatible", output: "compatible" };

export const RISKY: ByDirection = { input: "dangerous", output: "dangerous" };

type MessageLevels = Readonly<Record<MessageSurface, ByDirection>>;

/** The same on every surface that carries messages. */
export function everywhere(levels: ByDirection): MessageLevels {
  return { wire: levels, json: levels, source: levels };
}

/** On the wire and in JSON alike, with its own severities for client code. */
export function inMessages(levels: ByDirection, source: ByDirection): MessageLevels {
  return { wire: levels, json: levels, source };
}

/** Only client code is touched: no message differs. */
export function inSource(levels: ByDirection): Partial<MessageLevels> {
  return { source: levels };
}

/** A choice by one fact of the place. */
export function by<Name extends keyof Facts>(
  fact: Name,
  cases: Readonly<Partial<Record<NonNullable<Facts[Name]>, Level>>>,
  otherwise: Level,
): Level {
  const filled: Record<string, Level> = {};
  for (const [value, level] of Object.entries<Level | undefined>(cases)) {
    if (level !== undefined) filled[value] = level;
  }
  return { by: fact, cases: filled, otherwise };
}

/** The severity that a level gives for the facts of a place. */
export function severityIn(level: Level, facts: Facts): Severity {
  if (typeof level === "string") return level;
  const value = facts[level.by];
  const chosen = value === undefined ? undefined : level.cases[value];
  return severityIn(chosen ?? level.otherwise, facts);
}
