import { valueShape } from "../../diff/contract/sequences.ts";
import type { Normal } from "../../diff/normal/normal.ts";
import { asShape } from "../../diff/normal/normalise.ts";
import type { Json } from "../../model/json.ts";
import type { Content, Parameter, SecurityAlternative } from "../../model/operation.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Credential } from "../../referee/index.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import type { Draft, DraftBody, DraftParameter, Recipe } from "./draft.ts";
import { concreteType, contentFor } from "./media-types.ts";
import { contentsOf, directionOf, type Exchange, type Party } from "./party.ts";
import { BODY, slotOf, type Slot } from "./slot.ts";

/**
 * The smallest message the sender may send with what the recipe wants: what the sender must send,
 * and what the reader needs beside that, so that nothing else than what is wanted stands between
 * them. Undefined where some value of it cannot be made.
 */
export function buildDraft(exchange: Exchange, recipe: Recipe): Draft | undefined {
  const parameters = parametersOf(exchange, recipe);
  const body = bodyOf(exchange, recipe);
  if (parameters === undefined || body === "impossible") return undefined;
  const credentials = recipe.credentials ?? enoughFor(exchange);
  return {
    parameters,
    ...(body === undefined ? {} : { body }),
    credentials,
    ...(recipe.server === undefined ? {} : { server: recipe.server }),
    ...(recipe.accept === undefined ? {} : { accept: recipe.accept }),
  };
}

function wishesFor(recipe: Recipe, slot: Slot): readonly Wish[] {
  return recipe.wishes.filter((wanted) => wanted.slot === slot).map(({ wish }) => wish);
}

/** Path parameters that their template does not name are in no message. */
function placed(party: Party): readonly Parameter[] {
  return (party.message?.parameters ?? []).filter(
    ({ place, position }) => place !== "path" || position !== undefined,
  );
}

function parametersOf(
  exchange: Exchange,
  recipe: Recipe,
): ReadonlyMap<Slot, DraftParameter> | undefined {
  const { sender, reader } = exchange;
  const values = new Map<Slot, DraftParameter>();
  const needed = new Set(
    placed(reader)
      .filter(({ required, place }) => required && place !== "path")
      .map(slotOf),
  );
  const own = new Set(placed(sender).map(slotOf));
  const foreign = placed(reader).filter((parameter) => !own.has(slotOf(parameter)));
  for (const [party, parameters] of [
    [sender, placed(sender)],
    [reader, foreign],
  ] as const) {
    for (const parameter of parameters) {
      const slot = slotOf(parameter);
      const wishes = wishesFor(recipe, slot);
      const isOwn = party === sender;
      const isWanted = wishes.length > 0 || (isOwn && parameter.required) || needed.has(slot);
      if (!isWanted || recipe.without.has(slot)) continue;
      const value = parameterValue(party, parameter, wishes, exchange);
      if (value === undefined) return undefined;
      values.set(slot, { parameter, value });
    }
  }
  return values;
}

/**
 * A value that can be written where it stands: a segment of a path cannot be empty, and a list or
 * an object without anything in it leaves no trace in a text.
 */
function parameterValue(
  party: Party,
  parameter: Parameter,
  wishes: readonly Wish[],
  exchange: Exchange,
): Json | undefined {
  const value = valueOf(party, parameter.shape, wishes, exchange);
  const known = party.side.normal.normal(parameter.shape);
  if (value === "" && parameter.place === "path" && wishes.length === 0) {
    const string = { ...known.string, minLength: 1 };
    return valueOf(party, asShape({ ...known, types: ["string"], string }), [], exchange);
  }
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  if (!isEmpty || parameter.serialization.mediaType !== undefined) return value;
  const isTold = ({ at, want }: Wish): boolean => at.length === 0 && typeof want === "object";
  if (wishes.some(isTold)) return value;
  for (const step of stepsInside(known, Array.isArray(value))) {
    const further: Wish = { at: [step], want: "present" };
    const isUnwanted = wishes.some(({ at, want }) => want === "absent" && isSame(at, step));
    const filled = isUnwanted
      ? undefined
      : valueOf(party, parameter.shape, [...wishes, further], exchange);
    if (filled !== undefined) return filled;
  }
  return value;
}

function stepsInside({ object }: Normal, isList: boolean): readonly Step[] {
  if (isList) return [{ kind: "item" }];
  const names = (object?.fields ?? []).map(({ name }) => name);
  return [...names, "other"].map((name) => ({ kind: "field", name }));
}

function isSame(at: readonly Step[], step: Step): boolean {
  const [first] = at;
  return first?.kind === "field" && step.kind === "field" && first.name === step.name;
}

function valueOf(
  party: Party,
  shape: ShapeRef,
  wishes: readonly Wish[],
  exchange: Exchange,
): Json | undefined {
  return sample(party.side.normal, shape, { direction: directionOf(exchange), wishes });
}

function bodyOf(exchange: Exchange, recipe: Recipe): DraftBody | "impossible" | undefined {
  const { sender, reader, part } = exchange;
  const wishes = wishesFor(recipe, BODY);
  const isNeeded =
    part === "response" ||
    sender.message?.body?.required === true ||
    reader.message?.body?.required === true;
  const isWanted = wishes.length > 0 || recipe.mediaType !== undefined || isNeeded;
  if (!isWanted || recipe.without.has(BODY)) return undefined;
  const content = contentFor(exchange, recipe.mediaType);
  if (content === undefined) return undefined;
  const value = valueOf(sender, bodyShape(content), wishes, exchange);
  if (value === undefined) return "impossible";
  const taken = contentsOf(reader).map(({ mediaType }) => mediaType);
  const mediaType = recipe.concrete ?? concreteType(content.mediaType, taken);
  return { content, mediaType, value };
}

/** The shape of a body's value, of which nothing may be said. */
export function bodyShape(content: Content): ShapeRef {
  const { coordinate, origin } = content;
  return valueShape(content) ?? { kind: "shape", coordinate, origin };
}

/** The first way in on either side; one who presents more than is asked for is let in as well. */
function enoughFor({ sender, reader }: Exchange): readonly Credential[] {
  const credentials = [sender, reader].flatMap(({ operation }) => {
    const [first] = operation?.security ?? [];
    return first === undefined ? [] : credentialsOf(first);
  });
  const byKind = new Map<string, Set<string>>();
  for (const { credential, scopes } of credentials) {
    const known = byKind.get(credential) ?? new Set<string>();
    byKind.set(credential, new Set([...known, ...(scopes ?? [])]));
  }
  return [...byKind].map(([credential, scopes]) => asCredential(credential, [...scopes]));
}

/** What one who meets an alternative presents. */
export function credentialsOf({ requirements }: SecurityAlternative): readonly Credential[] {
  return requirements.map(({ credential, scopes }) => asCredential(credential, scopes));
}

function asCredential(credential: string, scopes: readonly string[]): Credential {
  return { credential, ...(scopes.length === 0 ? {} : { scopes }) };
}
