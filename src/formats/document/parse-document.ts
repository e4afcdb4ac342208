import { DriftError } from "../../errors.ts";
import type { Json } from "../../model/json.ts";
import type { Location } from "../../model/position.ts";
import { lineIndex } from "../line-index.ts";
import { pointerBelow, tooDeep } from "./depth.ts";
import { indexJson } from "./json-index.ts";
import { jsonMistake, parseJson } from "./json-text.ts";
import type { ParsedJson } from "./json-text.ts";
import { NODE, kindOf, nodeAt, offsetOf } from "./node-index.ts";
import type { NodeIndex } from "./node-index.ts";
import { parseYaml } from "./yaml-text.ts";

/** A YAML or JSON document, nested at most 500 levels deep. */
export interface ParsedDocument {
  readonly path: string;
  readonly text: string;
  /** An empty document is null. YAML aliases share their value; nothing may be changed. */
  readonly value: Json;
  /** True: the value is what `JSON.parse` makes of the text, whoever asks it. */
  readonly isPlainJson: boolean;
  /**
   * Where the element of a JSON pointer is written: its key, or the value where it is an item of an
   * array. A pointer that leads nowhere is placed at its nearest existing parent.
   */
  locate(pointer: string): Location;
  /** A scalar's text as it is written: `1.10` where the value is the number 1.1. */
  written(pointer: string): string | undefined;
}

/**
 * Parses a document. JSON is recognised by its first character; what is none may still be YAML.
 * Throws a `DriftError` with a place: `syntax`, `too-deep`, `too-large`, or `source-unreadable`
 * where the text holds NUL and so is no text.
 */
export function parseDocument(path: string, text: string): ParsedDocument {
  const binary = text.indexOf("\0");
  if (binary !== -1) {
    throw new DriftError({
      code: "source-unreadable",
      message: `${path} holds NUL bytes, so it is not text.`,
      place: { file: path, ...lineIndex(text).at(binary) },
      hint: "Name the source of the contract, not a compiled or compressed form of it.",
    });
  }
  if (!/^\s*[{[]/.test(text)) return parsedYaml(path, text);
  try {
    return parsedJson(path, text, parseJson(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return notJson(path, text, error);
  }
}

function parsedYaml(path: string, text: string): ParsedDocument {
  const { value, index } = parseYaml(path, text);
  return { value, isPlainJson: false, ...located(path, text, () => index) };
}

function parsedJson(path: string, text: string, { value, isPlain }: ParsedJson): ParsedDocument {
  const places = located(path, text, () => indexJson(text));
  const document = { value, isPlainJson: isPlain, ...places };
  const below = pointerBelow(value);
  if (below !== undefined) throw tooDeep(document.locate(below));
  return document;
}

/** A text in braces that is not JSON is YAML in its flow form, unless its name says otherwise. */
function notJson(path: string, text: string, cause: SyntaxError): ParsedDocument {
  if (/\.ya?ml$/i.test(path)) return parsedYaml(path, text);
  const { offset, expected } = jsonMistake(text);
  throw new DriftError({
    code: "syntax",
    message: `${path} is not valid JSON: expected ${expected}.`,
    place: { file: path, ...lineIndex(text).at(offset) },
    hint:
      offset >= text.trimEnd().length
        ? "The file seems to be cut off."
        : "Mend the file at that place.",
    cause,
  });
}

type Located = Omit<ParsedDocument, "value" | "isPlainJson">;

function located(path: string, text: string, build: () => NodeIndex): Located {
  const lines = lineIndex(text);
  let nodes: NodeIndex | undefined;
  const index = (): NodeIndex => (nodes ??= build());
  return {
    path,
    text,
    locate: (pointer) => ({ file: path, ...lines.at(offsetOf(index(), pointer)) }),
    written(pointer) {
      const node = nodeAt(index(), pointer);
      return node === undefined || kindOf(index(), node) !== NODE.scalar
        ? undefined
        : index().textOf(node);
    },
  };
}
