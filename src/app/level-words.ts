import type { Facts, Level } from "../rules/rule.ts";

/** Facts of a place as a person would say them after a severity. */
const CONDITIONS: Readonly<
  Record<Exclude<keyof Facts, "variant">, Readonly<Record<string, string>>>
> = {
  presence: { required: "where it is required", optional: "where it is optional" },
  unknown: {
    rejected: "where unknown members are rejected",
    ignored: "where unknown members are ignored",
  },
  list: { open: "where the list is open", closed: "where the list is closed" },
  selection: {
    explicit: "where consumers select what they receive",
    whole: "where everything is sent",
  },
  alternatives: {
    skipped: "where consumers skip what they do not know",
    fatal: "where consumers cannot skip what they do not know",
  },
  reached: { reached: "where an operation reaches it", unreached: "where no operation reaches it" },
  rest: { last: "where it was the last one", "others-remain": "where others remain" },
};

/** A severity with its conditions: `breaking where it is required; otherwise dangerous`. */
export function levelWords(level: Level): string {
  if (typeof level === "string") return level;
  const cases = Object.entries(level.cases).map(
    ([value, inner]) => `${grouped(inner)} ${conditionOf(level.by, value)}`,
  );
  return [...cases, `otherwise ${levelWords(level.otherwise)}`].join("; ");
}

function grouped(level: Level): string {
  return typeof level === "string" ? level : `(${levelWords(level)})`;
}

function conditionOf(fact: keyof Facts, value: string): string {
  if (fact === "variant") return `for ${value.replaceAll("-", " ")}`;
  return CONDITIONS[fact][value] ?? `where ${fact} is ${value}`;
}
