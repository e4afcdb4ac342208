import type { SecurityAlternative } from "../../model/operation.ts";
import { credentialsOf } from "./build-draft.ts";
import { PLAIN } from "./draft.ts";
import { requestExchange } from "./exchanges.ts";
import type { Exchange } from "./party.ts";
import type { Ground } from "./proposals.ts";
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
      yield* securityProposals(exchange, change.details.before);
      return;
    default:
      return;
  }
}

/** One request for each former way in, the one that the change is about first. */
function* securityProposals(exchange: Exchange, told: string | undefined): Generator<Proposal> {
  const before = exchange.sender.operation?.security ?? [];
  const alternatives = before.length === 0 ? [{ requirements: [] }] : before;
  const isTold = (alternative: SecurityAlternative): boolean => textOf(alternative) === told;
  for (const alternative of [...alternatives].sort(
    (a, b) => Number(isTold(b)) - Number(isTold(a)),
  )) {
    const recipe = { ...PLAIN, credentials: credentialsOf(alternative) };
    yield { exchange, recipe, target: { faults: ["credentials"] } };
  }
}

/** As the differ words it. */
function textOf({ requirements }: SecurityAlternative): string {
  if (requirements.length === 0) return "anonymous access";
  return requirements
    .map(({ credential, scopes }) =>
      scopes.length === 0 ? credential : `${credential} with ${scopes.join(", ")}`,
    )
    .join(" and ");
}
