import { changesOf, lineOf } from "../compare-texts.ts";
import type { Surface } from "../../../src/model/semantics.ts";

/** A proto3 file of the shop's package. */
export function proto3(body: string, name = "shop.v1"): string {
  return `syntax = "proto3"; package ${name}; ${body}`;
}

export function proto2(body: string): string {
  return `syntax = "proto2"; package shop.v1; ${body}`;
}

export function edition2023(body: string): string {
  return `edition = "2023"; package shop.v1; ${body}`;
}

/** One method whose request and response are the two messages. */
export function method(request: string, response: string, rest = ""): string {
  return proto3(
    `service Orders { rpc Place(Request) returns (Response); } message Request { ${request} } message Response { ${response} } ${rest}`,
  );
}

export const WIRE: readonly Surface[] = ["wire"];
export const JSON_FORM: readonly Surface[] = ["json"];
export const SOURCE: readonly Surface[] = ["source"];

/** What two texts mean where only one surface is promised: changes that are felt there, in lines. */
export async function feltOn(
  surfaces: readonly Surface[],
  before: string,
  after: string,
): Promise<readonly string[]> {
  const changes = await changesOf("protobuf", before, after, { surfaces });
  return changes.filter((change) => change.severity !== "compatible").map(lineOf);
}
