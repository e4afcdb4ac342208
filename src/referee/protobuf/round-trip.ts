import { attempting, Undecided, messageOf } from "../answer.ts";
import type { Decoded, ReadDifference } from "./compare.ts";
import type { ProtobufPayload, ProtobufReferee } from "./protobuf-referee.ts";

/** A payload that one side writes and the other reads. */
export interface RoundTrip {
  readonly writtenAs: string;
  readonly readAs: string;
  readonly payload: ProtobufPayload;
  /** True: the reader of JSON skips what it does not know, as tolerant consumers do. */
  readonly tolerant: boolean;
}

/** Whether a payload is read as it was written, else how not. */
export type RoundTripAnswer =
  | { readonly same: true }
  | { readonly same: false; readonly effect: "error" | "required-missing"; readonly error: string }
  | {
      readonly same: false;
      readonly effect: ReadDifference["effect"];
      readonly differences: readonly ReadDifference[];
    }
  | { readonly same: undefined; readonly undecided: string };

/** The order in which effects of one payload are told: what is worst for a reader first. */
const WORST_FIRST: readonly ReadDifference["effect"][] = [
  "changed",
  "lost",
  "repeated-key",
  "unknown-enum",
  "oneof-unset",
  "dropped",
  "default",
];

/** Has `writer` understand a payload as what was meant, and compares with what `reader` gets. */
export function roundTrip(
  writer: ProtobufReferee,
  reader: ProtobufReferee,
  trip: RoundTrip,
): RoundTripAnswer {
  return attempting<RoundTripAnswer>(
    () => {
      const sent = readAsWritten(writer, trip);
      const read = readOrFail(reader, trip);
      if ("error" in read) return { same: false, effect: read.effect, error: read.error };
      const differences = reader.compare(sent, read);
      const effect = WORST_FIRST.find((each) => differences.some((found) => found.effect === each));
      return effect === undefined ? { same: true } : { same: false, effect, differences };
    },
    (why) => ({ same: undefined, undecided: why }),
  );
}

function readAsWritten(writer: ProtobufReferee, trip: RoundTrip): Decoded {
  try {
    return writer.read(trip.writtenAs, trip.payload, false);
  } catch (error) {
    if (error instanceof Undecided) throw error;
    throw new Undecided(`the writer itself cannot have written it: ${messageOf(error)}`);
  }
}

function readOrFail(
  reader: ProtobufReferee,
  trip: RoundTrip,
): Decoded | { readonly effect: "error" | "required-missing"; readonly error: string } {
  try {
    return reader.read(trip.readAs, trip.payload, trip.tolerant);
  } catch (error) {
    if (error instanceof Undecided) throw error;
    // Both libraries say so: "missing required 'id'", "required field not set".
    const message = messageOf(error);
    const effect = /required/.test(message) ? "required-missing" : "error";
    return { effect, error: message };
  }
}
