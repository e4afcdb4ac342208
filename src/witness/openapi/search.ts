import type { Chosen } from "../difference/navigate.ts";
import { blameOf, objectionsOf, type Target } from "./blame.ts";
import { buildDraft } from "./build-draft.ts";
import type { Draft, Recipe } from "./draft.ts";
import { judge } from "./judge.ts";
import type { Exchange } from "./party.ts";
import { preciselyOf } from "./precise.ts";
import { pleaseReader, pleaseSender, type Tries } from "./repair.ts";
import type { Failed, Verdict } from "./verdict.ts";

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

/** Other changes, and what samples miss, stand in the way of a message this often before it is given up. */
const MAX_REPAIRS = 12;

/**
 * Tries one message. Where the reader objects to something else than the target, that part is
 * given a value of the reader's, so that only the change in question is left to object to.
 */
export function attempt(proposal: Proposal): Tried {
  const { exchange } = proposal;
  const tries: Tries = new Map();
  let { recipe } = proposal;
  let miss: Miss = { kind: "unbuildable", why: "no message could be made" };
  for (let repairs = 0; repairs <= MAX_REPAIRS; repairs++) {
    const draft = buildDraft(exchange, recipe);
    if (draft === undefined) return { miss };
    const verdict = judge(exchange, draft);
    const precise = verdict.kind === "failed" ? preciselyOf(proposal, draft, verdict) : verdict;
    if (precise.kind === "failed" && isShown({ ...proposal, recipe }, precise)) {
      return { hit: { proposal, draft, verdict: precise } };
    }
    miss = missOf(precise);
    const repaired = repair(exchange, { recipe, verdict: precise, tries });
    if (repaired === undefined) return { miss };
    recipe = repaired;
  }
  return { miss };
}

function missOf(verdict: Verdict): Miss {
  switch (verdict.kind) {
    case "taken":
      return { kind: "taken", why: "the referee takes every message that was tried" };
    case "failed":
      return { kind: "other-reason", why: verdict.reasons.join("; ") };
    default:
      return { kind: verdict.kind, why: verdict.why };
  }
}

/** What both sides object to beside the change is put right; undefined: nothing more can be. */
function repair(
  exchange: Exchange,
  on: { readonly recipe: Recipe; readonly verdict: Verdict; readonly tries: Tries },
): Recipe | undefined {
  const { recipe, verdict, tries } = on;
  if (verdict.kind === "failed") {
    return pleaseReader(exchange, recipe, objectionsOf(exchange, verdict));
  }
  if (verdict.kind !== "unfit" || verdict.reasons === undefined) return undefined;
  const objections = objectionsOf(exchange, { fault: "body-invalid", reasons: verdict.reasons });
  return pleaseSender(exchange, recipe, objections, tries);
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
