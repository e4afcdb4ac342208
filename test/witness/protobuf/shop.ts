import type { Json } from "../../../src/model/json.ts";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import { prepareProtobuf } from "../../../src/witness/protobuf/index.ts";
import { findWitnesses, type Found } from "../find-witnesses.ts";

/** A file of the shop with these declarations. */
export function file(body: string, syntax = "proto3"): string {
  return `syntax = "${syntax}"; package shop.v1; ${body}`;
}

/** The witnesses of the changes between two files. */
export function witnessesBetween(
  before: string,
  after: string,
  proposals?: number,
): Promise<readonly Found[]> {
  return findWitnesses(
    { "shop/v1/shop.proto": before },
    { "shop/v1/shop.proto": after },
    {
      reader: protobufReader,
      prepare: prepareProtobuf,
      ...(proposals === undefined ? {} : { proposals }),
    },
  );
}

/** The essence of what was found: the rule, who writes what, and what becomes of it. */
export function essence({ change, witness }: Found): string {
  if (witness.status !== "confirmed") return `${change.rule}: ${witness.status}, ${witness.why}`;
  const { writtenBy, hex, json } = witness.payload as {
    readonly writtenBy?: string;
    readonly hex?: string;
    readonly json?: Json;
  };
  const text = hex ?? JSON.stringify(json ?? witness.payload);
  const writer = writtenBy === undefined ? "" : `${writtenBy} writes `;
  return `${change.rule}: ${writer}${text}, ${witness.detail}`;
}
