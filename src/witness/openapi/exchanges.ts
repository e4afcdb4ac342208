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

/** A status that neither side lists, then those that one side lists and the other means as well. */
function statusesOf(
  { before, after }: OpenapiSides,
  operation: string,
  selector: string,
): readonly number[] {
  if (/^\d{3}$/.test(selector)) return [Number(selector)];
  const known = [before, after].flatMap((side) => side.operation(operation) ?? []);
  const isMeant = (status: number): boolean =>
    known.some(
      (one) => responseFor(one, status)?.selector.toUpperCase() === selector.toUpperCase(),
    );
  const listed = known.flatMap(({ messages }) =>
    messages.filter(({ kind }) => kind === "response").map((message) => message.selector),
  );
  const isRange = /^\dXX$/i.test(selector);
  const further = isRange ? [Number(selector.charAt(0)) * 100 + 98] : [];
  const free = [...COMMON, ...further].find(
    (status) => isMeant(status) && !listed.includes(String(status)),
  );
  const numbers = listed.filter((text) => /^\d{3}$/.test(text)).map(Number);
  const shared = [...new Set(numbers)].filter(isMeant);
  // What the default of one side means, a range of the other may mean as well.
  const ranged = listed.flatMap((text) => {
    const inRange = (status: number): boolean =>
      /^\dXX$/i.test(text) && text.startsWith(String(status).charAt(0));
    const found = [...COMMON, Number(text.charAt(0)) * 100 + 98].find(
      (status) => inRange(status) && isMeant(status) && !listed.includes(String(status)),
    );
    return found === undefined ? [] : [found];
  });
  const statuses = [...(free === undefined ? [] : [free]), ...ranged, ...shared];
  return [...new Set(statuses)].slice(0, MAX_STATUSES);
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
