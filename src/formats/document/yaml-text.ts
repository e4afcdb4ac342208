import {
  CORE_SCHEMA,
  NOT_RESOLVED,
  YAMLException,
  constructFromEvents,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mergeTag,
  parseEvents,
} from "js-yaml";
import { DriftError } from "../../errors.ts";
import type { Json } from "../../model/json.ts";
import { lineIndex } from "../line-index.ts";
import { MAX_DEPTH, tooDeep } from "./depth.ts";
import type { NodeIndex } from "./node-index.ts";
import { MAX_EXPANSION, indexEvents } from "./yaml-index.ts";

export interface YamlDocument {
  readonly value: Json;
  readonly index: NodeIndex;
}

/**
 * Reads one YAML 1.2 document (core schema) with merge keys. Keys keep their text (`1.10`, `on`,
 * `0777`), integers beyond 2^53 are `bigint`, a number that JSON cannot hold stays text. Throws a
 * `DriftError` with a place: `syntax`, `too-deep`, or `too-large` where aliases multiply.
 */
export function parseYaml(path: string, text: string): YamlDocument {
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const index = indexEvents(path, text, events);
    const [value] = constructFromEvents(events, {
      source: text,
      schema: SCHEMA,
      maxTotalMergeKeys: MAX_EXPANSION,
    });
    return { value: asJson(value), index };
  } catch (error) {
    throw error instanceof YAMLException ? yamlError(path, text, error) : error;
  }
}

const exactInteger = defineScalarTag<number | bigint>("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: intCoreTag.implicitFirstChars,
  identify: () => false,
  resolve(source, isExplicit, tagName) {
    const value = intCoreTag.resolve(source, isExplicit, tagName);
    if (value === NOT_RESOLVED || Number.isSafeInteger(value)) return value;
    const digits = BigInt(source.replace(/^[-+]/, ""));
    return source.startsWith("-") ? -digits : digits;
  },
});

const finiteFloat = defineScalarTag<number>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: floatCoreTag.implicitFirstChars,
  identify: () => false,
  resolve(source, isExplicit, tagName) {
    const value = floatCoreTag.resolve(source, isExplicit, tagName);
    return typeof value === "number" && !Number.isFinite(value) ? NOT_RESOLVED : value;
  },
});

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, exactInteger, finiteFloat);

/** The schema above makes nothing but JSON values, and undefined for an empty document. */
function asJson(value: unknown): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tags of SCHEMA are listed
  return (value ?? null) as Json;
}

function yamlError(path: string, text: string, error: YAMLException): DriftError {
  const at = error.mark === undefined ? {} : lineIndex(text).at(error.mark.position);
  const place = { file: path, ...at };
  if (error.reason.startsWith("nesting exceeded")) return tooDeep(place);
  return new DriftError({
    code: "syntax",
    message: `${path} is not valid YAML: ${error.reason}.`,
    place,
    hint:
      HINTS.find(([reason]) => error.reason.startsWith(reason))?.[1] ??
      "Mend the file at that place.",
    cause: error,
  });
}

const HINTS: readonly (readonly [string, string])[] = [
  ["duplicated mapping key", "A key may stand once in a mapping; remove or rename one of the two."],
  ["merge keys exceeded", "The merge keys (<<) multiply; write the members out."],
  ["bad indentation", "Indent the line as its siblings are."],
  ["tab characters", "Indent with spaces; YAML does not allow tabs there."],
];
