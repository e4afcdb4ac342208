import { credentialsOf } from "./build-draft.ts";
import { PLAIN } from "./draft.ts";
import { requestExchange } from "./exchanges.ts";
import type { Exchange } from "./party.ts";
import type { Ground } from "./ground.ts";
import type { Proposal } from "./search.ts";

/** Requests that show what happened to an operation as a whole. */
export function* operationProposals({ change, sides, operation }: Ground): Generator<Proposal> {
  const exchange = requestExchange(sides, operation);
  if (exchange === undefined) return;
  switch (change.rule) {
    case "operation-removed":
    case "operation-group-removed":
      // What is not routed there any more may be taken for another operation, and refused by it.
      yield { exchange, recipe: PLAIN, target: {} };
      return;
    case "server-removed": {
      const server = change.details.name;
      if (server === undefined) return;
      yield { exchange, recipe: { ...PLAIN, server }, target: { faults: ["server"] } };
      return;
    }
    case "security-tightened":
    case "security-loosened":
      // Of webhooks it is the present way in that the receivers refuse.
      yield* securityProposals(exchange);
      return;
    default:
      return;
  }
}

/** One request for each way in that the sender knows. */
function* securityProposals(exchange: Exchange): Generator<Proposal> {
  const known = exchange.sender.operation?.security ?? [];
  for (const alternative of known.length === 0 ? [{ requirements: [] }] : known) {
    const recipe = { ...PLAIN, credentials: credentialsOf(alternative) };
    yield { exchange, recipe, target: { faults: ["credentials"] } };
  }
}
