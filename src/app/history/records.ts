import type {
  ElementHistory,
  Mark,
  Provenance,
  Sighting,
  Statement as Says,
} from "../../diff/lifecycle/history.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { StatedElement, Step } from "../../diff/lifecycle/step.ts";

/** Everything that versions of a contract said of one element that was announced to go, or went. */
export interface ElementRecord {
  /** Its last address. */
  readonly coordinate: Coordinate;
  readonly kind: ElementKind;
  readonly history: ElementHistory;
}

/** Records by the identity of their elements. */
export type Records = ReadonlyMap<string, ElementRecord>;

/** Takes the steps of a contract's life one by one, oldest first. */
export interface RecordKeeper {
  take(step: Step, at: Sighting): void;
  /** A version that says what the last one said. */
  seeAgain(at: Sighting): void;
  records(): Records;
}

interface Open {
  element: StatedElement;
  readonly marks: Mark[];
  readonly startsOpen: boolean;
}

interface Book {
  readonly open: Map<string, Open>;
  /** The version taken last. */
  last: Sighting | undefined;
}

const ACTIVE: Says = { deprecated: false };

export function recordKeeper(provenance: Provenance): RecordKeeper {
  const book: Book = { open: new Map(), last: undefined };
  return {
    take(step, at) {
      for (const { from, to } of step.moved) move(book, from, to);
      for (const element of step.gone) lose(book, element, at);
      for (const element of step.born) bear(book, element, at);
      for (const element of step.changed) change(book, element, at);
      book.last = at;
    },
    seeAgain(at) {
      book.last = at;
    },
    records: () => closed(book, provenance),
  };
}

function closed({ open, last }: Book, provenance: Provenance): Records {
  const records = new Map<string, ElementRecord>();
  for (const [identity, { element, marks, startsOpen }] of open) {
    if (last !== undefined) closeMark(marks, last);
    const { coordinate, kind } = element;
    records.set(identity, { coordinate, kind, history: { marks, provenance, startsOpen } });
  }
  return records;
}

function move({ open }: Book, from: string, to: StatedElement): void {
  const record = open.get(from);
  if (record === undefined || open.has(to.identity)) return;
  open.delete(from);
  record.element = to;
  open.set(to.identity, record);
}

function lose(book: Book, element: StatedElement, at: Sighting): void {
  if (!book.open.has(element.identity)) begin(book, element, silentUntil(book.last ?? at));
  say(book, element, { at, says: "absent" });
}

/** Comes back, or comes for the first time; of what says nothing, nothing is worth keeping. */
function bear(book: Book, element: StatedElement, at: Sighting): void {
  const { says } = element;
  if (book.open.has(element.identity)) say(book, element, { at, says: says ?? ACTIVE });
  else if (says !== undefined) {
    const marks: Mark[] = [{ from: at, to: at, says }];
    book.open.set(element.identity, { element, marks, startsOpen: false });
  }
}

/** What says something for the first time was there before, and silent. */
function change(book: Book, element: StatedElement, at: Sighting): void {
  const isKnown = book.open.has(element.identity);
  if (!isKnown && element.says === undefined) return;
  if (!isKnown) begin(book, element, book.last === undefined ? [] : silentUntil(book.last));
  say(book, element, { at, says: element.says ?? ACTIVE });
}

function begin({ open }: Book, element: StatedElement, marks: Mark[]): void {
  open.set(element.identity, { element, marks, startsOpen: true });
}

function silentUntil(last: Sighting): Mark[] {
  return [{ from: last, to: last, says: ACTIVE }];
}

interface Saying {
  readonly at: Sighting;
  readonly says: Says;
}

function say({ open, last }: Book, element: StatedElement, { at, says }: Saying): void {
  const record = open.get(element.identity);
  if (record === undefined) return;
  record.element = element;
  closeMark(record.marks, last ?? at);
  record.marks.push({ from: at, to: at, says });
}

/** What a mark says held until here. */
function closeMark(marks: Mark[], to: Sighting): void {
  const mark = marks.at(-1);
  if (mark !== undefined) marks[marks.length - 1] = { ...mark, to };
}
