import type { Coverage } from "../../impact/verdict.ts";
import type { SourceTree } from "../../model/source-tree.ts";
import type { Comparison } from "../../report/report.ts";
import type { Cache } from "../../sources/cache-folder.ts";
import { answersOf, digestOf, recordingTree } from "./recording-tree.ts";
import type { Asked } from "./recording-tree.ts";

/** The trees of both sides. */
export interface Trees {
  readonly before: SourceTree;
  readonly after: SourceTree;
}

/** What came of a comparison, and whom it could be judged for. */
interface Compared {
  readonly comparison: Comparison;
  readonly coverage: Coverage;
}

/** A comparison that may have been made before. */
export interface Question {
  /** Everything that decides beside the files: which of them, how they are read, what blocks. */
  readonly terms: unknown;
  readonly trees: Trees;
  /** What is shown of the sides: it decides nothing, and another commit with the same files has another. */
  readonly sides: Pick<Comparison, "base" | "head">;
  /** Undefined where the answer depends on more than terms and files. */
  readonly compare: (trees: Trees) => Promise<Answer>;
}

/** An answer; one that took more than terms and files is not kept. */
export interface Answer {
  readonly compared: Compared;
  readonly depends: boolean;
}

/** Answers with what is known, else compares. */
export type KeptComparisons = (question: Question) => Promise<Compared>;

/**
 * Comparisons that are made once for the same files. What has been compared is found by the contents
 * of all files that either side was read from, by the terms, and by `build`, the program itself.
 */
export function keptComparisons(cache: Cache, build: string): KeptComparisons {
  return async ({ terms, trees, sides, compare }) => {
    const about = digestOf(`${build}\n${dataText(terms)}`);
    const files = await namesOf(cache, about);
    const known = files && answerIn(cache, await keyOf(about, files, trees).catch(() => ""));
    if (known !== undefined) return withSides(known, sides);
    const before = recordingTree(trees.before);
    const after = recordingTree(trees.after);
    const { compared, depends } = await compare({ before: before.tree, after: after.tree });
    if (!depends) {
      const asked = { before: before.asked(), after: after.asked() };
      await keep(cache, { about, asked, trees, compared });
    }
    return compared;
  };
}

interface Both {
  readonly before: Asked;
  readonly after: Asked;
}

async function keyOf(about: string, asked: Both, { before, after }: Trees): Promise<string> {
  const answers = [await answersOf(before, asked.before), await answersOf(after, asked.after)];
  return digestOf([about, dataText(asked), ...answers].join("\n"));
}

/** Which files there were to read when the terms were the same. */
async function namesOf(cache: Cache, about: string): Promise<Both | undefined> {
  const kept = parsed(cache.get(about));
  return Promise.resolve(isBoth(kept) ? kept : undefined);
}

function answerIn(cache: Cache, key: string): Compared | undefined {
  const kept = key === "" ? undefined : parsed(cache.get(key));
  return isAnswer(kept, key) ? kept.compared : undefined;
}

async function keep(
  cache: Cache,
  {
    about,
    asked,
    trees,
    compared,
  }: { about: string; asked: Both; trees: Trees; compared: Compared },
): Promise<void> {
  try {
    const { base: _base, head: _head, ...comparison } = compared.comparison;
    const key = await keyOf(about, asked, trees);
    cache.put(key, JSON.stringify({ key, compared: { ...compared, comparison } }));
    cache.put(about, dataText(asked));
  } catch {
    // What has no JSON form, or is gone by now, is worked out again.
  }
}

/** The sides stand where a comparison that is not kept has them. */
function withSides({ comparison, coverage }: Compared, sides: Question["sides"]): Compared {
  const { contract, format, state, ...rest } = comparison;
  return { comparison: { contract, format, state, ...sides, ...rest }, coverage };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAsked(value: unknown): value is Asked {
  return (
    isObject(value) &&
    typeof value["listed"] === "boolean" &&
    Array.isArray(value["paths"]) &&
    value["paths"].every((path) => typeof path === "string")
  );
}

function isBoth(value: unknown): value is Both {
  return isObject(value) && isAsked(value["before"]) && isAsked(value["after"]);
}

/** The text under a key holds the key: what was put there by mistake is not taken. */
function isAnswer(value: unknown, key: string): value is { readonly compared: Compared } {
  if (!isObject(value) || value["key"] !== key || !isObject(value["compared"])) return false;
  const { comparison, coverage } = value["compared"];
  return isObject(comparison) && isObject(coverage) && Array.isArray(comparison["changes"]);
}

/** One text for equal data, Maps and Sets included. */
function dataText(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value instanceof Map) return { map: [...value] };
    if (value instanceof Set) return { set: [...value] };
    return typeof value === "bigint" ? { integer: String(value) } : value;
  });
}
