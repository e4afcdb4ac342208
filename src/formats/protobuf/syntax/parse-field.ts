import { leadingComment, withTrailing } from "./comments.ts";
import { accept, expect, fail, isWord, spotOf, takeName, takeWord } from "./expect.ts";
import { type Lexer, WORD } from "./lexer.ts";
import type { Mutable } from "./mutable.ts";
import { takeInteger } from "./numbers.ts";
import { parseOptionList } from "./parse-options.ts";
import * as mark from "./punctuation.ts";
import type { FieldNode, OptionNode, Spot, WrittenComment } from "./syntax-tree.ts";

/** Where a field stands, and how the message of a group is read. */
export interface FieldPlace {
  /** Parses and keeps the message that a group declares, from its opening brace. */
  readonly declareGroup: (name: string, spot: Spot) => void;
  readonly oneof?: string;
}

const LABELS: ReadonlySet<string> = new Set(["optional", "required", "repeated"]);

/** A field of a message, a oneof or an `extend` block: `optional a.B c = 1 [deprecated = true];`. */
export function parseField(lexer: Lexer, place: FieldPlace): FieldNode {
  const head: Head = { spot: spotOf(lexer), comment: leadingComment(lexer) };
  const label = place.oneof === undefined ? parseLabel(lexer) : undefined;
  const grouped = isWord(lexer, "group");
  const type = takeName(lexer, "a field or another declaration");
  const parts: Parts = {
    label,
    type,
    ...(place.oneof === undefined ? {} : { oneof: place.oneof }),
  };
  if (type === "map" && accept(lexer, mark.OPEN_ANGLE)) return parseMap(lexer, head, parts);
  const name = takeWord(lexer, "a field name");
  const number = parseNumber(lexer);
  const options = parseOptionList(lexer);
  if (grouped && lexer.kind === mark.OPEN_BRACE) {
    return parseGroup(lexer, { head, parts, name, number, options, place });
  }
  expect(lexer, mark.SEMICOLON);
  return fieldNode(lexer, head, { ...parts, name, number, options });
}

interface Head {
  readonly spot: Spot;
  readonly comment: WrittenComment | undefined;
}

interface Parts {
  readonly label: FieldNode["label"] | undefined;
  readonly type: string;
  readonly oneof?: string;
}

interface Body extends Parts {
  readonly name: string;
  readonly number: number;
  readonly options: readonly OptionNode[];
}

/** Called after the end of the declaration, where its trailing comment lies in the gap. */
function fieldNode(lexer: Lexer, head: Head, body: Body): Mutable<FieldNode> {
  const field: Mutable<FieldNode> = {
    name: body.name,
    number: body.number,
    type: body.type,
    options: body.options,
    line: head.spot.line,
    column: head.spot.column,
  };
  if (body.label !== undefined) field.label = body.label;
  if (body.oneof !== undefined) field.oneof = body.oneof;
  const comment = withTrailing(lexer, head.comment);
  if (comment !== undefined) field.comment = comment;
  return field;
}

/** A label is a label only where a type follows: `optional = 1` cannot occur, `optional a = 1` can. */
function parseLabel(lexer: Lexer): FieldNode["label"] | undefined {
  if (lexer.kind !== WORD) return undefined;
  const word = lexer.text.slice(lexer.start, lexer.end);
  if (!LABELS.has(word)) return undefined;
  takeWord(lexer, "a label");
  if (word === "required" || word === "repeated") return word;
  return "optional";
}

function parseMap(lexer: Lexer, head: Head, parts: Parts): FieldNode {
  const mapKey = takeName(lexer, "the key type of the map");
  expect(lexer, mark.COMMA);
  const type = takeName(lexer, "the value type of the map");
  expect(lexer, mark.CLOSE_ANGLE);
  const name = takeWord(lexer, "a field name");
  const number = parseNumber(lexer);
  const options = parseOptionList(lexer);
  expect(lexer, mark.SEMICOLON);
  const field = fieldNode(lexer, head, { ...parts, type, name, number, options });
  field.mapKey = mapKey;
  return field;
}

function parseNumber(lexer: Lexer): number {
  if (lexer.kind !== mark.EQUALS) fail(lexer, '"=" and a field number');
  expect(lexer, mark.EQUALS);
  return takeInteger(lexer, "a field number");
}

interface GroupParts {
  readonly head: Head;
  readonly parts: Parts;
  readonly name: string;
  readonly number: number;
  readonly options: readonly OptionNode[];
  readonly place: FieldPlace;
}

/** protoc names the field of a group by its type's name in lower case. */
function parseGroup(lexer: Lexer, group: GroupParts): FieldNode {
  const { head, name } = group;
  group.place.declareGroup(name, head.spot);
  const field = fieldNode(lexer, head, {
    ...group.parts,
    type: name,
    name: name.toLowerCase(),
    number: group.number,
    options: group.options,
  });
  field.group = true;
  return field;
}
