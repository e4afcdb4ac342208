import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import { navigate } from "../difference/navigate.ts";
import { bodyShape } from "./build-draft.ts";
import type { DraftBody } from "./draft.ts";
import type { Party } from "./party.ts";

const NONE: ReadonlySet<string> = new Set();

/**
 * The members of an object inside a body that its sender has to send, so that nobody need be asked
 * whether it may leave them out. Where alternatives or marks have a say, none are known.
 */
export function demandedMembers(
  { side }: Party,
  { content }: DraftBody,
  path: readonly (string | number)[],
): ReadonlySet<string> {
  const steps = path.map((key): PlaceStep =>
    typeof key === "number" ? { kind: "item" } : { kind: "member", name: key },
  );
  const { shape, rest, chosen } = navigate(side.normal, bodyShape(content), steps);
  if (rest.length > 0 || chosen.length > 0) return NONE;
  const { object, groups, opaque } = side.normal.normal(shape);
  if (object === undefined || groups.length > 0 || opaque === true) return NONE;
  const required = object.fields.filter(
    (field) => field.required && field.readOnly !== true && field.writeOnly !== true,
  );
  return new Set(required.map(({ name }) => name));
}
