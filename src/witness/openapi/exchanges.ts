import type { Message, Operation } from "../../model/operation.ts";
import { partyOf, type Exchange, type OpenapiSide } from "./party.ts";

/** Both sides of a comparison. */
export interface OpenapiSides {
  readonly before: OpenapiSide;
  readonly after: OpenapiSide;
}

/** The request of an operation. Undefined: the side that would send it does not know it. */
export function requestExchange(sides: OpenapiSides, operation: string): Exchange | undefined {
  const initiator = initiatorOf(sides, operation);
  if (initiator === undefined) return undefined;
  const find = ({ messages }: Operation): Message | undefined =>
    messages.find(({ kind }) => kind === "request");
  const before = partyOf(sides.before, operation, find);
  const after = partyOf(sides.after, operation, find);
  const [sender, reader] = initiator === "consumer" ? [before, after] : [after, before];
  if (sender.operation === undefined) return undefined;
  return { part: "request", initiator, operation, sender, reader };
}

/** The responses that a selector (`200`, `4XX`, `default`) can mean, one for each status. */
export function responseExchanges(
  sides: OpenapiSides,
  operation: string,
  selector: string,
): readonly Exchange[] {
  return statusesOf(sides, operation, selector).flatMap((status) =>
    responseExchange(sides, operation, status),
  );
}

function responseExchange(
  sides: OpenapiSides,
  operation: string,
  status: number,
): readonly Exchange[] {
  const initiator = initiatorOf(sides, operation);
  if (initiator === undefined) return [];
  const find = (found: Operation): Message | undefined => responseFor(found, status);
  const before = partyOf(sides.before, operation, find);
  const after = partyOf(sides.after, operation, find);
  const [sender, reader] = initiator === "consumer" ? [after, before] : [before, after];
  if (sender.message === undefined) return [];
  return [{ part: "response", initiator, operation, sender, reader, status }];
}

function initiatorOf(
  { before, after }: OpenapiSides,
  operation: string,
): Operation["initiator"] | undefined {
  return (before.operation(operation) ?? after.operation(operation))?.initiator;
}

/** Tried for what is not listed, the likely ones first. */
const COMMON = [500, 400, 404, 422, 409, 503, 200, 201, 202, 204, 299, 302, 101];

/** Statuses nobody lists, then those that one side lists under the other's range or default. */
function statusesOf(
  { before, after }: OpenapiSides,
  operation: string,
  selector: string,
): readonly number[] {
  if (/^\d{3}$/.test(selector)) return [Number(selector)];
  const selectors = [before, after].flatMap((side) =>
    (side.operation(operation)?.messages ?? [])
      .filter(({ kind }) => kind === "response")
      .map((message) => message.selector.toUpperCase()),
  );
  const listed = selectors.filter((text) => /^\d{3}$/.test(text)).map(Number);
  const isRange = /^\dXX$/i.test(selector);
  const isMeant = (status: number): boolean =>
    isRange ? String(status).startsWith(selector.charAt(0)) : true;
  const isUnlisted = (status: number): boolean =>
    !listed.includes(status) &&
    (isRange || !selectors.includes(`${String(status).charAt(0)}XX`));
  const further = isRange ? [Number(selector.charAt(0)) * 100 + 98] : [];
  const free = [...COMMON, ...further].filter((status) => isMeant(status) && isUnlisted(status));
  return [...free.slice(0, 1), ...new Set(listed.filter(isMeant))].slice(0, MAX_STATUSES);
}

const MAX_STATUSES = 4;

/** The response by which a status is described (OpenAPI 3.0.4, 4.7.16). */
function responseFor({ messages }: Operation, status: number): Message | undefined {
  const code = String(status);
  for (const wanted of [code, `${code.charAt(0)}XX`, "DEFAULT"]) {
    const found = messages.find(
      ({ kind, selector }) => kind === "response" && selector.toUpperCase() === wanted,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
