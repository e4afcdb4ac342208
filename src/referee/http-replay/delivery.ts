import type { Documents, Place } from "../documents.ts";
import { member } from "../json-value.ts";
import type { PayloadReferee, PayloadTerms } from "../json-schema/payload-referee.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";
import { takeRequest } from "./request.ts";
import { readAnswer } from "./response.ts";
import { resolve, type Route } from "./routes.ts";

/**
 * What the provider sends by itself goes to an address that no contract names: its operation is
 * known by where it is written. Throws `Refusal` where the message does not keep the terms.
 */
export interface Deliveries {
  request(request: HttpRequest, terms: PayloadTerms): void;
  response(response: HttpResponse, terms: PayloadTerms): void;
}

/** Undefined: no operation is written there. */
export function deliveriesOf(payloads: PayloadReferee, operation: Place): Deliveries | undefined {
  const route = routeAt(payloads.documents, operation);
  if (route === undefined) return undefined;
  // What the whole contract demands is demanded of consumers, not by them.
  const alternatives = member(route.operation.node, "security");
  return {
    request: (request, terms) => {
      const match = { route, values: new Map<string, string>() };
      takeRequest(payloads, match, request, { ...terms, alternatives });
    },
    response: (response, terms) => {
      readAnswer(payloads, route, response, terms);
    },
  };
}

function routeAt(documents: Documents, place: Place): Route | undefined {
  const operation = resolve(documents, place);
  const slash = place.pointer.lastIndexOf("/");
  if (operation === undefined || slash < 0) return undefined;
  const pathItem = resolve(documents, { ...place, pointer: place.pointer.slice(0, slash) });
  if (pathItem === undefined) return undefined;
  const method = place.pointer.slice(slash + 1).toUpperCase();
  return { method, template: "", key: "", operation, pathItem };
}
