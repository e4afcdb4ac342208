import type { Report } from "./report.ts";

/** The whole report, as `schema/report.schema.json` describes it; ends with a line break. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** How many items of a long list make one piece. */
const TOGETHER = 16;

/** How deep the single changes stand: in the list of a comparison, in the list of a report. */
const CHANGES = 4;

/**
 * The same text in pieces, no larger than some changes each: a report can take hundreds of MB. What
 * holds no long list is one piece.
 */
export function* jsonPieces(report: Report): Generator<string> {
  yield* printed(report, 0);
  yield "\n";
}

/** A value as `JSON.stringify` prints it with two spaces, inside as many containers as `depth` says. */
function* printed(value: unknown, depth: number): Generator<string> {
  if (!isContainer(value) || !hasLongList(value, depth)) yield textAt(depth, value);
  else if (Array.isArray(value)) yield* printedItems(value, depth);
  else yield* printedMembers(value, depth);
}

function* printedMembers(value: object, depth: number): Generator<string> {
  let before = "{";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}\n${indentation(depth + 1)}${JSON.stringify(name)}: `;
    yield* printed(member, depth + 1);
    before = ",";
  }
  yield `\n${indentation(depth)}}`;
}

function* printedItems(items: readonly unknown[], depth: number): Generator<string> {
  const separator = `,\n${indentation(depth + 1)}`;
  let before = `[\n${indentation(depth + 1)}`;
  for (let start = 0; start < items.length; start += TOGETHER) {
    const some = items.slice(start, start + TOGETHER);
    const isOne = !some.some((item) => isContainer(item) && hasLongList(item, depth + 1));
    if (isOne) yield before + some.map((item) => textAt(depth + 1, item)).join(separator);
    else {
      for (const item of some) {
        yield before;
        yield* printed(item, depth + 1);
        before = separator;
      }
    }
    before = separator;
  }
  yield `\n${indentation(depth)}]`;
}

/** True where a list stands in it, not below the single changes, that is too long for one piece. */
function hasLongList(value: object, depth: number): boolean {
  if (depth >= CHANGES) return false;
  if (Array.isArray(value) && value.length > TOGETHER) return true;
  return Object.values(value).some((part) => isContainer(part) && hasLongList(part, depth + 1));
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Printed inside as many lists and cut out of them: the printer itself indents what is inside. */
function textAt(depth: number, value: unknown): string {
  let inside = value;
  // Around it stand a bracket, a line break and an indentation, before and after, for each list.
  let around = 0;
  for (let level = 0; level < depth; level++) {
    inside = [inside];
    around += 2 + indentation(level).length;
  }
  const text = JSON.stringify(inside, undefined, 2);
  return text.slice(around + 2 * depth, text.length - around);
}

function indentation(depth: number): string {
  return "  ".repeat(depth);
}
