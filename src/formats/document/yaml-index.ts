import { EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { Event, MappingEvent, ScalarEvent, ScalarStyle, SequenceEvent } from "js-yaml";
import { DriftError } from "../../errors.ts";
import type { Place } from "../../errors.ts";
import { lineIndex } from "../line-index.ts";
import { MAX_DEPTH, tooDeep } from "./depth.ts";
import { NODE, indexBuilder } from "./node-index.ts";
import type { IndexBuilder, NodeIndex } from "./node-index.ts";

/** How many nodes aliases and merge keys may add to those that are written. */
export const MAX_EXPANSION = 1_000_000;

/**
 * Finds every node of a YAML document. Plain keys are turned into strings, so that they keep their
 * text. Refuses what must not be built: aliases that multiply or refer to themselves, and a second
 * document.
 */
export function indexEvents(path: string, text: string, events: readonly Event[]): NodeIndex {
  const scan: Scan = {
    path,
    text,
    index: indexBuilder(events.length),
    ends: new Int32Array(events.length),
    frames: [],
    anchors: new Map(),
    expanded: 0,
    documents: 0,
    offset: 0,
  };
  for (const event of events) takeEvent(scan, event);
  return finished(scan.index, text, scan.ends);
}

interface Scan {
  readonly path: string;
  readonly text: string;
  readonly index: IndexBuilder;
  /** Where scalars end, by node. */
  readonly ends: Int32Array;
  readonly frames: Frame[];
  readonly anchors: Map<string, Anchored>;
  /** Nodes that aliases have added so far. */
  expanded: number;
  documents: number;
  /** The start of the last node that has text. */
  offset: number;
}

/** A document, mapping or sequence that is still open. */
interface Frame {
  readonly node: number;
  readonly isMapping: boolean;
  /** How many nodes it holds directly; in a mapping, keys count too. */
  children: number;
  /** Nodes in it, itself included, with its aliases written out. */
  size: number;
  /** Levels in it, itself included, with its aliases written out. */
  height: number;
  readonly anchor: Anchored | undefined;
}

interface Anchored {
  readonly node: number;
  /** Undefined while it is still open. */
  size?: number;
  height: number;
}

function takeEvent(scan: Scan, event: Event): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      scan.frames.push(frame(-1, false, undefined));
      scan.documents++;
      break;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      takeCollection(scan, event);
      break;
    case EVENT_ID.SCALAR:
      takeScalar(scan, event);
      break;
    case EVENT_ID.ALIAS:
      takeAlias(scan, event.anchorStart, event.anchorEnd);
      break;
    case EVENT_ID.POP:
      closeFrame(scan);
      break;
  }
}

function frame(node: number, isMapping: boolean, anchor: Anchored | undefined): Frame {
  return { node, isMapping, children: 0, size: 1, height: 1, anchor };
}

function takeCollection(scan: Scan, event: MappingEvent | SequenceEvent): void {
  const isMapping = event.type === EVENT_ID.MAPPING;
  const node = addNode(scan, isMapping ? NODE.mapping : NODE.sequence, event.start);
  scan.frames.push(frame(node, isMapping, anchorOf(scan, event, node)));
}

function takeScalar(scan: Scan, event: ScalarEvent): void {
  const parent = scan.frames.at(-1);
  const isKey = parent?.isMapping === true && parent.children % 2 === 0;
  const isQuoted = isQuotedStyle(event.style);
  if (isKey && event.style === SCALAR_STYLE.PLAIN && event.fast && event.tagStart === -1) {
    const isMerge = scan.text.startsWith("<<", event.valueStart) && length(event) === 2;
    if (!isMerge) event.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
  const bits = (event.fast ? FAST : 0) | (isQuoted ? QUOTED : 0);
  const kind = NODE.scalar | (event.style << STYLE_SHIFT) | bits;
  // The parser's range is what stands between the quotes.
  const node = addNode(scan, kind, isQuoted ? event.valueStart - 1 : event.valueStart);
  scan.ends[node] = event.valueEnd;
  const anchor = anchorOf(scan, event, node);
  if (anchor !== undefined) anchor.size = 1;
  addToParent(scan, 1, 0);
}

function length(event: ScalarEvent): number {
  return event.valueEnd - event.valueStart;
}

function takeAlias(scan: Scan, start: number, end: number): void {
  const name = scan.text.slice(start, end);
  const anchor = scan.anchors.get(name);
  const node = addNode(scan, NODE.alias, start - 1);
  if (anchor === undefined) return;
  if (anchor.size === undefined) {
    throw new DriftError({
      code: "syntax",
      message: `${scan.path} cannot be read: the alias *${name} stands inside of what it stands for.`,
      place: placeOf(scan, start - 1),
      hint: "Use $ref for what refers to itself.",
    });
  }
  scan.index.alias(node, anchor.node);
  scan.expanded += anchor.size;
  if (scan.expanded > MAX_EXPANSION) {
    const message = `${scan.path} grows beyond ${MAX_EXPANSION} nodes where its aliases are written out.`;
    throw new DriftError({
      code: "too-large",
      message,
      place: placeOf(scan, start - 1),
      hint: "Aliases of aliases multiply; write the content once and refer to it with $ref.",
    });
  }
  if (scan.frames.length + anchor.height > MAX_DEPTH) throw tooDeep(placeOf(scan, start - 1));
  addToParent(scan, anchor.size, anchor.height);
}

function closeFrame(scan: Scan): void {
  const closed = scan.frames.pop();
  if (closed === undefined || closed.node === -1) return;
  scan.index.close(closed.node);
  if (closed.anchor !== undefined) {
    closed.anchor.size = closed.size;
    closed.anchor.height = closed.height;
  }
  addToParent(scan, closed.size, closed.height);
}

function addToParent(scan: Scan, size: number, height: number): void {
  const parent = scan.frames.at(-1);
  if (parent === undefined) return;
  parent.children++;
  parent.size += size;
  parent.height = Math.max(parent.height, height + 1);
}

function addNode(scan: Scan, kind: number, start: number): number {
  if (start !== -1) scan.offset = start;
  if (scan.documents > 1) {
    throw new DriftError({
      code: "syntax",
      message: `${scan.path} holds more than one YAML document.`,
      place: placeOf(scan, scan.offset),
      hint: "Give each document a file of its own.",
    });
  }
  return scan.index.add(kind, scan.offset);
}

interface Anchorable {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

function anchorOf(scan: Scan, event: Anchorable, node: number): Anchored | undefined {
  if (event.anchorStart === -1) return undefined;
  const anchored: Anchored = { node, height: 0 };
  scan.anchors.set(scan.text.slice(event.anchorStart, event.anchorEnd), anchored);
  return anchored;
}

function placeOf(scan: Scan, offset: number): Place {
  return { file: scan.path, ...lineIndex(scan.text).at(offset) };
}

const STYLE_SHIFT = 3;
const FAST = 1 << 6;
const QUOTED = 1 << 7;

function isQuotedStyle(style: ScalarStyle): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

/** Apart from the scan, which is not kept. */
function finished(builder: IndexBuilder, text: string, ends: Int32Array): NodeIndex {
  const index: NodeIndex = builder.finish((node) =>
    getScalarValue(text, scalarEvent(index, node, ends[node] ?? -1)),
  );
  return index;
}

/** What is needed to decode a scalar. Block scalars keep no indentation here: they are no keys. */
function scalarEvent(index: NodeIndex, node: number, end: number): ScalarEvent {
  const kind = index.kinds[node] ?? 0;
  return {
    type: EVENT_ID.SCALAR,
    valueStart: end === -1 ? -1 : (index.starts[node] ?? -1) + ((kind & QUOTED) === 0 ? 0 : 1),
    valueEnd: end,
    anchorStart: -1,
    anchorEnd: -1,
    tagStart: -1,
    tagEnd: -1,
    style: styleOf((kind >> STYLE_SHIFT) & 7),
    chomping: 1,
    indent: -1,
    fast: (kind & FAST) !== 0,
  };
}

const STYLES: readonly ScalarStyle[] = Object.values(SCALAR_STYLE);

function styleOf(bits: number): ScalarStyle {
  return STYLES.find((style) => style === bits) ?? SCALAR_STYLE.PLAIN;
}
