import type { Coordinate } from "../../model/element.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { Field, TypeId } from "../../model/shape.ts";
import { messageType, valueType, type FieldSpot, type MessageView } from "./message-view.ts";
import type { ProtobufSide, Sides, Traffic } from "./sides.ts";

/** A place in a message on both sides: what is not there was removed or not yet added. */
export type Paired<T> = Readonly<Partial<Record<ProtobufSide["name"], T>>>;

/** A message, and a field of it if the side has it. */
export interface MessageSpot {
  readonly message: TypeId;
  readonly field?: Field;
}

/** The field of a coordinate of either side, and what it is on the other side. */
export function pairedField(sides: Sides, coordinate: Coordinate): Paired<MessageSpot> | undefined {
  const before = sides.before.view.field(coordinate);
  const after = sides.after.view.field(coordinate);
  if (before !== undefined && after !== undefined) return { before, after };
  if (before !== undefined) return pairOf(sides.before, sides.after, before);
  return after && pairOf(sides.after, sides.before, after);
}

/** A field of one side, and what it is on the other. */
export function pairOf(
  own: ProtobufSide,
  other: ProtobufSide,
  spot: FieldSpot,
): Paired<MessageSpot> {
  const message = messageOn(own.view, other.view, spot.message);
  if (message === undefined) return { [own.name]: spot };
  const field = fieldOn(own.view, other.view, { ...spot, other: message });
  return { [own.name]: spot, [other.name]: { message, ...(field && { field }) } };
}

/** The same name, else the same number where that is no other field of its own. */
function fieldOn(
  own: MessageView,
  other: MessageView,
  { message, field, other: partner }: FieldSpot & { readonly other: TypeId },
): Field | undefined {
  const candidates = other.fieldsOf(partner);
  const named = candidates.find(({ name }) => name === field.name);
  if (named !== undefined) return named;
  const numbered = candidates.find(({ number }) => number === field.number);
  const isOther = own.fieldsOf(message).some(({ name }) => name === numbered?.name);
  return isOther ? undefined : numbered;
}

/** A type on the other side: of the same name, else what stands in its place where it is used. */
export function messageOn(own: MessageView, other: MessageView, type: TypeId): TypeId | undefined {
  return standIn({ own, other, depth: 0 }, type);
}

interface Renaming {
  readonly own: MessageView;
  readonly other: MessageView;
  readonly depth: number;
}

/** How many uses of a renamed type are looked at, by how many renamed types it is in. */
const MAX_USERS = [20, 4, 2, 1];

function standIn(renaming: Renaming, type: TypeId): TypeId | undefined {
  const { own, other } = renaming;
  if (other.has(type)) return type;
  for (const candidate of candidatesFor(renaming, type)) {
    if (candidate !== undefined && other.has(candidate) && !own.has(candidate)) return candidate;
  }
  return undefined;
}

/** What fields and RPCs have on the other side where they have the type on this one. */
function* candidatesFor(renaming: Renaming, type: TypeId): Generator<TypeId | undefined> {
  const { own, other, depth } = renaming;
  for (const { message, field } of own.usersOf(type).slice(0, MAX_USERS[depth] ?? 0)) {
    const holder = standIn({ own, other, depth: depth + 1 }, message) ?? "";
    const partner = other.fieldsOf(holder).find(({ name }) => name === field.name);
    yield partner && valueType(partner.shape);
  }
  for (const { coordinate, at } of own.callersOf(type)) {
    const partner = other.operation(coordinate)?.messages[at];
    yield partner && messageType(partner);
  }
}

/** The request or the response of an RPC. */
export function messageOf(
  operation: Operation | undefined,
  kind: Message["kind"],
): Message | undefined {
  return operation?.messages.find((message) => message.kind === kind);
}

/** What both parties of a traffic call a place; undefined where one of them has no such message. */
export function partiesAt(
  { writer, reader }: Traffic,
  spots: Paired<MessageSpot>,
): { readonly written: MessageSpot; readonly read: MessageSpot } | undefined {
  const written = spots[writer.name];
  const read = spots[reader.name];
  return written === undefined || read === undefined ? undefined : { written, read };
}
