import type { Parameter } from "../../model/operation.ts";

/** The part of a message that has one value: `body`, `query expand`, `header etag`, `path 1`. */
export type Slot = string;

export const BODY: Slot = "body";

/** Path parameters go by position, headers by their name in any case. */
export function slotOf({ place, name, position }: Parameter): Slot {
  return `${place} ${position ?? (place === "header" ? name.toLowerCase() : name)}`;
}
