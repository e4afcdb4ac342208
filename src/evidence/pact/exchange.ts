import type { ExchangedBody, HttpExchange } from "../resolve/http-exchange.ts";
import { hasDataKeys, matchersAt, valuesOf } from "./matching-rules.ts";
import type { MatchingRules } from "./matching-rules.ts";
import type { HttpInteraction, PactBody } from "./pact-file.ts";

/** An interaction as an exchange: examples, with what its matchers say of the values. */
export function exchangeOf({ request, response }: HttpInteraction): HttpExchange {
  const requestBody = bodyOf(request.body, request.rules);
  const responseBody = bodyOf(response.body, response.rules);
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    requestHeaders: request.headers,
    ...(requestBody === undefined ? {} : { requestBody }),
    status: response.statusClass ?? String(response.status),
    responseHeaders: response.headers,
    ...(responseBody === undefined ? {} : { responseBody }),
    complete: true,
  };
}

function bodyOf(body: PactBody, { body: rules }: MatchingRules): ExchangedBody | undefined {
  if (body.kind === "absent" || body.kind === "empty") return undefined;
  const mediaType = body.mediaType === undefined ? {} : { mediaType: body.mediaType };
  if (body.kind === "other") return mediaType;
  return {
    ...mediaType,
    value: body.value,
    knowledge: {
      valuesAt: (path, example) => valuesOf(matchersAt(rules, path), example),
      hasDataKeys: (path) => hasDataKeys(rules, path),
    },
  };
}
