import type { ParsedParts } from "./graphql/parsed-parts.ts";
import type { GraphqlReferee } from "./graphql/graphql-referee.ts";
import type { HttpReferee } from "./http-replay/http-referee.ts";
import type { CompiledUnits } from "./json-schema/compiled-units.ts";
import type { InCommon, PayloadReferee } from "./json-schema/payload-referee.ts";
import type { ProtobufReferee } from "./protobuf/protobuf-referee.ts";

export { roundTrip } from "./protobuf/round-trip.ts";
export type { RoundTripAnswer } from "./protobuf/round-trip.ts";
export type { ReadDifference } from "./protobuf/compare.ts";
export type { ProtobufPayload, ProtobufReferee } from "./protobuf/protobuf-referee.ts";
export type { HttpRoute, MethodAnswer, RpcMethod } from "./protobuf/rpc-method.ts";
export type { CompiledUnits } from "./json-schema/compiled-units.ts";
export type { Answer } from "./answer.ts";
export type { Place } from "./documents.ts";
export { noParts } from "./graphql/parsed-parts.ts";
export type { ParsedParts } from "./graphql/parsed-parts.ts";
export type { ErrorSet, GraphqlReferee } from "./graphql/graphql-referee.ts";
export { newlyBroken } from "./graphql/newly-broken.ts";
export type { HttpReferee } from "./http-replay/http-referee.ts";
export type {
  Credential,
  Fault,
  HttpAnswer,
  HttpBody,
  HttpRequest,
  HttpResponse,
  ReadRequest,
} from "./http-replay/message.ts";
export type { PayloadReferee, PayloadTerms } from "./json-schema/payload-referee.ts";

/** A referee for JSON payloads of an OpenAPI contract. `entry` is a key of `texts`. */
export async function payloadReferee(
  texts: ReadonlyMap<string, string>,
  entry: string,
  common: InCommon = {},
): Promise<PayloadReferee> {
  const { createPayloadReferee } = await import("./json-schema/payload-referee.ts");
  return createPayloadReferee(texts, entry, common);
}

/** A referee for HTTP messages of an OpenAPI contract. `entry` is a key of `texts`. */
export async function httpReferee(
  texts: ReadonlyMap<string, string>,
  entry: string,
  common: InCommon = {},
): Promise<HttpReferee> {
  const { createHttpReferee } = await import("./http-replay/http-referee.ts");
  return createHttpReferee(await payloadReferee(texts, entry, common));
}

/** What referees of both sides compile once, when they are given the same. */
export async function unitsInCommon(): Promise<CompiledUnits> {
  const { compiledUnits } = await import("./json-schema/compiled-units.ts");
  return compiledUnits();
}

/**
 * A referee for documents, variables and responses of a GraphQL contract. Referees that are given
 * the same `parts` parse once what their texts have alike.
 */
export async function graphqlReferee(
  texts: ReadonlyMap<string, string>,
  parts?: ParsedParts,
): Promise<GraphqlReferee> {
  const { createGraphqlReferee } = await import("./graphql/graphql-referee.ts");
  return createGraphqlReferee(texts, parts);
}

/** A referee for messages of a Protobuf contract. Missing imports leave their fields out. */
export async function protobufReferee(
  texts: ReadonlyMap<string, string>,
): Promise<ProtobufReferee> {
  const { createProtobufReferee } = await import("./protobuf/protobuf-referee.ts");
  return createProtobufReferee(texts);
}
