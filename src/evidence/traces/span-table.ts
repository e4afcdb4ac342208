import type { SpanParent } from "./span.ts";

/** The ids of very many spans, and for each of them what it has in common with others. */
export interface SpanTable<Facts> {
  /** A span that is met again replaces what was there. */
  add(span: SpanIds, facts: Facts): void;
  /** The number of spans; they are numbered from 0. */
  size(): number;
  factsOf(row: number): Facts;
  /** The span above, in whatever file it stands; undefined where it was not recorded. */
  above(row: number): number | undefined;
}

interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: SpanParent;
}

/** Two hashes of 32 bits of a trace's and a span's id: together they are as good as the ids. */
interface Hashes {
  readonly high: number;
  readonly low: number;
}

const NONE: Hashes = { high: 0, low: 0 };
const FIRST_ROWS = 1 << 10;

/** A table that takes about forty bytes a span, however long the ids are. */
export function spanTable<Facts>(): SpanTable<Facts> {
  const rows: Rows = {
    columns: emptyColumns(FIRST_ROWS),
    slots: new Uint32Array(FIRST_ROWS * 2),
    count: 0,
  };
  const facts: Facts[] = [];
  const numbers = new Map<Facts, number>();
  const numberOf = (one: Facts): number => {
    const known = numbers.get(one) ?? facts.length;
    if (known === facts.length) numbers.set(one, facts.push(one) - 1);
    return known;
  };
  return {
    add({ traceId, spanId, parent }, own) {
      const row = rowOf(rows, hashesOf(traceId, spanId));
      const above = parent === undefined ? NONE : hashesOf(parent.traceId, parent.spanId);
      rows.columns.aboveHigh[row] = above.high;
      rows.columns.aboveLow[row] = above.low;
      rows.columns.facts[row] = numberOf(own);
    },
    size: () => rows.count,
    factsOf(row) {
      const found = facts[rows.columns.facts[row] ?? -1];
      if (found === undefined) throw new RangeError(`there is no span ${row}`);
      return found;
    },
    above(row) {
      const { aboveHigh, aboveLow } = rows.columns;
      const above = { high: aboveHigh[row] ?? 0, low: aboveLow[row] ?? 0 };
      if (above.high === 0 && above.low === 0) return undefined;
      const found = find(rows, above);
      return found < 0 ? undefined : found;
    },
  };
}

/** Rows in columns, and where each of them is found by its hashes (open addressing). */
interface Rows {
  columns: Columns;
  /** The number of a row and one; 0: free. */
  slots: Uint32Array;
  count: number;
}

/** The row of a span, or the slot that it would have: `-1 - slot`. */
function find({ columns, slots }: Rows, { high, low }: Hashes): number {
  const mask = slots.length - 1;
  for (let slot = (low & mask) >>> 0; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] ?? 0) - 1;
    if (row < 0) return -1 - slot;
    if (columns.high[row] === high && columns.low[row] === low) return row;
  }
}

/** The row of a span, which is made where it has none. */
function rowOf(rows: Rows, own: Hashes): number {
  const known = find(rows, own);
  if (known >= 0) return known;
  if (rows.count === rows.columns.high.length) grow(rows);
  const row = rows.count++;
  rows.columns.high[row] = own.high;
  rows.columns.low[row] = own.low;
  place(rows, row, own);
  return row;
}

function place(rows: Rows, row: number, own: Hashes): void {
  rows.slots[-1 - find(rows, own)] = row + 1;
}

function grow(rows: Rows): void {
  rows.columns = longer(rows.columns);
  rows.slots = new Uint32Array(rows.slots.length * 2);
  const { high, low } = rows.columns;
  for (let row = 0; row < rows.count; row++) {
    place(rows, row, { high: high[row] ?? 0, low: low[row] ?? 0 });
  }
}

interface Columns {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** Both zero: no span above. */
  readonly aboveHigh: Uint32Array;
  readonly aboveLow: Uint32Array;
  readonly facts: Uint32Array;
}

function emptyColumns(rows: number): Columns {
  return {
    high: new Uint32Array(rows),
    low: new Uint32Array(rows),
    aboveHigh: new Uint32Array(rows),
    aboveLow: new Uint32Array(rows),
    facts: new Uint32Array(rows),
  };
}

function longer(columns: Columns): Columns {
  const twice = (column: Uint32Array): Uint32Array => {
    const copy = new Uint32Array(column.length * 2);
    copy.set(column);
    return copy;
  };
  return {
    high: twice(columns.high),
    low: twice(columns.low),
    aboveHigh: twice(columns.aboveHigh),
    aboveLow: twice(columns.aboveLow),
    facts: twice(columns.facts),
  };
}

/** Two FNV-1a hashes that differ in where they begin; never both zero. */
function hashesOf(traceId: string, spanId: string): Hashes {
  let high = 0x811c9dc5;
  let low = 0x2bd5a3c1;
  for (const id of [traceId, " ", spanId]) {
    for (let at = 0; at < id.length; at++) {
      const code = id.charCodeAt(at);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ (code + at), 0x85ebca6b);
      low ^= low >>> 15;
    }
  }
  return { high: high >>> 0, low: low >>> 0 || 1 };
}
