import type { Origin } from "../../model/position.ts";
import type { HttpAnswer, HttpBody, Place } from "../../referee/index.ts";
import type { Draft } from "./draft.ts";
import { directionOf, type Exchange, type Party } from "./party.ts";
import type { Verdict, Written } from "./verdict.ts";
import { writeRequest, writeResponse, writtenBodies } from "./write-message.ts";

/**
 * Judges a message of a webhook or callback. It goes to an address that no contract names, so there
 * is no route to find: one side's operation sends it, the other's reads it.
 */
export function judgeDelivery(exchange: Exchange, draft: Draft): Verdict {
  let verdict: Verdict = { kind: "unfit", why: "a value cannot be written" };
  for (const body of writtenBodies(draft.body)) {
    const written = writtenOf(exchange, draft, body);
    if (written === undefined) continue;
    verdict = judged(exchange, written);
    if (verdict.kind !== "unfit") return verdict;
  }
  return verdict;
}

function judged(exchange: Exchange, written: Written): Verdict {
  const direction = directionOf(exchange);
  const sent = ask(exchange.sender, written, { direction, tolerant: false });
  if (sent === undefined || sent.ok === undefined) {
    return { kind: "undecided", why: sent?.undecided ?? "nothing says where it is sent" };
  }
  if (!sent.ok) return { kind: "unfit", why: sent.errors.join("; "), reasons: sent.errors };
  const taken = ask(exchange.reader, written, { direction, tolerant: direction === "output" });
  // Who no longer knows the operation waits for nothing.
  if (taken === undefined || taken.ok === true) return { kind: "taken" };
  if (taken.ok === undefined) return { kind: "undecided", why: taken.undecided };
  return { kind: "failed", fault: taken.fault, reasons: taken.errors, written };
}

function ask(
  { side, operation }: Party,
  written: Written,
  terms: { readonly direction: "input" | "output"; readonly tolerant: boolean },
): HttpAnswer<object> | undefined {
  const place = operation === undefined ? undefined : placeOf(operation.origin);
  return place === undefined ? undefined : side.referee.delivery(place, written, terms);
}

function placeOf(origin: Origin): Place | undefined {
  return "pointer" in origin ? { file: origin.file, pointer: origin.pointer } : undefined;
}

function writtenOf(
  exchange: Exchange,
  draft: Draft,
  body: HttpBody | undefined,
): Written | undefined {
  if (exchange.part === "response") {
    const response = writeResponse(exchange, draft, body);
    return response === undefined ? undefined : { kind: "response", response };
  }
  const request = writeRequest(exchange, draft, body);
  if (request === undefined) return undefined;
  const method = exchange.operation.split(" ").at(-1) ?? "POST";
  const query = request.path.indexOf("?");
  const path = query < 0 ? "" : request.path.slice(query);
  return { kind: "request", request: { ...request, method, path } };
}
