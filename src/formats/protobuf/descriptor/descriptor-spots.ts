import { listOf, memberOf, objectsOf, textOf } from "./descriptor-values.ts";
import { isJsonObject, type JsonObject } from "../../../model/json.ts";
import type { Spot } from "../syntax/syntax-tree.ts";

/** Where a descriptor's declaration stood in its text, and what was said about it. */
export interface DescriptorSpot {
  readonly spot: Spot;
  readonly comment?: string;
}

/** Finds a declaration by its path of field numbers and indices (`SourceCodeInfo.Location.path`). */
export type SpotFinder = (path: string) => DescriptorSpot;

const UNKNOWN: DescriptorSpot = { spot: { line: 1, column: 1 } };

/** Positions of a file descriptor. Without source info everything stands at its start. */
export function spotFinder(file: JsonObject): SpotFinder {
  const info = memberOf(file, "sourceCodeInfo");
  const spots = new Map<string, DescriptorSpot>();
  for (const location of isJsonObject(info) ? objectsOf(info, "location") : []) {
    const [line = 0, column = 0] = listOf(location, "span");
    const comment = [textOf(location, "leadingComments"), textOf(location, "trailingComments")]
      .map((text) => trimLines(text))
      .filter((text) => text !== "")
      .join("\n");
    const path = listOf(location, "path").map(Number).join(",");
    if (spots.has(path)) continue;
    spots.set(path, {
      spot: { line: Number(line) + 1, column: Number(column) + 1 },
      ...(comment === "" ? {} : { comment }),
    });
  }
  return (path) => spots.get(path) ?? UNKNOWN;
}

function trimLines(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.join("\n").trim();
}
