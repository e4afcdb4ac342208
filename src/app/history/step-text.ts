import type { Sighting } from "../../diff/lifecycle/history.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { ElementKind } from "../../model/element.ts";
import type { Deprecation } from "../../model/lifecycle.ts";
import type { StatedElement, Step } from "../../diff/lifecycle/step.ts";

/** What is kept of a step: the step itself, or why the version could not be read. */
export type KeptStep = Step | { readonly unreadable: string };

/** A version that a walk came to; without a step it is made of the same bytes as the last one. */
export interface WalkedVersion {
  readonly at: Sighting;
  readonly step?: KeptStep;
}

/** Every version of a contract, oldest first, and what they were found by. */
export interface Walk {
  readonly fingerprint: string;
  readonly versions: readonly WalkedVersion[];
}

/** A walk as text for a cache. */
export function writeWalk(walk: Walk): string {
  return JSON.stringify(walk);
}

/** A walk from a cache; undefined where the text is not what `writeWalk` wrote. */
export function readWalk(text: string): Walk | undefined {
  const value = parsed(text);
  if (!isJsonObject(value) || typeof value["fingerprint"] !== "string") return undefined;
  const versions = listOf(value["versions"], walkedIn);
  return versions === undefined ? undefined : { fingerprint: value["fingerprint"], versions };
}

function walkedIn(value: Json): WalkedVersion | undefined {
  if (!isJsonObject(value)) return undefined;
  const at = sightingIn(value["at"]);
  if (at === undefined) return undefined;
  if (value["step"] === undefined) return { at };
  const step = stepIn(value["step"]);
  return step === undefined ? undefined : { at, step };
}

function sightingIn(value: Json | undefined): Sighting | undefined {
  if (value === undefined || !isJsonObject(value) || typeof value["on"] !== "string")
    return undefined;
  const { on, version, by } = value;
  return {
    on,
    ...(typeof version === "string" ? { version } : {}),
    ...(by === "deployment" ? { by } : {}),
  };
}

/** A step as text for a cache. */
export function writeStep(step: KeptStep): string {
  return JSON.stringify(step);
}

/** A step from a cache; undefined where the text is not what `writeStep` wrote. */
export function readStep(text: string): KeptStep | undefined {
  return stepIn(parsed(text));
}

function stepIn(value: Json | undefined): KeptStep | undefined {
  if (value === undefined || !isJsonObject(value)) return undefined;
  const { unreadable, changed, born, gone, moved, files } = value;
  if (typeof unreadable === "string") return { unreadable };
  const [changes, births, losses] = [changed, born, gone].map((list) => listOf(list, statedIn));
  const moves = listOf(moved, moveIn);
  const paths = listOf(files, (path) => (typeof path === "string" ? path : undefined));
  if (!changes || !births || !losses || !moves || !paths) return undefined;
  return { changed: changes, born: births, gone: losses, moved: moves, files: paths };
}

function parsed(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function listOf<T>(
  value: Json | undefined,
  read: (item: Json) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const item of value) {
    const one = read(item);
    if (one === undefined) return undefined;
    items.push(one);
  }
  return items;
}

function moveIn(value: Json): Step["moved"][number] | undefined {
  if (!isJsonObject(value) || typeof value["from"] !== "string") return undefined;
  const to = value["to"] === undefined ? undefined : statedIn(value["to"]);
  return to === undefined ? undefined : { from: value["from"], to };
}

function statedIn(value: Json): StatedElement | undefined {
  if (!isJsonObject(value)) return undefined;
  const { identity, coordinate, kind, says } = value;
  if (typeof identity !== "string" || typeof coordinate !== "string" || !isKind(kind))
    return undefined;
  if (says === undefined) return { identity, coordinate, kind };
  const announced = deprecationIn(says);
  return announced === undefined ? undefined : { identity, coordinate, kind, says: announced };
}

/** The cache holds what this program wrote: a kind is any word. */
function isKind(value: Json | undefined): value is ElementKind {
  return typeof value === "string";
}

function deprecationIn(value: Json): Deprecation | undefined {
  if (!isJsonObject(value) || typeof value["deprecated"] !== "boolean") return undefined;
  const { since, sunset, unreadable } = value;
  return {
    deprecated: value["deprecated"],
    ...(typeof since === "string" ? { since } : {}),
    ...(typeof sunset === "string" ? { sunset } : {}),
    ...(typeof unreadable === "string" ? { unreadable } : {}),
  };
}
