import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import type { ShapeRef } from "../../model/shape.ts";
import { navigate } from "../difference/navigate.ts";
import type { Step } from "../sample.ts";
import { bodyShape } from "./build-draft.ts";
import { partnerOf } from "./media-types.ts";
import { contentsOf, type Party } from "./party.ts";
import { BODY, slotOf, type Slot } from "./slot.ts";

/** What a slot's value must be to a party: a parameter's shape, or a body's in a media type. */
export function slotShape(
  party: Party,
  slot: Slot,
  mediaType: string | undefined,
): ShapeRef | undefined {
  if (slot !== BODY) {
    return party.message?.parameters.find((parameter) => slotOf(parameter) === slot)?.shape;
  }
  const contents = contentsOf(party);
  const content = mediaType === undefined ? contents[0] : partnerOf(mediaType, contents);
  return content === undefined ? undefined : bodyShape(content);
}

/** What stands at a path in a slot's value, as a referee tells paths. Undefined: nothing is said. */
export function shapeAt(party: Party, slot: Slot, path: readonly string[]): ShapeRef | undefined {
  const root = slotShape(party, slot, undefined);
  if (root === undefined) return undefined;
  const steps = path.map((name): PlaceStep =>
    isIndex(name) ? { kind: "item" } : { kind: "member", name },
  );
  const arrival = navigate(party.side.normal, root, steps);
  return arrival.rest.length > 0 ? undefined : arrival.shape;
}

/** A referee's path as the sampler goes it. */
export function stepsOf(path: readonly string[]): readonly Step[] {
  return path.map((name) => (isIndex(name) ? { kind: "item" } : { kind: "field", name }));
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}
