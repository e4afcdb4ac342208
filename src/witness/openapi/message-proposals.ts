import type { RuleId } from "../../rules/index.ts";
import type { Failure } from "./verdict.ts";
import { PLAIN, type Recipe } from "./draft.ts";
import { requestExchange, responseExchanges } from "./exchanges.ts";
import { contentsOf, directionOf, type Exchange } from "./party.ts";
import type { Ground } from "./ground.ts";
import type { Proposal } from "./search.ts";
import { BODY, type Slot } from "./slot.ts";
import type { Spot } from "./spot.ts";

type ValueSpot = Extract<Spot, { kind: "value" }>;

/** Rules by which a part of a message has to be there, or is there no longer. */
const LEFT_OUT: ReadonlySet<RuleId> = new Set([
  "parameter-added",
  "parameter-removed",
  "parameter-became-required",
  "parameter-became-optional",
  "body-added",
  "body-removed",
  "body-became-required",
  "body-became-optional",
]);

const MISSING: readonly Failure[] = ["parameter-missing", "header-missing", "body-missing"];

/** Messages that show what happened to a part of a message as a whole. */
export function* messageProposals(
  ground: Ground,
  spot: ValueSpot,
  exchange: Exchange,
): Generator<Proposal> {
  const { rule, details } = ground.change;
  if (LEFT_OUT.has(rule)) {
    const slot = spot.slot ?? BODY;
    yield { exchange, recipe: leaving(slot), target: { faults: MISSING } };
    if (rule === "body-removed") yield { exchange, recipe: PLAIN, target: {} };
  }
  if (rule === "media-type-removed" && details.name !== undefined) {
    yield* mediaTypeProposals(ground, exchange, details.name);
  }
}

function leaving(slot: Slot): Recipe {
  return { ...PLAIN, without: new Set([slot]) };
}

/** The media type is sent, or asked for, or everything comes in another one. */
function* mediaTypeProposals(
  { sides, operation }: Ground,
  exchange: Exchange,
  mediaType: string,
): Generator<Proposal> {
  const faults: readonly Failure[] = ["media-type", "body-missing"];
  if (directionOf(exchange) === "input") {
    for (const concrete of concreteTypes(mediaType)) {
      const recipe = { ...PLAIN, mediaType, ...(concrete === undefined ? {} : { concrete }) };
      yield { exchange, recipe, target: { faults } };
    }
    return;
  }
  const asking = requestExchange(sides, operation);
  if (asking !== undefined && exchange.initiator === "consumer") {
    const target = { faults: ["not-acceptable"] } as const;
    for (const concrete of concreteTypes(mediaType)) {
      const accept = concrete ?? mediaType;
      yield { exchange: asking, recipe: { ...PLAIN, accept }, target };
    }
  }
  const others = contentsOf(exchange.sender);
  if (others.length === 0) yield { exchange, recipe: PLAIN, target: { faults } };
  for (const other of others) {
    for (const concrete of [undefined, ...concreteTypes(other.mediaType)]) {
      const recipe = { ...PLAIN, mediaType: other.mediaType };
      const said = concrete === undefined ? recipe : { ...recipe, concrete };
      yield { exchange, recipe: said, target: { faults } };
    }
  }
}

/** Media types under a range that nobody else is likely to list. */
function concreteTypes(mediaType: string): readonly (string | undefined)[] {
  const [type = "*", subtype] = mediaType.split("/");
  if (subtype !== "*") return [undefined];
  const types = type === "*" ? ["text", "application"] : [type];
  return types.map((known) => `${known}/x-other`);
}

/** Every response that the sender knows, the successes first: none of them may be known to the reader. */
export function* statusProposals({ sides, operation }: Ground): Generator<Proposal> {
  const isAnswered = sides.before.operation(operation)?.initiator === "provider";
  const messages = (isAnswered ? sides.before : sides.after).operation(operation)?.messages ?? [];
  const selectors = messages
    .filter(({ kind }) => kind === "response")
    .map(({ selector }) => selector)
    .sort();
  for (const selector of selectors) {
    for (const exchange of responseExchanges(sides, operation, selector)) {
      yield { exchange, recipe: PLAIN, target: { faults: ["status"] } };
    }
  }
}
