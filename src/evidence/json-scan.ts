import { DriftError } from "../errors.ts";

/** What a scan of JSON tells. Paths are written `log.entries[]`: keys, and `[]` for any item. */
export interface ScanEvents {
  /** Paths of objects that are delivered whole, as they stand in the text. */
  readonly wanted: ReadonlySet<string>;
  part(path: string, text: string, line: number): void;
  /** An object or a list around parts begins. */
  enter?(path: string): unknown;
  /** An object or a list around parts has ended. */
  leave?(path: string): void;
}

/** Takes a text in chunks of any size. */
export interface JsonScan {
  feed(chunk: string): void;
  /** Throws `DriftError` (`syntax`) where the text stops in the middle. */
  end(): void;
}

/** Deeper values are no message of any API. */
const DEEPEST = 500;

/** One part may be as long as a whole file that is read at once. */
const LONGEST_PART = 64 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const LINE_FEED = 0x0a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Finds the wanted parts of one JSON value, or of several one after the other (JSON lines), and
 * holds no more than one part at a time. Only brackets and texts are understood: whether a part is
 * JSON is seen by whoever parses it.
 */
export function jsonScan(file: string, events: ScanEvents): JsonScan {
  const state: State = {
    file,
    events,
    containers: [],
    inText: false,
    escaped: false,
    line: 1,
    word: [],
    key: "",
    part: undefined,
    held: [],
    heldLength: 0,
  };
  return {
    feed(chunk) {
      for (let at = 0; at < chunk.length;) at = step(state, chunk, at);
    },
    end() {
      if (state.part !== undefined || state.containers.length > 0 || state.inText) {
        throw cutOff(state);
      }
    },
  };
}

interface State {
  readonly file: string;
  readonly events: ScanEvents;
  /** What stands around the place, the outermost first. */
  readonly containers: Container[];
  inText: boolean;
  escaped: boolean;
  line: number;
  /** The last text outside of parts: a key, if a colon follows. */
  word: string[];
  key: string;
  part: { readonly path: string; readonly line: number; depth: number } | undefined;
  held: string[];
  heldLength: number;
}

/** Takes what can be taken in one go, and gives the place after it. */
function step(state: State, chunk: string, at: number): number {
  if (state.part !== undefined) return insidePart(state, state.part, chunk, at);
  if (state.inText) return insideText(state, chunk, at);
  between(state, chunk.charCodeAt(at));
  return at + 1;
}

function insidePart(state: State, part: { depth: number }, chunk: string, start: number): number {
  for (let at = start; at < chunk.length; at++) {
    const code = chunk.charCodeAt(at);
    if (code === LINE_FEED) state.line += 1;
    if (state.inText) passText(state, code);
    else if (code === QUOTE) state.inText = true;
    else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (++part.depth > DEEPEST) throw tooDeep(state);
    } else if ((code === CLOSE_OBJECT || code === CLOSE_LIST) && --part.depth === 0) {
      hold(state, chunk.slice(start, at + 1));
      deliver(state);
      return at + 1;
    }
  }
  hold(state, chunk.slice(start));
  return chunk.length;
}

function passText(state: State, code: number): void {
  if (state.escaped) state.escaped = false;
  else if (code === BACKSLASH) state.escaped = true;
  else if (code === QUOTE) state.inText = false;
}

function hold(state: State, text: string): void {
  state.heldLength += text.length;
  if (state.heldLength > LONGEST_PART) throw tooLong(state);
  state.held.push(text);
}

function deliver(state: State): void {
  const { part, held, events } = state;
  state.part = undefined;
  state.held = [];
  state.heldLength = 0;
  if (part !== undefined) events.part(part.path, held.join(""), part.line);
}

/** Keys are short; of a longer text only the beginning is kept. */
const KEY_PIECES = 8;

function insideText(state: State, chunk: string, start: number): number {
  let at = start;
  while (at < chunk.length && state.inText) passText(state, chunk.charCodeAt(at++));
  const end = state.inText ? at : at - 1;
  if (state.word.length < KEY_PIECES) state.word.push(chunk.slice(start, end));
  return at;
}

function between(state: State, code: number): void {
  switch (code) {
    case LINE_FEED:
      state.line += 1;
      break;
    case QUOTE:
      state.inText = true;
      state.word = [];
      break;
    case COLON:
      state.key = state.word.join("");
      break;
    case OPEN_OBJECT:
    case OPEN_LIST:
      open(state, code === OPEN_LIST);
      break;
    case CLOSE_OBJECT:
    case CLOSE_LIST:
      close(state);
      break;
    default:
  }
}

function open(state: State, isList: boolean): void {
  const path = pathOfNext(state);
  if (!isList && state.events.wanted.has(path)) {
    state.part = { path, line: state.line, depth: 1 };
    hold(state, "{");
    return;
  }
  if (state.containers.length >= DEEPEST) throw tooDeep(state);
  state.containers.push({ path, isList });
  state.events.enter?.(path);
}

function close(state: State): void {
  const container = state.containers.pop();
  if (container !== undefined) state.events.leave?.(container.path);
}

function pathOfNext({ containers, key }: State): string {
  const around = containers.at(-1);
  if (around === undefined) return "";
  if (around.isList) return `${around.path}[]`;
  return around.path === "" ? key : `${around.path}.${key}`;
}

interface Container {
  readonly path: string;
  readonly isList: boolean;
}

function cutOff({ file, line }: State): DriftError {
  return new DriftError({
    code: "syntax",
    message: "The file ends in the middle of a value.",
    place: { file, line, column: 1 },
    hint: "The file may be cut off.",
  });
}

function tooDeep({ file, line }: State): DriftError {
  return new DriftError({
    code: "too-deep",
    message: `The file is nested deeper than ${DEEPEST} levels.`,
    place: { file, line, column: 1 },
    hint: "No message needs this; check that the file is what it claims to be.",
  });
}

function tooLong({ file, line }: State): DriftError {
  return new DriftError({
    code: "too-large",
    message: `One part of the file is longer than ${LONGEST_PART / 1024 / 1024} MB.`,
    place: { file, line, column: 1 },
    hint: "No span and no request is this long; check that the file is what it claims to be.",
  });
}
