import type { Change } from "../../diff/change.ts";
import type { Json } from "../../model/json.ts";
import type { Field } from "../../model/shape.ts";
import type { Step, Wish } from "../sample.ts";
import {
  messageOf,
  messageOn,
  pairedField,
  pairOf,
  partiesAt,
  type MessageSpot,
  type Paired,
} from "./counterparts.ts";
import { RULES } from "../../rules/index.ts";
import type { Area } from "../../rules/rule.ts";
import { differences } from "../difference/differences.ts";
import { messageType, useOf, type FieldSpot } from "./message-view.ts";
import { reachedField } from "./reached-field.ts";
import type { Sides, Traffic } from "./sides.ts";
import type { MessagePair, Trip } from "./trip.ts";
import { valueWishes } from "./value-wishes.ts";
import { wellKnownValue } from "./well-known-values.ts";

/** The least messages in which a change can be felt, by what the changed element is. */
export function* tripsFor(sides: Sides, traffic: Traffic, change: Change): Generator<Trip> {
  switch (change.kind) {
    case "field":
    case "extension": {
      const spots = pairedField(sides, change.element);
      if (spots === undefined) return;
      if (AREAS.has(RULES[change.rule].area)) yield* ruleTrips(traffic, spots, change);
      yield* fieldTrips(traffic, spots, namesIn(change));
      return;
    }
    case "oneof":
      yield* groupTrips(sides, traffic, change);
      return;
    case "type":
    case "enum-value":
      yield* typeTrips(traffic, change);
      return;
    default:
      yield* messageTrips(traffic, change);
  }
}

/** What a change names: values of an enum are tried before all others. */
function namesIn({ details, before, after }: Change): readonly Json[] {
  const named = [before?.value, after?.value, details.name, details.before, details.after];
  return named.filter((value) => value !== undefined);
}

/** What is said of values by annotations. */
const AREAS: ReadonlySet<Area> = new Set(["constraint", "value"]);

/** Values that the writer's shape of a field allows and the reader's may not. */
function* ruleTrips(traffic: Traffic, spots: Paired<MessageSpot>, change: Change): Generator<Trip> {
  const parties = partiesAt(traffic, spots);
  if (parties?.written.field === undefined || parties.read.field === undefined) return;
  const { written, read } = parties;
  const { direction, writer, reader } = traffic;
  const sender = { side: writer.side.normal, shape: parties.written.field.shape };
  const taker = { side: reader.side.normal, shape: parties.read.field.shape };
  const step: Step = { kind: "field", name: parties.written.field.name };
  const pair: MessagePair = { writtenAs: written.message, readAs: read.message };
  const about = [parties.written.field, parties.read.field];
  const found = differences(
    { sender, reader: taker, direction },
    { keyword: change.details.keyword },
  );
  for (const { wishes } of found) {
    const inside = wishes.map(({ at, want }): Wish => ({ at: [step, ...at], want }));
    yield { ...pair, wishes: [...inside, ...excludedBy(traffic, written)], about };
  }
}

/** A message without the field, then with everything it may hold. */
function* fieldTrips(
  traffic: Traffic,
  spots: Paired<MessageSpot>,
  first: readonly Json[],
): Generator<Trip> {
  const parties = partiesAt(traffic, spots);
  if (parties === undefined) return;
  const { written, read } = parties;
  const pair: MessagePair = { writtenAs: written.message, readAs: read.message };
  const { field } = written;
  const about = [field, read.field].filter((one) => one !== undefined);
  const others = [...demandedBesides(traffic, parties), ...excludedBy(traffic, written)];
  const at: readonly Step[] = field === undefined ? [] : [{ kind: "field", name: field.name }];
  if (field?.required !== true) {
    const absent: readonly Wish[] = field === undefined ? [] : [{ at, want: "absent" }];
    yield { ...pair, wishes: [...absent, ...others], about, absent: true };
  }
  if (field === undefined) return;
  for (const wishes of valueWishes(traffic, field.shape, at, first)) {
    yield { ...pair, wishes: [...wishes, ...others], about };
  }
}

/** The other members of a oneof: annotations may demand each of them, where it is chosen. */
function excludedBy({ writer }: Traffic, { message, field }: MessageSpot): readonly Wish[] {
  const members = writer.view.groupsOf(message).find((group) => group.includes(field?.name ?? ""));
  const others = (members ?? []).filter((name) => name !== field?.name);
  return others.map((name) => ({ at: [{ kind: "field", name }], want: "absent" }));
}

/** The other fields that the reader demands: their absence is another change's matter. */
function demandedBesides(
  traffic: Traffic,
  { written, read }: { readonly written: MessageSpot; readonly read: MessageSpot },
): readonly Wish[] {
  const { writer, reader } = traffic;
  const demanded = reader.view
    .fieldsOf(read.message)
    .filter(({ required, name }) => required && name !== read.field?.name);
  return demanded.flatMap(({ name }) => {
    const field = writer.view.fieldsOf(written.message).find((one) => one.name === name);
    const isOther = field !== undefined && field.name !== written.field?.name && !field.required;
    return isOther ? firstWishes(traffic, field) : [];
  });
}

/** Messages that set two members of a oneof, or of what becomes one. */
function* groupTrips(sides: Sides, traffic: Traffic, change: Change): Generator<Trip> {
  const found = sides.before.view.group(change.element) ?? sides.after.view.group(change.element);
  if (found === undefined) return;
  const { writer, reader } = traffic;
  const own = writer.view.has(found.message) ? writer : reader;
  const other = own === writer ? reader : writer;
  const partner = messageOn(own.view, other.view, found.message);
  if (partner === undefined) return;
  const [writtenAs, readAs] = own === writer ? [found.message, partner] : [partner, found.message];
  const members = new Set((change.details.detail ?? "").split(", "));
  const fields = writer.view.fieldsOf(writtenAs).filter(({ name }) => members.has(name));
  for (const [index, one] of fields.entries()) {
    for (const another of fields.slice(index + 1)) {
      const wishes = [one, another].flatMap((field) => firstWishes(traffic, field));
      yield { writtenAs, readAs, wishes, about: [one, another] };
    }
  }
}

function firstWishes(traffic: Traffic, { name, shape }: Field): readonly Wish[] {
  for (const wishes of valueWishes(traffic, shape, [{ kind: "field", name }])) return wishes;
  return [];
}

/** Messages that use a type; of an enum the value that the change names comes first. */
function* typeTrips(traffic: Traffic, change: Change): Generator<Trip> {
  const type = change.kind === "type" ? change.element : parentOf(change.element);
  const { writer, reader } = traffic;
  const writtenAs = writer.view.has(type) ? type : messageOn(reader.view, writer.view, type);
  if (writtenAs === undefined) return;
  if (writer.view.contract.types.get(writtenAs)?.definition === "message") {
    const readAs = messageOn(writer.view, reader.view, writtenAs);
    if (readAs !== undefined) yield* wholeTrips(traffic, { writtenAs, readAs });
    return;
  }
  for (const spot of usersOf(traffic, change, writtenAs)) {
    yield* fieldTrips(traffic, pairOf(writer, reader, spot), namesIn(change));
  }
}

function parentOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.lastIndexOf("."));
}

/** More uses of one enum are not tried. */
const MAX_USERS = 8;

/** Fields of a type, those that messages of the direction lead to before others. */
function usersOf(traffic: Traffic, change: Change, type: string): readonly FieldSpot[] {
  const { view } = traffic.writer;
  const users = view.usersOf(type);
  const head = traffic.direction === "input" ? "req" : "res";
  const reach = change.reach.filter(({ place }) => place.startsWith(head));
  const met = reach.slice(0, MAX_USERS).map((one) => reachedField(view, one));
  const coordinates = new Set(met.map((spot) => spot?.field.coordinate));
  const first = users.filter(({ field }) => coordinates.has(field.coordinate));
  return [...first, ...users.filter((user) => !first.includes(user))].slice(0, MAX_USERS);
}

/** The request or the response of an RPC, where its type is another now. */
function* messageTrips(traffic: Traffic, change: Change): Generator<Trip> {
  const [{ operation } = { operation: "" }] = change.reach;
  const { writer, reader, direction } = traffic;
  const kind = direction === "input" ? "request" : "response";
  const sent = messageOf(writer.view.operation(operation), kind);
  const taken = messageOf(reader.view.operation(operation), kind);
  const writtenAs = sent && messageType(sent);
  const readAs = taken && messageType(taken);
  if (writtenAs === undefined || readAs === undefined) return;
  yield* wholeTrips(traffic, { writtenAs, readAs });
}

function* wholeTrips(traffic: Traffic, pair: MessagePair): Generator<Trip> {
  const { writer, reader } = traffic;
  const about = [...writer.view.fieldsOf(pair.writtenAs), ...reader.view.fieldsOf(pair.readAs)];
  const known = wellKnownValue(traffic, pair.writtenAs);
  if (known !== undefined) yield { ...pair, wishes: [{ at: [], want: { value: known } }], about };
  for (const wishes of valueWishes(traffic, useOf(pair.writtenAs), [])) {
    yield { ...pair, wishes, about };
  }
}
