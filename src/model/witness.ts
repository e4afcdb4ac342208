import type { Coordinate } from "./element.ts";
import type { Json } from "./json.ts";
import type { Direction } from "./semantics.ts";

/** A concrete message that worked before and fails after, or why there is none. */
export type Witness =
  | {
      readonly status: "confirmed";
      readonly kind: "request" | "response" | "document" | "bytes" | "json" | "statement";
      readonly operation?: Coordinate;
      /** Which way the message went, where its kind does not say so (bytes, JSON). */
      readonly direction?: Direction;
      readonly payload: Json;
      /** `dates`: the two statements themselves, which need no referee. */
      readonly confirmedBy: "ajv" | "http-replay" | "graphql-js" | "protobuf" | "dates";
      readonly detail: string;
    }
  | { readonly status: "skipped" | "not-found" | "undecidable"; readonly why: string };
