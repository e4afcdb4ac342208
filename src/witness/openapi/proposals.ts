import type { Change } from "../../diff/change.ts";
import type { Direction } from "../../model/semantics.ts";
import type { Reach } from "../../diff/change.ts";
import { requestExchange, responseExchanges, type OpenapiSides } from "./exchanges.ts";
import { directionOf, type Exchange } from "./party.ts";
import { operationProposals } from "./operation-proposals.ts";
import type { Proposal } from "./search.ts";
import { messageProposals, statusProposals } from "./message-proposals.ts";
import { shapeProposals } from "./shape-proposals.ts";
import type { Ground } from "./ground.ts";
import { spotOf, type Spot } from "./spot.ts";

/** Undefined: the place is not one that messages have, or it is met in another direction. */
export function groundOf(change: Change, sides: OpenapiSides, reach: Reach): Ground | undefined {
  const { operation } = reach;
  const messages = [sides.before, sides.after].flatMap(
    (side) => side.operation(operation)?.messages ?? [],
  );
  const spot = spotOf(reach.place, messages);
  if (spot === undefined) return undefined;
  // Where the whole operation is gone, nothing can be shown of a part of it.
  const isGone = [sides.before, sides.after].some(
    (side) => side.operation(operation) === undefined,
  );
  if (isGone && spot.kind === "value") return undefined;
  return { change, sides, operation, spot };
}

/** Whether consumers send what stands there, or receive it. */
export function isMetIn({ sides, operation, spot }: Ground, direction: Direction): boolean {
  if (spot.kind === "operation") return true;
  const known = sides.before.operation(operation) ?? sides.after.operation(operation);
  const isSent = (spot.part === "request") === (known?.initiator === "consumer");
  return isSent === (direction === "input");
}

/** Messages that may show a change, the likely ones first. */
export function* proposals(ground: Ground, direction: Direction): Generator<Proposal> {
  const { spot } = ground;
  if (spot.kind === "operation") {
    yield* operationProposals(ground);
    return;
  }
  if (ground.change.rule === "response-removed") yield* statusProposals(ground);
  for (const exchange of exchangesOf(ground, spot)) {
    if (directionOf(exchange) !== direction) continue;
    yield* messageProposals(ground, spot, exchange);
    yield* shapeProposals(ground.change, spot, exchange);
  }
}

function exchangesOf(
  { sides, operation }: Ground,
  spot: Extract<Spot, { kind: "value" }>,
): readonly Exchange[] {
  if (spot.part === "response") return responseExchanges(sides, operation, spot.selector);
  const exchange = requestExchange(sides, operation);
  return exchange === undefined ? [] : [exchange];
}
