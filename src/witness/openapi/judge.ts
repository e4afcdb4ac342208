import { equalJson, type Json } from "../../model/json.ts";
import type { HttpAnswer, HttpBody, ReadRequest } from "../../referee/index.ts";
import type { Draft } from "./draft.ts";
import { judgeDelivery } from "./judge-delivery.ts";
import type { Exchange } from "./party.ts";
import type { Verdict, Written } from "./verdict.ts";
import { writeRequest, writeResponse, writtenBodies } from "./write-message.ts";

/** Asks the referees of both sides: may the sender send it, and what does the reader make of it. */
export function judge(exchange: Exchange, draft: Draft): Verdict {
  if (exchange.initiator === "provider") return judgeDelivery(exchange, draft);
  let verdict: Verdict = { kind: "unfit", why: "a value cannot be written" };
  for (const body of writtenBodies(draft.body)) {
    verdict =
      exchange.part === "request"
        ? request(exchange, draft, body)
        : response(exchange, draft, body);
    if (verdict.kind !== "unfit") return verdict;
  }
  return verdict;
}

function request(exchange: Exchange, draft: Draft, body: HttpBody | undefined): Verdict {
  const made = writeRequest(exchange, draft, body);
  if (made === undefined) return { kind: "unfit", why: "a value cannot be written" };
  const { sender, reader } = exchange;
  const sent = sender.side.referee.request(made);
  if (sent.ok !== true) return unfit(sent);
  if (sent.operation !== keyOf(exchange)) {
    return { kind: "unfit", why: `${made.path} is ${sent.operation}` };
  }
  const taken = reader.side.referee.request(made);
  const written: Written = { kind: "request", request: made };
  return taken.ok === true ? readAlike(sent, taken, written) : failed(taken, written);
}

/** The referee knows routes without what distinguishes ambiguous ones. */
function keyOf({ operation }: Exchange): string {
  return operation.replace(/\{[^{}]*\}/g, "{}");
}

function response(exchange: Exchange, draft: Draft, body: HttpBody | undefined): Verdict {
  const made = writeResponse(exchange, draft, body);
  if (made === undefined) return { kind: "unfit", why: "a header cannot be written" };
  const { sender, reader } = exchange;
  const sent = sender.side.referee.sends(made);
  if (sent.ok !== true) return unfit(sent);
  const taken = reader.side.referee.response(made);
  return taken.ok === true
    ? { kind: "taken" }
    : failed(taken, { kind: "response", response: made });
}

function unfit(answer: Exclude<HttpAnswer<object>, { ok: true }>): Verdict {
  if (answer.ok === undefined) return { kind: "undecided", why: answer.undecided };
  return { kind: "unfit", why: answer.errors.join("; "), reasons: answer.errors };
}

function failed(answer: Exclude<HttpAnswer<object>, { ok: true }>, written: Written): Verdict {
  if (answer.ok === undefined) return { kind: "undecided", why: answer.undecided };
  return { kind: "failed", fault: answer.fault, reasons: answer.errors, written };
}

/** A request that both take must be the same operation with the same values to both. */
function readAlike(sent: ReadRequest, taken: ReadRequest, written: Written): Verdict {
  const reasons: string[] = [];
  if (sent.operation !== taken.operation) {
    reasons.push(`it is ${taken.operation} now, it was ${sent.operation}`);
  }
  const names = new Map([...taken.parameters].map(([name, value]) => [fold(name), value]));
  for (const [name, value] of sent.parameters) {
    const other = names.get(fold(name));
    if (other !== undefined && !isAlike(value, other)) reasons.push(readAs(name, value, other));
  }
  for (const [name, value] of Object.entries(asFields(sent.form))) {
    const fields = asFields(taken.form);
    const other = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (other !== undefined && !isAlike(value, other)) {
      reasons.push(readAs(`body /${name}`, value, other));
    }
  }
  if (sent.body === "required" && taken.body === "none")
    reasons.push("the body, which had to be sent, is read by nobody now");
  if (reasons.length === 0) return { kind: "taken" };
  return { kind: "failed", fault: "read-otherwise", reasons, written };
}

/** The same, or one text that stands for a value to one side and for a list of it alone to the other. */
function isAlike(value: Json, other: Json): boolean {
  const [one, two] =
    Array.isArray(value) === Array.isArray(other)
      ? [value, other]
      : [[value].flat(), [other].flat()];
  return equalJson(one, two);
}

function asFields(form: Json | undefined): Readonly<Record<string, Json>> {
  return typeof form === "object" && form !== null && !Array.isArray(form)
    ? Object.fromEntries(Object.entries(form))
    : {};
}

function fold(name: string): string {
  return name.startsWith("header.") ? name.toLowerCase() : name;
}

function readAs(name: string, value: Json, other: Json): string {
  return `${name}: is read as ${JSON.stringify(other)}, it was ${JSON.stringify(value)}`;
}
