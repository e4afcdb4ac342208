import type { Change, Reach } from "../../diff/change.ts";
import type { Direction } from "../../model/semantics.ts";
import type { Operation } from "../../model/operation.ts";
import type { Witness } from "../../model/witness.ts";
import type { RuleId } from "../../rules/index.ts";
import { httpReferee, unitsInCommon, type CompiledUnits } from "../../referee/index.ts";
import type { PrepareFinder, WitnessLimits, WitnessSide } from "../finder.ts";
import { confirmed } from "./confirmed.ts";
import type { OpenapiSides } from "./exchanges.ts";
import { minimise } from "./minimise.ts";
import type { OpenapiSide } from "./party.ts";
import type { Ground } from "./ground.ts";
import { groundOf, isMetIn, proposals } from "./proposals.ts";
import { attempt, type Miss } from "./search.ts";

/** Looks for HTTP messages, judged by ajv and the HTTP replay around it. */
export const prepareOpenapi: PrepareFinder = async (sides) => {
  const units = await unitsInCommon();
  const both: OpenapiSides = {
    before: await prepareSide("before", sides.before, units),
    after: await prepareSide("after", sides.after, units),
  };
  return { find: (change, limits) => findWitness(change, both, limits) };
};

async function prepareSide(
  name: "before" | "after",
  side: WitnessSide,
  units: CompiledUnits,
): Promise<OpenapiSide> {
  const [entry = ""] = side.entries;
  const operations = new Map<string, Operation>();
  for (const operation of side.contract.operations) operations.set(operation.match, operation);
  return {
    ...side,
    name,
    referee: await httpReferee(side.texts, entry, { jsonOf: side.jsonOf, units }),
    operation: (coordinate) => operations.get(coordinate),
  };
}

/** A change of a shared schema is looked for in this many of its places. */
const MAX_PLACES = 5;

/** After this many questions that the referee cannot answer, nobody can tell. */
const MAX_UNDECIDED = 3;

function findWitness(change: Change, sides: OpenapiSides, limits: WitnessLimits): Witness {
  const misses: Miss[] = [];
  for (const direction of brokenDirections(change)) {
    let left = limits.proposals;
    const grounds = groundsOf(change, sides, direction);
    for (const [index, ground] of grounds.entries()) {
      const share = index === grounds.length - 1 ? left : Math.ceil(left / 2);
      const found = searchGround(ground, direction, { share, misses });
      if (found.witness !== undefined) return found.witness;
      left -= found.used;
      if (misses.filter(({ kind }) => kind === "undecided").length >= MAX_UNDECIDED) break;
    }
  }
  return nothingFound(change, misses);
}

function searchGround(
  ground: Ground,
  direction: Direction,
  on: { readonly share: number; readonly misses: Miss[] },
): { readonly witness?: Witness; readonly used: number } {
  let used = 0;
  for (const proposal of proposals(ground, direction)) {
    if (++used > on.share) break;
    const tried = attempt(proposal);
    if ("hit" in tried) return { witness: confirmed(minimise(tried.hit)), used };
    on.misses.push(tried.miss);
    if (on.misses.filter(({ kind }) => kind === "undecided").length >= MAX_UNDECIDED) break;
  }
  return { used };
}

/** The directions in which the change breaks messages. */
function brokenDirections({ effects }: Change): readonly Direction[] {
  const broken = effects.filter(
    ({ surface, severity }) =>
      severity === "breaking" && (surface === "wire" || surface === "json"),
  );
  return [...new Set(broken.map(({ direction }) => direction))];
}

/** Its places in a direction, the shortest ways first. */
function groundsOf(change: Change, sides: OpenapiSides, direction: Direction): readonly Ground[] {
  const byLength = (one: Reach, other: Reach): number => one.place.length - other.place.length;
  const grounds: Ground[] = [];
  for (const reach of [...change.reach].sort(byLength)) {
    const ground = groundOf(change, sides, reach);
    if (ground !== undefined && isMetIn(ground, direction)) grounds.push(ground);
    if (grounds.length >= MAX_PLACES) break;
  }
  return grounds;
}

/** What no message of its kind can show, whichever is tried: the severity rests on the rule. */
const BY_RULE: Readonly<Partial<Record<RuleId, string>>> = {
  "response-removed":
    "clients know every answer that is left, and no single message shows that a success never comes",
  "security-tightened": "what is presented looks alike, whichever of the schemes it is for",
  "parameter-serialization-changed": "the replay reads both ways of writing alike",
  "encoding-changed": "what the parts of a body say of themselves is not replayed",
};

function nothingFound(change: Change, misses: readonly Miss[]): Witness {
  const byRule = BY_RULE[change.rule];
  if (byRule !== undefined && misses.every(({ kind }) => kind === "taken"))
    return { status: "not-found", why: byRule };
  const undecided = misses.find(({ kind }) => kind === "undecided");
  if (undecided !== undefined) return { status: "undecidable", why: undecided.why };
  if (misses.length === 0) return { status: "not-found", why: "no message was proposed for it" };
  for (const kind of ["taken", "other-reason", "unfit", "unbuildable"] as const) {
    const miss = misses.find((candidate) => candidate.kind === kind);
    if (miss !== undefined) return { status: "not-found", why: `${PREFIXES[kind]}${miss.why}` };
  }
  return { status: "not-found", why: "no message was proposed for it" };
}

const PREFIXES = {
  taken: "",
  "other-reason": "other changes reject every message first: ",
  unfit: "the side that sends it does not allow any message that was tried: ",
  unbuildable: "",
} as const;
