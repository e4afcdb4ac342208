import { attempting } from "../answer.ts";
import type { Place } from "../documents.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import { deliveriesOf } from "./delivery.ts";
import {
  Refusal,
  type HttpAnswer,
  type HttpRequest,
  type HttpResponse,
  type ReadRequest,
} from "./message.ts";
import { readRequest } from "./request.ts";
import { PROMISED, readResponse, RECEIVED } from "./response.ts";
import { readRoutes, type RouteTable } from "./routes.ts";

/** Replays HTTP messages on one side of an OpenAPI contract. */
export interface HttpReferee {
  readonly payloads: PayloadReferee;
  /** Whether a server of this contract takes a request, and as what. */
  request(request: HttpRequest): HttpAnswer<ReadRequest>;
  /** Whether a tolerant client of this contract can read a response. */
  response(response: HttpResponse): HttpAnswer<object>;
  /**
   * Whether what the provider sends by itself, or the answer to it, keeps the terms of an operation
   * that is written at a place.
   */
  delivery(operation: Place, message: Delivered, terms: PayloadTerms): HttpAnswer<object>;
  /** Whether a provider of this contract may send a response: all of it exactly as documented. */
  sends(response: HttpResponse): HttpAnswer<object>;
}

/** A message of a webhook or callback. */
export type Delivered =
  | { readonly kind: "request"; readonly request: HttpRequest }
  | { readonly kind: "response"; readonly response: HttpResponse };

/** Prepares the referee over the same documents as a payload referee. */
export function createHttpReferee(payloads: PayloadReferee): HttpReferee {
  let table: RouteTable | undefined;
  const routes = (): RouteTable => (table ??= readRoutes(payloads.documents));
  const readOn = (terms: PayloadTerms, response: HttpResponse): HttpAnswer<object> =>
    answering(() => {
      readResponse(payloads, routes(), response, terms);
      return {};
    });
  return {
    payloads,
    request: (request) => answering(() => readRequest(payloads, routes(), request)),
    response: (response) => readOn(RECEIVED, response),
    delivery: (operation, message, terms) =>
      answering(() => {
        const deliveries = deliveriesOf(payloads, operation);
        if (deliveries === undefined) throw new Refusal("no-route", "there is no such operation");
        if (message.kind === "request") deliveries.request(message.request, terms);
        else deliveries.response(message.response, terms);
        return {};
      }),
    sends: (response) => readOn(PROMISED, response),
  };
}

function answering<T extends object>(read: () => T): HttpAnswer<T> {
  return attempting<HttpAnswer<T>>(
    () => {
      try {
        return { ok: true, ...read() };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { ok: false, fault: error.fault, errors: error.errors };
      }
    },
    (why) => ({ ok: undefined, undecided: why }),
  );
}
