import type { Relation } from "./scalars.ts";

/** Patterns that match every string, or every string that is not empty. */
const ALWAYS = new Set([".*", "^.*$", "", "^", "$", "[\\s\\S]*", "^[\\s\\S]*$"]);

/**
 * How the strings of two patterns relate (ECMA-262, unanchored). Sound and partial: what is not
 * certain is `undecided`.
 */
export function relatePatterns(before: string | undefined, after: string | undefined): Relation {
  const a = before !== undefined && ALWAYS.has(before) ? undefined : before;
  const b = after !== undefined && ALWAYS.has(after) ? undefined : after;
  if (a === b) return "equal";
  if (a === undefined) return "tightened";
  if (b === undefined) return "loosened";
  const forth = literalAlternatives(a);
  const back = literalAlternatives(b);
  if (forth !== undefined && back !== undefined) return relateSets(forth, back);
  return "undecided";
}

/** The strings of `^(a|b|c)$`, where the pattern is nothing but literals. */
function literalAlternatives(pattern: string): ReadonlySet<string> | undefined {
  const match = /^\^(?:\((?:\?:)?([^()]*)\)|([^()|]*))\$$/.exec(pattern);
  const body = match?.[1] ?? match?.[2];
  if (body === undefined || /[\\^$.*+?[\]{}]/.test(body)) return undefined;
  return new Set(body.split("|"));
}

function relateSets(before: ReadonlySet<string>, after: ReadonlySet<string>): Relation {
  const loses = [...before].some((value) => !after.has(value));
  const gains = [...after].some((value) => !before.has(value));
  if (loses && gains) return "changed";
  return loses ? "tightened" : gains ? "loosened" : "equal";
}
