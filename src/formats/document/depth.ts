import { DriftError } from "../../errors.ts";
import type { Place } from "../../errors.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { childPointer } from "./pointer.ts";

/** How deep a document may nest. Everything after the parsers recurses without a check of its own. */
export const MAX_DEPTH = 500;

/** The pointer of a container that is nested deeper than `limit`, if there is one. */
export function pointerBelow(value: Json, limit: number = MAX_DEPTH): string | undefined {
  if (!isContainer(value)) return undefined;
  if (limit === 0) return "";
  return isJsonObject(value) ? belowMember(value, limit) : belowItem(value, limit);
}

function belowMember(value: JsonObject, limit: number): string | undefined {
  // The fastest way through an object, and parsed ones have no prototype with members of its own.
  for (const key in value) {
    const child = value[key];
    const below = isContainer(child) ? pointerBelow(child, limit - 1) : undefined;
    if (below !== undefined) return childPointer("", key) + below;
  }
  return undefined;
}

function belowItem(value: readonly Json[], limit: number): string | undefined {
  for (const child of value) {
    const below = isContainer(child) ? pointerBelow(child, limit - 1) : undefined;
    if (below !== undefined) return childPointer("", value.indexOf(child)) + below;
  }
  return undefined;
}

function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
}

/** The error for a document that nests deeper than `MAX_DEPTH`. */
export function tooDeep(place: Place): DriftError {
  return new DriftError({
    code: "too-deep",
    message: `${place.file} nests deeper than ${MAX_DEPTH} levels.`,
    place,
    hint: "No contract needs that; check whether the file was generated in a loop.",
  });
}
