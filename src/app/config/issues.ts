import type { z } from "zod";
import { didYouMean } from "../../errors.ts";
import type { Json } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";

type Issue = z.core.$ZodIssue;

/** What is wrong with one place of the configuration, in words. */
export interface Finding {
  /** JSON pointer of the place. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** A step by which a place is reached: a key or an index. */
export type Step = string | number;

/** What a checker found, one finding for each mistake; `schema` is the JSON Schema of the whole. */
export function findingsOf(
  issues: readonly Issue[],
  value: Json,
  schema: unknown,
): readonly Finding[] {
  return issues.flatMap((issue) => findingOf(issue, [], { value, schema }));
}

interface Whole {
  readonly value: Json;
  readonly schema: unknown;
}

function findingOf(issue: Issue, above: readonly Step[], whole: Whole): readonly Finding[] {
  const path = [...above, ...issue.path.map(stepOf)];
  const place = { pointer: pointerOf(path) };
  const what = nameOf(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(path, key, keysAt(whole.schema, path)));
    case "invalid_union":
      return findingsOfUnion(issue.errors, path, whole);
    case "invalid_value": {
      const choices = issue.values.map(String);
      const written = valueAt(whole.value, path);
      const nearest = typeof written === "string" ? didYouMean(written, choices) : undefined;
      return [
        {
          ...place,
          message: `${what} is ${shown(written)}, but must be ${listed(choices)}.`,
          ...(nearest === undefined ? {} : { hint: `Did you mean ${nearest}?` }),
        },
      ];
    }
    case "invalid_type":
      return [wrongType(path, typeWord(issue), valueAt(whole.value, path))];
    case "too_small":
      return [{ ...place, message: `${what} is empty.` }];
    default:
      return [{ ...place, message: `${what}: ${issue.message}.` }];
  }
}

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["array", "a list"],
  ["object", "a mapping"],
  ["record", "a mapping"],
  ["boolean", "true or false"],
]);

/** Of several forms that a value may have, the one that was meant is where its type fits. */
function findingsOfUnion(
  branches: readonly (readonly Issue[])[],
  path: readonly Step[],
  whole: Whole,
): readonly Finding[] {
  const fitting = branches.find((issues) => !issues.some(isWrongType));
  if (fitting !== undefined) return fitting.flatMap((inner) => findingOf(inner, path, whole));
  const types = branches.flat().filter(isWrongType).map(typeWord);
  return [wrongType(path, listed([...new Set(types)]), valueAt(whole.value, path))];
}

function isWrongType(issue: Issue): boolean {
  return issue.code === "invalid_type" && issue.path.length === 0;
}

function typeWord(issue: Issue): string {
  const expected = issue.code === "invalid_type" ? issue.expected : issue.code;
  return TYPE_WORDS.get(expected) ?? expected;
}

function wrongType(path: readonly Step[], expected: string, written: Json | undefined): Finding {
  if (written !== undefined) {
    const message = `${nameOf(path)} must be ${expected}, not ${shown(written)}.`;
    return { pointer: pointerOf(path), message };
  }
  const parent = path.slice(0, -1);
  return { pointer: pointerOf(parent), message: `${nameOf(parent)} has no ${path.at(-1) ?? ""}.` };
}

function unknownKey(path: readonly Step[], key: string, known: readonly string[]): Finding {
  const nearest = didYouMean(key, known);
  return {
    pointer: pointerOf([...path, key]),
    message: `${nameOf(path)} has the unknown key ${JSON.stringify(key)}.`,
    hint: nearest === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean ${nearest}?`,
  };
}

/** The keys an object may have at a path, from the JSON Schema. */
function keysAt(schema: unknown, path: readonly Step[]): readonly string[] {
  const found = path.reduce<readonly unknown[]>(
    (level, step) => level.flatMap((node) => below(node, step)),
    alternatives(schema),
  );
  return found.flatMap((node) => Object.keys(childOf(node, "properties")));
}

function below(node: unknown, step: Step): readonly unknown[] {
  if (typeof step === "number") return alternatives(childOf(node, "items"));
  const properties = childOf(node, "properties");
  if (Object.hasOwn(properties, step)) return alternatives(childOf(properties, step));
  return alternatives(childOf(node, "additionalProperties"));
}

function alternatives(node: unknown): readonly unknown[] {
  const choices =
    typeof node === "object" && node !== null && "anyOf" in node ? node.anyOf : undefined;
  return Array.isArray(choices) ? choices : [node];
}

function childOf(node: unknown, key: string): object {
  if (typeof node !== "object" || node === null) return {};
  const child: unknown = Object.entries(node).find(([name]) => name === key)?.[1];
  return typeof child === "object" && child !== null ? child : {};
}

/** The value at a path, or undefined. Names such as `__proto__` are names like any other. */
export function valueAt(value: Json, path: readonly Step[]): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === "number") at = at[step];
    else if (isJsonObject(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** A JSON pointer (RFC 6901). */
export function pointerOf(path: readonly Step[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** A place as a person would say it: `contracts[1].surfaces`. */
function nameOf(path: readonly Step[]): string {
  if (path.length === 0) return "The configuration";
  return path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`,
    )
    .join("");
}

function stepOf(key: PropertyKey): Step {
  return typeof key === "symbol" ? String(key) : key;
}

function shown(value: Json | undefined): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "a mapping";
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

function listed(choices: readonly string[]): string {
  return choices.length < 2
    ? choices.join("")
    : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1) ?? ""}`;
}
