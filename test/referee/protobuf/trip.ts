import type { JsonObject } from "../../../src/model/json.ts";
import { protobufReferee, roundTrip, type ProtobufPayload } from "../../../src/referee/index.ts";

const TYPE = "shop.v1.Order";

/** A message written by one contract and read by another. */
export interface Pair {
  readonly written: string;
  readonly read: string;
  readonly value: JsonObject;
  /** Default: proto3. */
  readonly header?: string;
}

/** The declaration of the message, and what stands beside it. */
export const order = (fields: string, more = ""): string => `message Order { ${fields} } ${more}`;

/** How bytes that one contract wrote come out under another. */
export async function wire(pair: Pair): Promise<string> {
  const encoded = (await side(pair.written, pair.header)).encode(TYPE, pair.value);
  if (encoded.ok !== true) throw new Error(JSON.stringify(encoded));
  return effect(pair, { surface: "wire", bytes: encoded.bytes }, false);
}

/** How JSON that one contract wrote comes out under another. */
export async function json(pair: Pair, tolerant: boolean): Promise<string> {
  return effect(pair, { surface: "json", json: pair.value }, tolerant);
}

async function effect(pair: Pair, payload: ProtobufPayload, tolerant: boolean): Promise<string> {
  const writer = await side(pair.written, pair.header);
  const reader = await side(pair.read, pair.header);
  const answer = roundTrip(writer, reader, { writtenAs: TYPE, readAs: TYPE, payload, tolerant });
  if (answer.same === undefined) return answer.undecided;
  return answer.same ? "same" : answer.effect;
}

function side(body: string, header = 'syntax = "proto3";') {
  return protobufReferee(new Map([["order.proto", `${header} package shop.v1; ${body}`]]));
}
