import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { blameOf } from "./blame.ts";
import { demandedMembers } from "./demanded.ts";
import type { Draft, DraftParameter } from "./draft.ts";
import { judge } from "./judge.ts";
import { preciselyOf } from "./precise.ts";
import type { Hit } from "./search.ts";
import type { Slot } from "./slot.ts";

/** Messages are judged at most this often on the way to the smallest. */
const MAX_JUDGED = 60;

/** The hit without whatever can be left out of its message, which then still shows the change. */
export function minimise(hit: Hit): Hit {
  let best = hit;
  let left = MAX_JUDGED;
  const { exchange, target } = hit.proposal;
  const keepIfShown = (draft: Draft): boolean => {
    if (--left < 0) return false;
    const judged = judge(exchange, draft);
    if (judged.kind !== "failed") return false;
    const verdict = preciselyOf(hit.proposal, draft, judged);
    if (blameOf(target, exchange, verdict) !== "target") return false;
    best = { ...hit, draft, verdict };
    return true;
  };
  for (const slot of hit.draft.parameters.keys()) {
    keepIfShown({ ...best.draft, parameters: without(best.draft.parameters, slot) });
  }
  const { body: _body, ...bodiless } = best.draft;
  if (best.draft.body !== undefined) keepIfShown(bodiless);
  shrink({
    current: () => best.draft.body?.value,
    isKept: (value) => {
      const { body } = best.draft;
      return body !== undefined && keepIfShown({ ...best.draft, body: { ...body, value } });
    },
    demanded: (path) => {
      const { body } = best.draft;
      return body === undefined ? new Set() : demandedMembers(exchange.sender, body, path);
    },
  });
  return best;
}

function without(
  parameters: ReadonlyMap<Slot, DraftParameter>,
  slot: Slot,
): ReadonlyMap<Slot, DraftParameter> {
  return new Map([...parameters].filter(([other]) => other !== slot));
}

type Path = readonly (string | number)[];

interface Shrinking {
  readonly current: () => Json | undefined;
  readonly isKept: (value: Json) => boolean;
  /** The members of an object that cannot be taken away. */
  readonly demanded: (path: Path) => ReadonlySet<string | number>;
}

/** Takes members and items away one by one, outermost first, as long as `isKept` agrees. */
function shrink({ current, isKept, demanded }: Shrinking): void {
  const pending: Path[] = [[]];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const here = valueAt(current(), path);
    const staying = isJsonObject(here) ? demanded(path) : new Set();
    const keys: readonly (string | number)[] = Array.isArray(here)
      ? [...here.keys()].reverse()
      : isJsonObject(here)
        ? Object.keys(here)
        : [];
    for (const key of keys) {
      const value = current();
      const inner = [...path, key];
      const mayGo = value !== undefined && !staying.has(key);
      if (mayGo && isKept(removed(value, inner))) continue;
      if (pending.length < MAX_JUDGED) pending.push(inner);
    }
  }
}

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((here, key) => {
    if (Array.isArray(here) && typeof key === "number") return here[key];
    return isJsonObject(here) && Object.hasOwn(here, key) ? here[String(key)] : undefined;
  }, value);
}

function removed(value: Json, [key, ...rest]: Path): Json {
  if (Array.isArray(value) && typeof key === "number") {
    const list: readonly Json[] = value;
    return rest.length === 0
      ? list.filter((_, index) => index !== key)
      : list.map((item, index) => (index === key ? removed(item, rest) : item));
  }
  if (!isJsonObject(value) || key === undefined) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    name !== key
      ? [[name, inner] as const]
      : rest.length > 0
        ? [[name, removed(inner, rest)] as const]
        : [],
  );
  const made: JsonObject = Object.fromEntries(entries);
  return made;
}
