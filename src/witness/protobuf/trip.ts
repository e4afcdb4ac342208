import type { Json, JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Field, TypeId } from "../../model/shape.ts";
import {
  roundTrip,
  type Answer,
  type ProtobufPayload,
  type RoundTripAnswer,
} from "../../referee/index.ts";
import { sample, type Wish } from "../sample.ts";
import { wishedValue } from "../sample/wish.ts";
import { useOf } from "./message-view.ts";
import type { Traffic } from "./sides.ts";

/** A message, as its writer and its reader call it. */
export interface MessagePair {
  readonly writtenAs: TypeId;
  readonly readAs: TypeId;
}

/** A message that may come out differently, and what of it the change is about. */
export interface Trip extends MessagePair {
  readonly wishes: readonly Wish[];
  /** The fields the change is about, as the writer and as the reader have them. */
  readonly about: readonly Field[];
  /** True: it is their absence that may matter. */
  readonly absent?: true;
}

/** What was written, and what became of it. */
export interface Taken {
  readonly payload: ProtobufPayload;
  /** The message by field names or as ProtoJSON, as it was given to the writer. */
  readonly written: Json;
  readonly answer: RoundTripAnswer;
  /** Whether the writer's own validation rules let it be written. */
  readonly allowed: Answer;
}

/** Has the writer write a message and the reader read it. Undefined: it cannot be written. */
export function takeTrip(traffic: Traffic, trip: Trip): Taken | undefined {
  const { surface, direction, writer, reader } = traffic;
  const { writtenAs, readAs, wishes } = trip;
  const names = surface === "json" ? "json" : "name";
  const terms = { direction, names, wishes } as const;
  const written = wishedValue(wishes)?.value ?? sample(writer.side.normal, useOf(writtenAs), terms);
  if (written === undefined) return undefined;
  const payload = payloadOf(traffic, writtenAs, written);
  if (payload === undefined) return undefined;
  // Providers refuse names they do not know, consumers skip them.
  const tolerant = surface === "json" && direction === "output";
  const question = { writtenAs, readAs, payload, tolerant };
  const answer = roundTrip(writer.referee, reader.referee, question);
  return { payload, written, answer, allowed: writer.referee.keepsRules(writtenAs, payload) };
}

function payloadOf(
  { surface, writer }: Traffic,
  type: TypeId,
  written: Json,
): ProtobufPayload | undefined {
  if (surface === "json") return { surface, json: written };
  if (!isJsonObject(written)) return undefined;
  const encoded = writer.referee.encode(type, withExtensionNames(written));
  return encoded.ok === true ? { surface, bytes: encoded.bytes } : undefined;
}

/** protobufjs calls an extension `.shop.v1.gift`, text forms call it `[shop.v1.gift]`. */
function withExtensionNames(value: JsonObject): JsonObject {
  const rename = (inner: Json): Json => {
    if (Array.isArray(inner)) return inner.map((item: Json) => rename(item));
    return isJsonObject(inner) ? withExtensionNames(inner) : inner;
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/^\[(.*)\]$/, ".$1"),
      rename(inner),
    ]),
  );
}
