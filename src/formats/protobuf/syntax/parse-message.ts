import { leadingComment, withTrailing } from "./comments.ts";
import {
  accept,
  acceptWord,
  checkDepth,
  currentWord,
  expect,
  spotOf,
  takeName,
  takeWord,
} from "./expect.ts";
import { advance, type Lexer, WORD } from "./lexer.ts";
import { parseEnum } from "./parse-enum.ts";
import { type FieldPlace, parseField } from "./parse-field.ts";
import { parseOption } from "./parse-options.ts";
import {
  emptyRangeLists,
  parseExtensionRanges,
  parseReserved,
  type RangeLists,
  type RangeRules,
  reservedOf,
} from "./parse-ranges.ts";
import { CLOSE_BRACE, OPEN_BRACE, SEMICOLON } from "./punctuation.ts";
import {
  type EnumNode,
  type ExtendNode,
  type FieldNode,
  MAX_FIELD_NUMBER,
  MAX_MESSAGE_SET_NUMBER,
  type MessageNode,
  type OneofNode,
  type OptionNode,
  type Range,
  type Spot,
  type SymbolVisibility,
  type WrittenComment,
} from "./syntax-tree.ts";

const RULES: RangeRules = { max: MAX_FIELD_NUMBER, signed: false };

/** Where a message stands. */
export interface MessagePlace {
  readonly spot: Spot;
  readonly depth: number;
  readonly comment?: WrittenComment | undefined;
  readonly visibility?: SymbolVisibility;
}

/** A message under construction. */
interface Body extends RangeLists, FieldPlace {
  readonly depth: number;
  readonly fields: FieldNode[];
  readonly oneofs: OneofNode[];
  readonly messages: MessageNode[];
  readonly enums: EnumNode[];
  readonly extends: ExtendNode[];
  readonly options: OptionNode[];
}

/** The rest of a message after the keyword. */
function parseMessage(lexer: Lexer, place: MessagePlace): MessageNode {
  return parseGroupBody(lexer, takeWord(lexer, "the name of a message"), place);
}

/** A message's body from its opening brace; groups have their name before it. */
function parseGroupBody(lexer: Lexer, name: string, place: MessagePlace): MessageNode {
  checkDepth(lexer, place.depth);
  expect(lexer, OPEN_BRACE);
  const comment = withTrailing(lexer, place.comment);
  const messages: MessageNode[] = [];
  const body: Body = {
    depth: place.depth,
    declareGroup: groupsInto(lexer, messages, place.depth),
    fields: [],
    oneofs: [],
    messages,
    enums: [],
    extends: [],
    options: [],
    ...emptyRangeLists(),
  };
  while (!accept(lexer, CLOSE_BRACE)) parseMember(lexer, body);
  const { fields, oneofs, enums, options } = body;
  return {
    name,
    fields,
    oneofs,
    messages,
    enums,
    extends: body.extends,
    options,
    extensionRanges: extensionRangesOf(body),
    reserved: reservedOf(body),
    ...place.spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Message sets have no field numbers of their own, so their `max` is that of an int32. */
function extensionRangesOf(body: Body): readonly Range[] {
  const messageSet = body.options.some(
    ({ path, value }) => path[0] === "message_set_wire_format" && value === true,
  );
  if (!messageSet) return body.extensionRanges;
  return body.extensionRanges.map(([from, to]) => [
    from,
    to === MAX_FIELD_NUMBER ? MAX_MESSAGE_SET_NUMBER : to,
  ]);
}

function parseMember(lexer: Lexer, body: Body): void {
  if (accept(lexer, SEMICOLON)) return;
  if (lexer.kind !== WORD || !parseStatement(lexer, body)) {
    body.fields.push(parseField(lexer, body));
  }
}

/** Keeps the message of a group beside the field that declares it. */
function groupsInto(lexer: Lexer, messages: MessageNode[], depth: number) {
  return (name: string, spot: Spot): void => {
    messages.push(parseGroupBody(lexer, name, { spot, depth: depth + 1 }));
  };
}

/** Keywords win over field types of the same name, as in protoc. False: it is a field. */
function parseStatement(lexer: Lexer, body: Body): boolean {
  switch (currentWord(lexer)) {
    case "message":
    case "enum":
      parseNested(lexer, body);
      return true;
    case "export":
    case "local":
      return parseVisible(lexer, body);
    case "oneof":
      body.oneofs.push(parseOneof(lexer, body));
      return true;
    case "extend":
      body.extends.push(parseExtend(lexer, body.messages, body.depth));
      return true;
    case "option":
      advance(lexer);
      body.options.push(parseOption(lexer));
      return true;
    case "reserved":
      advance(lexer);
      parseReserved(lexer, body, RULES);
      return true;
    case "extensions":
      advance(lexer);
      parseExtensionRanges(lexer, body, RULES);
      return true;
    default:
      return false;
  }
}

/** What nested types are added to: a file or a message. */
export interface TypeLists {
  readonly depth: number;
  readonly messages: MessageNode[];
  readonly enums: EnumNode[];
}

/** A nested `message` or `enum`, at its keyword. */
export function parseNested(lexer: Lexer, lists: TypeLists): void {
  const spot = spotOf(lexer);
  const comment = leadingComment(lexer);
  parseTypeAt(lexer, lists, { spot, comment, depth: lists.depth + 1 });
}

function parseTypeAt(lexer: Lexer, lists: TypeLists, place: MessagePlace): void {
  const { visibility } = place;
  const seen = visibility === undefined ? {} : { visibility };
  if (acceptWord(lexer, "message")) {
    lists.messages.push({ ...parseMessage(lexer, place), ...seen });
  } else {
    advance(lexer);
    lists.enums.push({ ...parseEnum(lexer, place.spot, place.comment), ...seen });
  }
}

/**
 * `export message`, `local enum` (edition 2024): who may name the type. False: a field whose type
 * is called so.
 */
export function parseVisible(lexer: Lexer, lists: TypeLists): boolean {
  const before = { ...lexer };
  const spot = spotOf(lexer);
  const comment = leadingComment(lexer);
  const visibility = currentWord(lexer) === "local" ? "local" : "export";
  advance(lexer);
  const word = lexer.kind === WORD ? currentWord(lexer) : "";
  if (word !== "message" && word !== "enum") {
    Object.assign(lexer, before);
    return false;
  }
  parseTypeAt(lexer, lists, { spot, comment, depth: lists.depth + 1, visibility });
  return true;
}

function parseOneof(lexer: Lexer, body: Body): OneofNode {
  const spot = spotOf(lexer);
  const leading = leadingComment(lexer);
  advance(lexer);
  const name = takeWord(lexer, "the name of a oneof");
  expect(lexer, OPEN_BRACE);
  const comment = withTrailing(lexer, leading);
  const members: string[] = [];
  const options: OptionNode[] = [];
  const place = { declareGroup: body.declareGroup, oneof: name };
  while (!accept(lexer, CLOSE_BRACE)) {
    if (accept(lexer, SEMICOLON)) continue;
    if (acceptWord(lexer, "option")) {
      options.push(parseOption(lexer));
      continue;
    }
    const field = parseField(lexer, place);
    members.push(field.name);
    body.fields.push(field);
  }
  return { name, members, options, ...spot, ...(comment === undefined ? {} : { comment }) };
}

/** `extend a.B { … }`, at its keyword. Groups in it declare their messages beside it. */
export function parseExtend(lexer: Lexer, messages: MessageNode[], depth: number): ExtendNode {
  advance(lexer);
  const extendee = takeName(lexer, "the name of the message to extend");
  expect(lexer, OPEN_BRACE);
  const fields: FieldNode[] = [];
  const place = { declareGroup: groupsInto(lexer, messages, depth) };
  while (!accept(lexer, CLOSE_BRACE)) {
    if (!accept(lexer, SEMICOLON)) fields.push(parseField(lexer, place));
  }
  return { extendee, fields };
}
