import { isJsonObject, type Json } from "../../model/json.ts";
import type { Chosen } from "../difference/navigate.ts";
import type { Answer } from "../../referee/index.ts";
import type { Step } from "../sample.ts";
import { blameOf, type Target } from "./blame.ts";
import type { Draft } from "./draft.ts";
import { directionOf, type Exchange } from "./party.ts";
import { BODY } from "./slot.ts";
import type { Failed } from "./verdict.ts";

/** What the reasons of a failure are wanted for. */
interface Asked {
  readonly exchange: Exchange;
  readonly target: Target;
  /** The reader's alternative around the changed place, the innermost one. */
  readonly branch?: Chosen;
}

/**
 * Where no alternative fits, referees tell why each of many does not. What the alternative in
 * question objects to is asked for by itself.
 */
export function preciselyOf(
  { exchange, branch, target }: Asked,
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
