import type { Change } from "../../diff/change.ts";
import type { Json } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import type { Witness } from "../../model/witness.ts";
import { protobufReferee } from "../../referee/index.ts";
import type { PrepareFinder, WitnessLimits, WitnessSide } from "../finder.ts";
import { messageView } from "./message-view.ts";
import { rpcWitness } from "./rpc-witness.ts";
import { trafficOf, type ProtobufSide, type Sides, type Traffic } from "./sides.ts";
import { takeAllowedTrip } from "./allowed-trip.ts";
import { faultOf, ruleFaultOf } from "./faults.ts";
import type { Taken, Trip } from "./trip.ts";
import { tripsFor } from "./trips.ts";

/**
 * Finds bytes and JSON that one side writes and the other refuses or reads as something else, and
 * calls of RPCs that are gone.
 */
export const prepareProtobuf: PrepareFinder = async ({ before, after }) => {
  const sides: Sides = {
    before: await sideOf("before", before),
    after: await sideOf("after", after),
  };
  return { find: (change, limits) => find(sides, change, limits) };
};

async function sideOf(name: ProtobufSide["name"], side: WitnessSide): Promise<ProtobufSide> {
  const referee = await protobufReferee(side.texts);
  return { name, side, view: messageView(side.contract), referee };
}

function find(sides: Sides, change: Change, limits: WitnessLimits): Witness {
  const traffics = brokenTraffics(sides, change);
  if (traffics.length === 0) {
    return { status: "skipped", why: "nothing breaks in bytes or JSON" };
  }
  const call = rpcWitness(sides, change);
  if (call !== undefined) return call;
  const search: Search = { tried: 0, limit: limits.proposals };
  for (const traffic of traffics) {
    const witness = searchIn(traffic, tripsFor(sides, traffic, change), search);
    if (witness !== undefined) return withOperation(witness, change);
  }
  if (search.undecided !== undefined) return { status: "undecidable", why: search.undecided };
  const { tried } = search;
  const why =
    tried === 0
      ? `no message carries ${change.element}`
      : `each of ${String(tried)} messages was read as it was written`;
  return { status: "not-found", why };
}

/** In which form and direction a change breaks messages: bytes before JSON. */
function brokenTraffics(sides: Sides, change: Change): readonly Traffic[] {
  const isBroken = (surface: string, direction: Direction): boolean =>
    change.effects.some(
      (effect) =>
        effect.surface === surface &&
        effect.direction === direction &&
        effect.severity === "breaking",
    );
  return SURFACES.flatMap((surface) =>
    DIRECTIONS.filter((direction) => isBroken(surface, direction)).map((direction) =>
      trafficOf(sides, surface, direction),
    ),
  );
}

const SURFACES = ["wire", "json"] as const;
const DIRECTIONS = ["input", "output"] as const;

interface Search {
  /** In all forms and directions. */
  tried: number;
  /** In each. */
  readonly limit: number;
  undecided?: string;
}

function searchIn(traffic: Traffic, trips: Iterable<Trip>, search: Search): Confirmed | undefined {
  let control: Taken | undefined;
  let left = search.limit;
  for (const trip of trips) {
    if (left-- === 0) return undefined;
    search.tried += 1;
    const taken = takeAllowedTrip(traffic, trip);
    if (taken === undefined) continue;
    if (taken.answer.same === undefined) search.undecided ??= taken.answer.undecided;
    const fault =
      faultOf(traffic, trip, taken, control) ?? ruleFaultOf(traffic.reader, trip, taken);
    if (fault !== undefined) return confirmed(traffic, trip, taken, fault);
    if (trip.absent === true) control = taken;
  }
  return undefined;
}

type Confirmed = Extract<Witness, { status: "confirmed" }>;

function confirmed(traffic: Traffic, trip: Trip, taken: Taken, detail: string): Confirmed {
  const { writer, reader, direction } = traffic;
  const { writtenAs, readAs } = trip;
  const parties = { writtenBy: writer.name, type: writtenAs, readBy: reader.name };
  const named = writtenAs === readAs ? parties : { ...parties, readAs };
  const { payload, written } = taken;
  const found = { status: "confirmed", direction, confirmedBy: "protobuf", detail } as const;
  if (payload.surface === "json") {
    const json: Json = { ...named, json: payload.json };
    return { ...found, kind: "json", payload: json };
  }
  const hex = Buffer.from(payload.bytes).toString("hex");
  const decoded = reader.referee.decode(readAs, payload.bytes);
  const read = decoded.ok === true ? { read: decoded.value } : {};
  const bytes: Json = { ...named, hex, written, ...read };
  return { ...found, kind: "bytes", payload: bytes };
}

function withOperation(witness: Confirmed, { reach }: Change): Confirmed {
  const operation = reach[0]?.operation;
  return operation === undefined ? witness : { ...witness, operation };
}
