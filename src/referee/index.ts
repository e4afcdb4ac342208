import type { PayloadReferee } from "./json-schema/payload-referee.ts";

export type { Answer } from "./answer.ts";
export type { Place } from "./documents.ts";
export type { PayloadReferee, PayloadTerms } from "./json-schema/payload-referee.ts";

/** A referee for JSON payloads of an OpenAPI contract. `entry` is a key of `texts`. */
export async function payloadReferee(
  texts: ReadonlyMap<string, string>,
  entry: string,
): Promise<PayloadReferee> {
  const { createPayloadReferee } = await import("./json-schema/payload-referee.ts");
  return createPayloadReferee(texts, entry);
}
