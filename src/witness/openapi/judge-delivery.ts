import { isJsonObject } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type { Answer, PayloadReferee, Place } from "../../referee/index.ts";
import type { Draft, DraftBody } from "./draft.ts";
import { partnerOf } from "./media-types.ts";
import { contentsOf, directionOf, type Exchange, type Party } from "./party.ts";
import type { Verdict, Written } from "./verdict.ts";
import type { Content } from "../../model/operation.ts";

/**
 * Judges the body of a webhook's or callback's message, which goes to an address that no contract
 * names: there is no route to replay, only a payload that one side's schema sends and the other's
 * reads.
 */
export function judgeDelivery(exchange: Exchange, draft: Draft): Verdict {
  const { body } = draft;
  const { sender, reader } = exchange;
  if (body === undefined) return { kind: "taken" };
  const sent = accepts(exchange, sender, { body, tolerant: false });
  if (sent.ok !== true) return doubt(sent, undefined);
  const partner = partnerOf(body.mediaType, contentsOf(reader));
  if (partner === undefined) return { kind: "taken" };
  const tolerant = directionOf(exchange) === "output";
  const taken = accepts(exchange, reader, { body: { ...body, content: partner }, tolerant });
  if (taken.ok === true) return { kind: "taken" };
  return doubt(taken, writtenOf(exchange, body));
}

function doubt(answer: Exclude<Answer, { ok: true }>, written: Written | undefined): Verdict {
  if (answer.ok === undefined) return { kind: "undecided", why: answer.undecided };
  const reasons = answer.errors.map((error) => `the body: ${error}`);
  if (written === undefined) return { kind: "unfit", why: answer.errors.join("; "), reasons };
  return { kind: "failed", fault: "body-invalid", reasons, written };
}

function accepts(
  exchange: Exchange,
  party: Party,
  asked: { readonly body: DraftBody; readonly tolerant: boolean },
): Answer {
  const { payloads } = party.side.referee;
  const { content, value } = asked.body;
  const place = schemaPlace(payloads, content);
  if (place === undefined) return { ok: true };
  const terms = { direction: directionOf(exchange), tolerant: asked.tolerant };
  if (content.itemShape === undefined || !Array.isArray(value)) {
    return payloads.accepts(place, value, terms);
  }
  for (const item of value) {
    const answer = payloads.accepts(place, item, terms);
    if (answer.ok !== true) return answer;
  }
  return { ok: true };
}

function schemaPlace(payloads: PayloadReferee, content: Content): Place | undefined {
  if (content.shape === undefined && content.itemShape === undefined) return undefined;
  const start = placeOf(content.origin);
  if (start === undefined) return undefined;
  const node = payloads.documents.node(start);
  const reference = isJsonObject(node) ? node["$ref"] : undefined;
  const place = typeof reference === "string" ? payloads.documents.follow(start, reference) : start;
  const keyword = content.itemShape === undefined ? "schema" : "itemSchema";
  return place === undefined
    ? undefined
    : { file: place.file, pointer: `${place.pointer}/${keyword}` };
}

function placeOf(origin: Origin): Place | undefined {
  return "pointer" in origin ? { file: origin.file, pointer: origin.pointer } : undefined;
}

function writtenOf(exchange: Exchange, body: DraftBody): Written {
  const common = { contentType: body.mediaType, body: { json: body.value } };
  if (exchange.part === "response") {
    const { operation, status = 200 } = exchange;
    return { kind: "response", response: { operation, status, ...common } };
  }
  const method = exchange.operation.split(" ").at(-1) ?? "POST";
  return { kind: "request", request: { method, path: "", ...common } };
}
