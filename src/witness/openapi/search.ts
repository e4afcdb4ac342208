import type { Step as PlaceStep } from "../../model/coordinate-text.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { ObjectFacet, ShapeRef } from "../../model/shape.ts";
import { navigate, type Chosen } from "../difference/navigate.ts";
import type { Answer } from "../../referee/index.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import { blameOf, objectionsOf, type Objection, type Target } from "./blame.ts";
import { bodyShape, buildDraft } from "./build-draft.ts";
import { wanting, type Draft, type Recipe } from "./draft.ts";
import { judge } from "./judge.ts";
import { partnerOf } from "./media-types.ts";
import { contentsOf, directionOf, type Exchange, type Party } from "./party.ts";
import { BODY, slotOf, type Slot } from "./slot.ts";
import type { Verdict } from "./verdict.ts";

/** A message to try, and what it has to fail by. */
export interface Proposal {
  readonly exchange: Exchange;
  readonly recipe: Recipe;
  readonly target: Target;
  /** The same message with a value at the changed place that the reader takes there. */
  readonly control?: (recipe: Recipe) => Recipe;
  /** The reader's alternative around the changed place, the innermost one. */
  readonly branch?: Chosen;
}

/** A message that shows the change. */
export interface Hit {
  readonly proposal: Proposal;
  readonly draft: Draft;
  readonly verdict: Extract<Verdict, { kind: "failed" }>;
}

/** What a proposal came to. */
export type Tried = { readonly hit: Hit } | { readonly miss: Miss };

/** Why a proposal shows nothing. */
export interface Miss {
  readonly kind: "unbuildable" | "unfit" | "taken" | "undecided" | "other-reason";
  readonly why: string;
}

/** Other changes stand in the way of a message this often before it is given up. */
const MAX_REPAIRS = 12;

/**
 * Tries one message. Where the reader objects to something else than the target, that part is
 * given a value of the reader's, so that only the change in question is left to object to.
 */
export function attempt(proposal: Proposal): Tried {
  let { recipe } = proposal;
  let miss: Miss = { kind: "unbuildable", why: "no message could be made" };
  for (let repairs = 0; repairs <= MAX_REPAIRS; repairs++) {
    const draft = buildDraft(proposal.exchange, recipe);
    if (draft === undefined) return { miss };
    const verdict = judge(proposal.exchange, draft);
    if (verdict.kind !== "failed") {
      return { miss: verdict.kind === "taken" ? { kind: "taken", why: TAKEN } : verdict };
    }
    const precise = preciselyOf(proposal, draft, verdict);
    if (isShown({ ...proposal, recipe }, precise)) {
      return { hit: { proposal, draft, verdict: precise } };
    }
    miss = { kind: "other-reason", why: precise.reasons.join("; ") };
    const repaired = repair({ ...proposal, recipe }, objectionsOf(proposal.exchange, precise));
    if (repaired === undefined) return { miss };
    recipe = repaired;
  }
  return { miss };
}

/**
 * Where no alternative fits, referees tell why each of many does not. What the alternative in
 * question objects to is asked for by itself.
 */
export function preciselyOf(
  { exchange, branch, target }: Proposal,
  draft: Draft,
  verdict: Failed,
): Failed {
  if (branch === undefined || target.slot !== BODY || verdict.fault !== "body-invalid") {
    return verdict;
  }
  if (blameOf(target, exchange, verdict) !== "around") return verdict;
  const value = draft.body && valueOn(draft.body.value, branch.at);
  if (value === undefined) return verdict;
  const asked = askBranch(exchange, branch, value.value);
  if (asked === undefined || asked.ok !== false) return verdict;
  const { pointer } = value;
  const reasons = asked.errors.map((error) => {
    const where =
      pointer === "" || error.startsWith("/")
        ? pointer + error
        : error.replace("the value", pointer);
    return `the body: ${where}`;
  });
  return { ...verdict, reasons: [...reasons, ...verdict.reasons.slice(-1)] };
}

type Failed = Extract<Verdict, { kind: "failed" }>;

/** The value on a way, and its pointer; of lists the first item, of maps the last entry. */
function valueOn(
  root: Json,
  at: readonly Step[],
): { readonly value: Json; readonly pointer: string } | undefined {
  let value = root;
  let pointer = "";
  for (const step of at) {
    if (step.kind === "alternative") continue;
    const key = Array.isArray(value)
      ? "0"
      : step.kind === "field"
        ? step.name
        : (Object.keys(Object(value)).at(-1) ?? "");
    const next = Array.isArray(value) ? value[0] : isJsonObject(value) ? value[key] : undefined;
    if (next === undefined) return undefined;
    value = next;
    pointer += `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
  return { value, pointer };
}

function askBranch(exchange: Exchange, { member }: Chosen, value: Json): Answer | undefined {
  const { side } = exchange.reader;
  const type = side.normal.link(member)?.to;
  const origin = type === undefined ? member.origin : side.contract.types.get(type)?.origin;
  if (origin === undefined || !("pointer" in origin)) return undefined;
  const direction = directionOf(exchange);
  const terms = { direction, tolerant: direction === "output" };
  return side.referee.payloads.accepts(origin, value, terms);
}

/**
 * Whether a failure shows the change. Where the reader objects to what is around the changed place,
 * the message has to be taken once another value stands there.
 */
function isShown(proposal: Proposal, verdict: Failed): boolean {
  const { exchange, target, recipe } = proposal;
  const blame = blameOf(target, exchange, verdict);
  if (blame !== "around") return blame === "target";
  const control = proposal.control;
  if (control === undefined) return false;
  const draft = buildDraft(exchange, control(recipe));
  return draft !== undefined && judge(exchange, draft).kind === "taken";
}

const TAKEN = "the referee takes every message that was tried";

/** The recipe with what the first objection that can be met asks for. */
function repair(proposal: Proposal, objections: readonly Objection[]): Recipe | undefined {
  const { exchange, recipe } = proposal;
  for (const { slot, path, isMissing } of objections) {
    if (slot === undefined || recipe.without.has(slot)) continue;
    const paths = isMissing ? missingTogether(exchange, slot, path) : [path];
    const wishes = paths.flatMap((missing): readonly Wish[] => {
      const at = missing.map(asStep);
      if (isTouched(recipe, slot, at)) return [];
      const value = valueAt(exchange, slot, missing);
      return value === undefined ? [] : [{ at, want: { value } }];
    });
    if (wishes.length > 0) return wanting(recipe, slot, wishes);
  }
  return undefined;
}

/** Whether something at or below a place is wished for: a value for the place would take it away. */
function isTouched(recipe: Recipe, slot: Slot, at: readonly Step[]): boolean {
  const start = textOf(at);
  return recipe.wishes.some(
    (known) => known.slot === slot && `${textOf(known.wish.at)} `.startsWith(`${start} `),
  );
}

function asStep(name: string): Step {
  return /^\d+$/.test(name) ? { kind: "item" } : { kind: "field", name };
}

function textOf(at: readonly Step[]): string {
  return at
    .filter(({ kind }) => kind !== "alternative")
    .map((step) => (step.kind === "field" ? JSON.stringify(step.name) : step.kind))
    .join(" ");
}

/** A referee names one missing member at a time; the others that the reader needs come with it. */
function missingTogether(
  exchange: Exchange,
  slot: Slot,
  path: readonly string[],
): readonly (readonly string[])[] {
  const around = path.slice(0, -1);
  const { reader, sender } = exchange;
  const object = path.length === 0 ? undefined : objectAt(reader, slot, around);
  const own = objectAt(sender, slot, around);
  const others = (object?.fields ?? [])
    .filter(({ name, required }) => required && !isRequired(own, name))
    .map(({ name }) => [...around, name]);
  return [path, ...others.filter((other) => other.at(-1) !== path.at(-1))];
}

function isRequired(object: ObjectFacet | undefined, name: string): boolean {
  return object?.fields.find((field) => field.name === name)?.required === true;
}

function objectAt(party: Party, slot: Slot, path: readonly string[]): ObjectFacet | undefined {
  const shape = shapeAt(party, slot, path);
  return shape === undefined ? undefined : party.side.normal.normal(shape).object;
}

function shapeAt(party: Party, slot: Slot, path: readonly string[]): ShapeRef | undefined {
  const root = slotShape(party, slot, undefined);
  if (root === undefined) return undefined;
  const steps = path.map((name): PlaceStep =>
    /^\d+$/.test(name) ? { kind: "item" } : { kind: "member", name },
  );
  const arrival = navigate(party.side.normal, root, steps);
  return arrival.rest.length > 0 ? undefined : arrival.shape;
}

/** A value that the reader takes at a place. */
function valueAt(exchange: Exchange, slot: Slot, path: readonly string[]): Json | undefined {
  const { reader } = exchange;
  const shape = shapeAt(reader, slot, path);
  const direction = directionOf(exchange);
  return shape === undefined ? undefined : sample(reader.side.normal, shape, { direction });
}

/** What a slot's value must be to a party: a parameter's shape, or a body's in a media type. */
export function slotShape(
  party: Party,
  slot: Slot,
  mediaType: string | undefined,
): ShapeRef | undefined {
  if (slot !== BODY) {
    return party.message?.parameters.find((parameter) => slotOf(parameter) === slot)?.shape;
  }
  const contents = contentsOf(party);
  const content = mediaType === undefined ? contents[0] : partnerOf(mediaType, contents);
  return content === undefined ? undefined : bodyShape(content);
}
