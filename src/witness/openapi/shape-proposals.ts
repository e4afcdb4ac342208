import type { Change } from "../../diff/change.ts";
import type { Normaliser } from "../../diff/normal/normalise.ts";
import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import type { Json } from "../../model/json.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { RuleId } from "../../rules/index.ts";
import { differences, type Lead } from "../difference/differences.ts";
import { everyWay, navigate, type Arrival } from "../difference/navigate.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import { isScalar } from "../difference/scalar-differences.ts";
import type { Target } from "./blame.ts";
import { PLAIN, wanting, type SlotWish } from "./draft.ts";
import { directionOf, type Exchange } from "./party.ts";
import type { Proposal } from "./search.ts";
import { slotShape } from "./slot-shape.ts";
import type { Spot } from "./spot.ts";
import { BODY, type Slot } from "./slot.ts";

type ValueSpot = Extract<Spot, { kind: "value" }>;

/** Messages whose value at the changed place one side's shape allows and the other's may not. */
export function* shapeProposals(
  change: Change,
  spot: ValueSpot,
  exchange: Exchange,
): Generator<Proposal> {
  const { slot } = spot;
  if (slot === undefined) return;
  const mediaType = spot.mediaType === undefined ? {} : { mediaType: spot.mediaType };
  const recipe = { ...PLAIN, ...(slot === BODY ? mediaType : {}) };
  for (const place of placesOf(change, spot, exchange)) {
    const control = controlAt(place, slot, exchange);
    const branch = place.taken?.chosen.at(-1);
    for (const wishes of wishesAt(change, place, exchange)) {
      yield {
        exchange,
        recipe: wanting(recipe, slot, wishes),
        target: place.target,
        ...(control === undefined ? {} : { control }),
        ...(branch === undefined ? {} : { branch }),
      };
    }
  }
}

/** Puts a value of the reader's in the changed place. */
function controlAt(place: Place, slot: Slot, exchange: Exchange): Proposal["control"] {
  const { sent, taken } = place;
  if (taken === undefined || taken.rest.length > 0) return undefined;
  const { side } = exchange.reader;
  const direction = directionOf(exchange);
  const value = sample(side.normal, taken.shape, { direction });
  if (value === undefined) return undefined;
  const at = [...sent.at, ...furtherSteps(sent.rest)];
  const isThere = ({ wish }: SlotWish): boolean =>
    at.every((step, index) => isSameStep(step, wish.at[index]));
  return (recipe) => {
    const others = recipe.wishes.filter((wish) => wish.slot !== slot || !isThere(wish));
    return wanting({ ...recipe, wishes: others }, slot, [{ at, want: { value } }]);
  };
}

function isSameStep(one: Step, other: Step | undefined): boolean {
  if (one.kind !== other?.kind) return false;
  return one.kind !== "field" || (other.kind === "field" && one.name === other.name);
}

/** The changed place as both parties have it. */
interface Place {
  readonly target: Target;
  readonly steps: readonly PlaceStep[];
  readonly sentRoot: ShapeRef;
  readonly takenRoot: ShapeRef | undefined;
  readonly sent: Arrival;
  readonly taken: Arrival | undefined;
  /** The sampler's way to what holds the place. */
  readonly around: readonly Step[];
}

function placesOf(change: Change, spot: ValueSpot, exchange: Exchange): readonly Place[] {
  const { sender, reader } = exchange;
  const { slot = BODY, mediaType } = spot;
  const sentRoot = slotShape(sender, slot, mediaType);
  if (sentRoot === undefined) return [];
  const steps = stepsOf(change, spot);
  const takenRoot = slotShape(reader, slot, mediaType);
  const on = { change, exchange, ...stepsFor(exchange, slot, steps, [sentRoot, takenRoot]) };
  return bothWays(on, sentRoot, takenRoot).map(([sent, taken]) => {
    const around = sent.rest.length > 0 ? sent.at : sent.at.slice(0, -1);
    // A parameter that is sent and not found any more is read as something else altogether.
    const isAlone = spot.part === "request" && slot !== BODY && steps.length === 0;
    const presence = PRESENCE.has(change.rule) || isAlone;
    return {
      target: { slot, steps: on.takenSteps, presence },
      steps,
      sentRoot,
      takenRoot,
      sent,
      taken,
      around,
    };
  });
}

/** The way to a place on either side: a value alone stands for the item of a list in a parameter. */
interface BothSteps {
  readonly sentSteps: readonly PlaceStep[];
  readonly takenSteps: readonly PlaceStep[];
}

function stepsFor(
  { sender, reader }: Exchange,
  slot: Slot,
  steps: readonly PlaceStep[],
  [sentRoot, takenRoot]: readonly [ShapeRef, ShapeRef | undefined],
): BothSteps {
  const both = { sentSteps: steps, takenSteps: steps };
  if (slot === BODY || steps[0]?.kind !== "item" || takenRoot === undefined) return both;
  const isListed = (side: Normaliser, root: ShapeRef) => side.normal(root).types.includes("array");
  const [isSent, isTaken] = [
    isListed(sender.side.normal, sentRoot),
    isListed(reader.side.normal, takenRoot),
  ];
  if (isSent === isTaken) return both;
  const further = steps.slice(1);
  return isSent ? { ...both, takenSteps: further } : { ...both, sentSteps: further };
}

/** The ways on the side that the place was written for, each with the same way on the other. */
function bothWays(
  on: {
    readonly change: Change;
    readonly exchange: Exchange;
  } & BothSteps,
  sentRoot: ShapeRef,
  takenRoot: ShapeRef | undefined,
): readonly (readonly [sent: Arrival, taken: Arrival | undefined])[] {
  const { sender, reader } = on.exchange;
  const { sentSteps, takenSteps } = on;
  const home = on.change.before === undefined ? "after" : "before";
  if (sender.side.name === home || takenRoot === undefined) {
    return everyWay(sender.side.normal, sentRoot, sentSteps).map((sent) => [
      sent,
      takenRoot && navigate(reader.side.normal, takenRoot, takenSteps, sent),
    ]);
  }
  return everyWay(reader.side.normal, takenRoot, takenSteps).map((taken) => [
    navigate(sender.side.normal, sentRoot, sentSteps, taken),
    taken,
  ]);
}

/** Names that no field declares are told beside the place, not in it; so are encoded fields. */
function stepsOf({ rule, details }: Change, spot: ValueSpot): readonly PlaceStep[] {
  const { name } = details;
  // Wishes reach the first item only: what stands further on is looked for around the list.
  const beyond = spot.steps.findIndex((step) => step.kind === "item" && (step.index ?? 0) > 0);
  const steps = beyond < 0 ? spot.steps : spot.steps.slice(0, beyond);
  if (beyond >= 0) return steps;
  const last = steps.at(-1);
  const isNamed = last?.kind === "member" && last.name === name;
  if (name === undefined || isNamed || !NAMING.has(rule)) return steps;
  return [...steps, { kind: "member", name }];
}

const NAMING: ReadonlySet<RuleId> = new Set([
  "field-became-required",
  "field-became-optional",
  "encoding-changed",
]);

/** Rules by which a member has to be there, or is there no longer. */
const PRESENCE: ReadonlySet<RuleId> = new Set([
  "field-added",
  "field-removed",
  "field-became-required",
  "field-became-optional",
  "field-hidden",
  "field-exposed",
]);

const SERIALIZATION: ReadonlySet<RuleId> = new Set([
  "parameter-serialization-changed",
  "encoding-changed",
]);

function* wishesAt(change: Change, place: Place, exchange: Exchange): Generator<readonly Wish[]> {
  const { sent } = place;
  const here = [...sent.at, ...furtherSteps(sent.rest)];
  const absent: readonly Wish[] = [
    { at: place.around, want: "present" },
    { at: here, want: "absent" },
  ];
  if (PRESENCE.has(change.rule)) yield absent;
  for (const value of toldValues(change)) yield [{ at: here, want: { value } }];
  if (SERIALIZATION.has(change.rule)) yield* composites(here);
  yield* differingWishes(change, place, exchange);
  for (const value of anyValues(place, exchange)) yield [{ at: here, want: { value } }];
  yield [{ at: here, want: "present" }];
  if (!PRESENCE.has(change.rule) && here.length > 0) yield absent;
}

/** A member that the sender must send but says nothing of can be anything. */
function anyValues({ sent }: Place, { sender }: Exchange): readonly Json[] {
  const [step, ...further] = sent.rest;
  const object = sender.side.normal.normal(sent.shape).object;
  const isRequired = step?.kind === "member" && object?.required?.includes(step.name) === true;
  return isRequired && further.length === 0 ? [null, "a", 0.5, true, [], {}] : [];
}

/** Where the sender knows no further step, a member or item of any kind is put there. */
function furtherSteps(rest: readonly PlaceStep[]): readonly Step[] {
  return rest.flatMap((step): readonly Step[] => {
    if (step.kind === "member") return [{ kind: "field", name: step.name }];
    if (step.kind === "item") return [{ kind: "item" }];
    return step.kind === "value" ? [{ kind: "entry" }] : [];
  });
}

/** The very value that came or went. */
function toldValues({ rule, before, after }: Change): readonly Json[] {
  if (rule !== "enum-value-removed" && rule !== "enum-value-added") return [];
  return [before?.value, after?.value].filter((value) => value !== undefined).filter(isScalar);
}

/** Values whose text depends on how they are written. */
function* composites(at: readonly Step[]): Generator<readonly Wish[]> {
  yield [{ at, want: "present" }];
  const texts = ["a+b/c", "a,b", "a b", ""];
  const values: readonly Json[] = [["a", "b"], [1, 2], { a: "b" }, ["a"], [1], ...texts];
  for (const value of values) yield [{ at, want: { value } }];
  yield [{ at: [...at, { kind: "item" }], want: "present" }];
}

function* differingWishes(
  change: Change,
  place: Place,
  exchange: Exchange,
): Generator<readonly Wish[]> {
  const { sender, reader } = exchange;
  const shared = sharedPlace(place, exchange);
  if (shared === undefined) return;
  const two = {
    sender: { side: sender.side.normal, shape: shared.sent.shape },
    reader: { side: reader.side.normal, shape: shared.taken.shape },
    direction: directionOf(exchange),
  };
  for (const { wishes } of differences(two, leadOf(change))) {
    yield wishes.map(({ at, want }) => ({ at: [...shared.sent.at, ...at], want }));
  }
}

interface Shared {
  readonly sent: Arrival;
  readonly taken: Arrival;
}

/** The place, or the nearest one around it that both parties know. */
function sharedPlace(place: Place, { sender, reader }: Exchange): Shared | undefined {
  const { steps, sent, taken, takenRoot } = place;
  if (taken === undefined || takenRoot === undefined) return undefined;
  if (sent.rest.length === taken.rest.length) return { sent, taken };
  const known = steps.slice(0, steps.length - Math.max(sent.rest.length, taken.rest.length));
  return {
    sent: navigate(sender.side.normal, place.sentRoot, known, sent),
    taken: navigate(reader.side.normal, takenRoot, known, taken),
  };
}

const KEYWORDS: Readonly<Partial<Record<RuleId, string>>> = {
  "null-allowed": "null",
  "null-forbidden": "null",
  "type-changed": "type",
  "type-narrowed": "type",
  "type-widened": "type",
  "value-list-added": "enum",
  "value-list-removed": "enum",
  "alternative-added": "alternative",
  "alternative-removed": "alternative",
  "additional-closed": "additionalProperties",
  "additional-typed": "additionalProperties",
  "additional-untyped": "additionalProperties",
};

function leadOf({ rule, details }: Change): Lead {
  const keyword = KEYWORDS[rule] ?? details.keyword;
  return keyword === "alternative" ? { keyword, alternative: details.name } : { keyword };
}
