import type { Field, TypeId } from "../../model/shape.ts";
import type { Step, Wish } from "../sample.ts";
import { valueType } from "./message-view.ts";
import type { Traffic } from "./sides.ts";
import { takeTrip, type Taken, type Trip } from "./trip.ts";
import { valueWishes } from "./value-wishes.ts";

/** How often a message is mended before it is given up. */
const MAX_ROUNDS = 6;

/**
 * Takes a trip with a message that the writer's own validation rules allow: what they demand is
 * filled in. Undefined where there is no such message.
 */
export function takeAllowedTrip(traffic: Traffic, trip: Trip): Taken | undefined {
  let mended = trip;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const taken = takeTrip(traffic, mended);
    if (taken?.allowed.ok !== false) return taken;
    const wishes = taken.allowed.errors.flatMap((error) => demandedBy(traffic, trip, error));
    if (wishes.length === 0) return undefined;
    mended = { ...mended, wishes: [...mended.wishes, ...wishes] };
  }
  return undefined;
}

/** The member that an error of the referee is about, set: `rules[0].match: required`. */
function demandedBy(traffic: Traffic, trip: Trip, error: string): readonly Wish[] {
  const path = /^(.*?): /.exec(error)?.[1]?.split(".") ?? [];
  let message: TypeId | undefined = trip.writtenAs;
  const at: Step[] = [];
  for (const [index, part] of path.entries()) {
    const owner: TypeId = message ?? "";
    const name = part.replace(/\[\d+\]$/, "");
    const member: Field | undefined = memberNamed(traffic, owner, name);
    if (member === undefined) return [];
    at.push({ kind: "field", name: member.name });
    if (name !== part) at.push({ kind: "item" });
    const isLast = index === path.length - 1;
    // What the change is about is left as the trip has it.
    if (isLast && index === 0 && trip.about.some((one) => one.name === member.name)) return [];
    if (isLast) for (const wishes of valueWishes(traffic, member.shape, at)) return wishes;
    message = valueType(member.shape);
  }
  return [];
}

/** The field of a name, or the simplest member of the oneof of that name. */
function memberNamed({ writer }: Traffic, message: TypeId, name: string): Field | undefined {
  const fields = writer.view.fieldsOf(message);
  const group = writer.view.group(`${message}.${name}`)?.group;
  if (group === undefined) return fields.find((field) => field.name === name);
  const size = ({ shape }: Field): number => writer.view.fieldsOf(valueType(shape) ?? "").length;
  const members = fields.filter((field) => group.members.includes(field.name));
  return members.toSorted((one, other) => size(one) - size(other))[0];
}
