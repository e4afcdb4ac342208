import protobuf from "protobufjs";
import type { Json, JsonObject } from "../../model/json.ts";
import { attempting, messageOf, Undecided, undecided, type Answer } from "../answer.ts";
import { compareDecoded, type Decoded, type ReadDifference } from "./compare.ts";
import { keepsRules } from "./field-rules.ts";
import { createProtoJson, type ProtoJson } from "./proto-json.ts";
import { findMethod, type MethodAnswer } from "./rpc-method.ts";
import { createSide } from "./side.ts";
import { jsonOf } from "./plain-value.ts";

/** What came of a conversion. */
export type Converted<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly error: string }
  | { readonly ok: undefined; readonly undecided: string };

/** A message as it travels: bytes, or ProtoJSON. */
export type ProtobufPayload =
  | { readonly surface: "wire"; readonly bytes: Uint8Array }
  | { readonly surface: "json"; readonly json: Json };

/** Writes and reads messages of one side of a Protobuf contract. Types go by their full names. */
export interface ProtobufReferee {
  /** From values by field name; 64-bit integers and bytes (base64) as text, enums by name or number. */
  encode(type: string, value: JsonObject): Converted<{ readonly bytes: Uint8Array }>;
  /** `unknown`: each unknown field with its tag. Fails where a required field is missing. */
  decode(
    type: string,
    bytes: Uint8Array,
  ): Converted<{ readonly value: Json; readonly unknown: readonly Uint8Array[] }>;
  /** ProtoJSON to bytes. `ignoreUnknown`: as a tolerant reader, who skips names it does not know. */
  fromJson(
    type: string,
    json: Json,
    ignoreUnknown: boolean,
  ): Converted<{ readonly bytes: Uint8Array }>;
  toJson(type: string, bytes: Uint8Array): Converted<{ readonly json: Json }>;
  /** Whether a payload keeps the validation rules that fields are annotated with. */
  keepsRules(type: string, payload: ProtobufPayload): Answer;
  /** An RPC of this side; undefined where it declares none of that name. */
  method(service: string, name: string): MethodAnswer;
  /** A payload as this side understands it; for `roundTrip`. Throws what the libraries throw. */
  read(type: string, payload: ProtobufPayload, ignoreUnknown: boolean): Decoded;
  /** What a payload means to its writer against what its reader gets. */
  compare(sent: Decoded, read: Decoded): readonly ReadDifference[];
}

/** Prepares the referee; files are parsed when a message of their package is first asked for. */
export function createProtobufReferee(texts: ReadonlyMap<string, string>): ProtobufReferee {
  const side = createSide(texts);
  let json: ProtoJson | undefined;
  const protoJson = (): ProtoJson => (json ??= createProtoJson(side));
  const read: ProtobufReferee["read"] = (type, payload, ignoreUnknown) => {
    const reflected = side.type(type);
    const bytes =
      payload.surface === "wire"
        ? payload.bytes
        : protoJson().toBytes(type, payload.json, ignoreUnknown);
    return { type: reflected, message: reflected.decode(bytes) };
  };
  return {
    read,
    keepsRules: (type, payload) =>
      attempting<Answer>(() => {
        try {
          return keepsRules(read(type, payload, true));
        } catch (error) {
          throw error instanceof Undecided ? error : new Undecided(messageOf(error));
        }
      }, undecided),
    compare: (sent, read) => compareDecoded(sent, read),
    method: (service, name) => findMethod(side, service, name),
    encode: (type, value) =>
      converting(() => {
        const reflected = side.type(type);
        return { bytes: reflected.encode(reflected.fromObject(value)).finish() };
      }),
    decode: (type, bytes) =>
      converting(() => {
        const reader = protobuf.Reader.create(bytes);
        reader.discardUnknown = false;
        const message = side.type(type).decode(reader);
        return { value: jsonOf(message) ?? null, unknown: unknownFields(message) };
      }),
    fromJson: (type, value, ignoreUnknown) =>
      converting(() => ({ bytes: protoJson().toBytes(type, value, ignoreUnknown) })),
    toJson: (type, bytes) => converting(() => ({ json: protoJson().fromBytes(type, bytes) })),
  };
}

/** The unknown fields of a message itself, not of the messages in it. */
function unknownFields(message: protobuf.Message): readonly Uint8Array[] {
  return message.$unknowns ?? [];
}

/** Reading untrusted bytes fails in many ways, all of them errors of the libraries. */
function converting<T extends object>(convert: () => T): Converted<T> {
  return attempting<Converted<T>>(
    () => {
      try {
        return { ok: true, ...convert() };
      } catch (error) {
        if (error instanceof Undecided) throw error;
        return { ok: false, error: messageOf(error) };
      }
    },
    (why) => ({ ok: undefined, undecided: why }),
  );
}
