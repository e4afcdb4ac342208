import type { Content, Message, Operation } from "../../model/operation.ts";
import type { HttpReferee } from "../../referee/index.ts";
import type { WitnessSide } from "../finder.ts";

/** One side of a comparison with its referee, its operations at hand by coordinate. */
export interface OpenapiSide extends WitnessSide {
  readonly name: "before" | "after";
  readonly referee: HttpReferee;
  operation(coordinate: string): Operation | undefined;
}

/** What an operation sends or takes on one side; what is not there was removed or not yet added. */
export interface Party {
  readonly side: OpenapiSide;
  readonly operation?: Operation;
  readonly message?: Message;
}

/**
 * Where a message goes from one who keeps one side's contract to one who keeps the other's. What
 * consumers send is written by before and taken by after; what they receive is the other way round.
 */
export interface Exchange {
  readonly part: "request" | "response";
  readonly initiator: Operation["initiator"];
  /** `GET /orders/{}`. */
  readonly operation: string;
  readonly sender: Party;
  readonly reader: Party;
  /** The status of a response. */
  readonly status?: number;
}

/** Whether consumers send the message or receive it. */
export function directionOf(exchange: Exchange): "input" | "output" {
  return (exchange.part === "request") === (exchange.initiator === "consumer") ? "input" : "output";
}

/** The bodies of a message, one for each media type. */
export function contentsOf(party: Party): readonly Content[] {
  return party.message?.body?.contents ?? [];
}

/** A party's operation and the message of it that a request or a status is. */
export function partyOf(
  side: OpenapiSide,
  operation: string,
  find: (operation: Operation) => Message | undefined,
): Party {
  const found = side.operation(operation);
  if (found === undefined) return { side };
  const message = find(found);
  return { side, operation: found, ...(message === undefined ? {} : { message }) };
}
