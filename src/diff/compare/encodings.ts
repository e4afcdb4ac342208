import type { BinaryEncoding } from "../../model/encoding.ts";
import type { MessageSurface } from "../../model/semantics.ts";
import { readsUnchanged } from "../../rules/encodings.ts";
import { worse, type Severity } from "../../rules/rule.ts";
import type { Effect } from "../change.ts";
import type { Normal } from "../normal/normal.ts";
import { sidesOf, type Comparison } from "./pair.ts";
import { typeText } from "./text.ts";

/**
 * Scalars with a binary encoding are compared by it: who writes and who reads follows from the
 * direction. The other way round is not used, but both sides may meet it one day.
 */
export function compareEncodings(comparison: Comparison): "same" | "different" {
  const before = encodingOf(comparison.before, comparison.after);
  const after = encodingOf(comparison.after, comparison.before);
  if (before === undefined || after === undefined || before === after) return "same";
  const texts = {
    before: typeText(comparison.before, comparison.engine.before),
    after: typeText(comparison.after, comparison.engine.after),
  };
  comparison.report({
    rule: "encoding-incompatible",
    details: texts,
    effects: effectsBetween(comparison, before, after),
    ...sidesOf(comparison.pair, texts.before, texts.after),
  });
  return "different";
}

/** Messages carry no encoding of their own; beside a scalar they are length-delimited. */
function encodingOf(normal: Normal, other: Normal): BinaryEncoding | undefined {
  if (normal.encoding !== undefined || other.encoding === undefined) return normal.encoding;
  return normal.nominal !== undefined &&
    normal.object !== undefined &&
    normal.object.map === undefined
    ? "message"
    : undefined;
}

function effectsBetween(
  comparison: Comparison,
  before: BinaryEncoding,
  after: BinaryEncoding,
): readonly Effect[] {
  const { engine, pair } = comparison;
  const { direction } = pair.circumstances;
  const written = direction === "input" ? before : after;
  const read = direction === "input" ? after : before;
  const reader = direction === "input" ? comparison.after : comparison.before;
  const surfaces = pair.circumstances.surfaces ?? engine.semantics.surfaces;
  return surfaces.map((surface) => ({
    surface,
    direction,
    severity:
      isClosedList(reader) && written !== "enum"
        ? closed(surface, written, read)
        : severityOf(surface, written, read),
    certainty: "by-rule",
  }));
}

/** Of numbers a closed enum takes those it lists; others are set aside in bytes, refused in JSON. */
function isClosedList({ encoding, values }: Normal): boolean {
  return encoding === "enum" && values?.open === false;
}

function closed(surface: MessageSurface, written: BinaryEncoding, read: BinaryEncoding): Severity {
  return surface === "wire" ? worse("dangerous", severityOf(surface, written, read)) : "breaking";
}

function severityOf(surface: MessageSurface, written: BinaryEncoding, read: BinaryEncoding) {
  const there = readsUnchanged(surface, written, read);
  const back = readsUnchanged(surface, read, written);
  if (there && back) return "compatible";
  if (surface === "source") return "breaking";
  return there ? "dangerous" : "breaking";
}
