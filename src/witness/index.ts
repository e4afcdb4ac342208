import type { Change, Effect } from "../diff/change.ts";
import type { Format } from "../model/contract.ts";
import type { Witness } from "../model/witness.ts";
import { SEVERITIES, type Severity } from "../rules/rule.ts";
import { codeLine } from "./code-line.ts";
import type { PrepareFinder, WitnessSides } from "./finder.ts";
import { statementOf } from "./statement.ts";

/** Which changes witnesses are looked for: those a report shows first, every one, or none. */
export const WITNESS_MODES = ["shown", "all", "none"] as const;

export type WitnessMode = (typeof WITNESS_MODES)[number];

export interface WitnessOptions {
  readonly mode: WitnessMode;
  /** How many changes `shown` means. */
  readonly limit?: number;
  /** Messages tried for one change before it is given up. */
  readonly proposals?: number;
}

/** As many as a text shows in full. */
const SHOWN = 25;
const PROPOSALS = 60;

/** Each format's search, loaded with its referee when there is something to look for. */
const FINDERS: Readonly<Partial<Record<Format, () => Promise<PrepareFinder>>>> = {
  openapi: async () => (await import("./openapi/index.ts")).prepareOpenapi,
  graphql: async () => (await import("./graphql/index.ts")).prepareGraphql,
  protobuf: async () => (await import("./protobuf/index.ts")).prepareProtobuf,
};

/**
 * A witness, or why there is none, for each change that breaks messages or promises. The sides are
 * asked for only where messages are to be looked for.
 */
export async function findWitnesses(
  changes: readonly Change[],
  sidesOf: () => WitnessSides,
  options: WitnessOptions,
): Promise<ReadonlyMap<Change, Witness>> {
  const found = new Map<Change, Witness>();
  const wanted = worstFirst(changes.filter((change) => breaks(change, MESSAGES)));
  const limit = limitOf(options, wanted.length);
  for (const change of changes) {
    const statement = breaks(change, PROMISES) ? statementOf(change) : undefined;
    if (statement !== undefined) found.set(change, statement);
  }
  const messages = await lookFor(wanted.slice(0, limit), sidesOf, options);
  for (const [change, witness] of messages) {
    // What shows in a message is worth more than what was announced.
    if (witness.status === "confirmed" || !found.has(change)) found.set(change, witness);
  }
  for (const change of wanted.slice(limit)) {
    if (!found.has(change)) found.set(change, { status: "skipped", why: skipped(limit) });
  }
  for (const change of changes) {
    if (change.severity === "breaking" && !found.has(change)) found.set(change, codeLine(change));
  }
  return found;
}

function limitOf({ mode, limit = SHOWN }: WitnessOptions, all: number): number {
  if (mode === "none") return 0;
  return mode === "all" ? all : limit;
}

function skipped(limit: number): string {
  if (limit === 0) return "no witness was asked for";
  return `witnesses are looked for the first ${String(limit)} changes; --witness all looks for every one`;
}

async function lookFor(
  changes: readonly Change[],
  sidesOf: () => WitnessSides,
  options: WitnessOptions,
): Promise<ReadonlyMap<Change, Witness>> {
  const found = new Map<Change, Witness>();
  if (changes.length === 0) return found;
  const sides = sidesOf();
  const prepare = await FINDERS[sides.before.contract.format]?.();
  if (prepare === undefined) return found;
  const finder = await prepare(sides);
  const limits = { proposals: options.proposals ?? PROPOSALS };
  for (const change of changes) found.set(change, finder.find(change, limits));
  return found;
}

const MESSAGES: ReadonlySet<string> = new Set(["wire", "json"]);
const PROMISES: ReadonlySet<string> = new Set(["promise"]);

function breaks({ effects }: Change, surfaces: ReadonlySet<string>): boolean {
  return effects.some(({ surface, severity }) => severity === "breaking" && surfaces.has(surface));
}

/** As reports are sorted: by severity, then element, then rule. */
function worstFirst(changes: readonly Change[]): readonly Change[] {
  const rank = (severity: Severity): number => -SEVERITIES.indexOf(severity);
  return [...changes].sort(
    (one, other) =>
      rank(one.severity) - rank(other.severity) ||
      byText(one.element, other.element) ||
      byText(one.rule, other.rule),
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Changes with the witnesses that were found for them. */
export interface Witnessed {
  readonly changes: readonly Change[];
  readonly witnesses: ReadonlyMap<Change, Witness>;
}

/** The changes with what confirmed witnesses prove marked as proven, each with its witness. */
export function witnessed(
  changes: readonly Change[],
  found: ReadonlyMap<Change, Witness>,
): Witnessed {
  const witnesses = new Map<Change, Witness>();
  const updated = changes.map((change) => {
    const witness = found.get(change);
    const known = witness?.status === "confirmed" ? proven(change, witness) : change;
    if (witness !== undefined) witnesses.set(known, witness);
    return known;
  });
  return { changes: updated, witnesses };
}

type Confirmed = Extract<Witness, { status: "confirmed" }>;

/** A message proves what breaks messages of its kind, two statements what breaks a promise. */
function proven(change: Change, witness: Confirmed): Change {
  const broken = change.effects.filter(
    ({ surface, severity }) => severity === "breaking" && MESSAGES.has(surface),
  );
  const isOneWay = new Set(broken.map(({ direction }) => direction)).size === 1;
  const effects = change.effects.map((effect) =>
    effect.severity === "breaking" && isShownBy(effect, witness, isOneWay)
      ? { ...effect, certainty: "proven" as const }
      : effect,
  );
  return { ...change, effects };
}

/** `isOneWay`: messages break in one direction only, so whatever shows that they do shows it. */
function isShownBy(
  { surface, direction }: Effect,
  { kind, operation, direction: way = direction }: Confirmed,
  isOneWay: boolean,
): boolean {
  switch (kind) {
    case "statement":
      return surface === "promise";
    case "bytes":
      return surface === "wire" && way === direction;
    case "json":
      return surface === "json" && way === direction;
    case "document":
      return MESSAGES.has(surface);
    case "request":
    case "response": {
      // Webhooks and callbacks are the provider's requests and the consumer's responses.
      const isTurned = /^webhook | callback /.test(operation ?? "");
      const shown = (kind === "request") === isTurned ? "output" : "input";
      return MESSAGES.has(surface) && (isOneWay || shown === direction);
    }
  }
}
