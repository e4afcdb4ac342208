import type { Report } from "./report.ts";

/** The whole report, as `schema/report.schema.json` describes it; ends with a line break. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** How deep the single changes stand: in the list of a comparison, in the list of a report. */
const CHANGES = 4;

/** The same text in pieces, no larger than a change each: a report can take hundreds of MB. */
export function* jsonPieces(report: Report): Generator<string> {
  yield* printed(report, "", CHANGES);
  yield "\n";
}

/** A value as `JSON.stringify` prints it with two spaces; containers above `depth` in pieces. */
function* printed(value: object, indent: string, depth: number): Generator<string> {
  const members = Array.isArray(value)
    ? value.map((item: unknown) => ["", item] as const)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]: [string, unknown]) => [`${JSON.stringify(name)}: `, member] as const);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (members.length === 0) {
    yield `${open}${close}`;
    return;
  }
  const inner = `${indent}  `;
  let before = open;
  for (const [label, member] of members) {
    yield `${before}\n${inner}${label}`;
    before = ",";
    if (depth > 1 && typeof member === "object" && member !== null) {
      yield* printed(member, inner, depth - 1);
    } else yield JSON.stringify(member, undefined, 2).replaceAll("\n", `\n${inner}`);
  }
  yield `\n${indent}${close}`;
}
