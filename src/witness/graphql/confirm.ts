import type { ErrorSet } from "../../referee/index.ts";
import type { Json } from "../../model/json.ts";
import type { Witness } from "../../model/witness.ts";
import { unmark, type UnmarkedDocument } from "./document.ts";
import type { Proposal } from "./proposal.ts";
import type { GraphqlSide, Sides } from "./sides.ts";

type Confirmed = Extract<Witness, { status: "confirmed" }>;

/** What came of a proposal; `undecided` where a referee could not judge. */
export type Verdict =
  | Confirmed
  | { readonly status: "refuted" | "undecided"; readonly why: string };

const REFUTED: Verdict = { status: "refuted", why: "both sides judge alike" };

/** Has both sides judge a proposal. */
export function confirm(sides: Sides, proposal: Proposal): Verdict {
  return proposal.kind === "document"
    ? confirmDocument(sides, proposal)
    : confirmResponse(sides, proposal);
}

/** Valid before, and after refuses the very part that the proposal is about. */
function confirmDocument(
  { before, after }: Sides,
  proposal: Extract<Proposal, { kind: "document" }>,
): Verdict {
  const document = unmark(proposal.document);
  const was = before.referee.errorSet(document.text);
  if (was.ok === undefined) return { status: "undecided", why: was.undecided };
  if (!isValid(was, before)) return REFUTED;
  const is = after.referee.errorSet(document.text);
  if (is.ok === undefined) return { status: "undecided", why: is.undecided };
  const message = messageAtMarks(is, document);
  if (message === undefined) return REFUTED;
  const { operation, variables } = proposal;
  return {
    status: "confirmed",
    kind: "document",
    operation,
    payload: { document: document.text, ...(variables && { variables }) },
    confirmedBy: "graphql-js",
    detail: `refused: ${message.replace(/\.$/, "")}`,
  };
}

/**
 * A schema without root types is a piece of one: that it supports no operation, and so nothing that
 * could use a variable, is no error.
 */
const PIECE = /^(?:KnownOperationTypes|NoUnusedVariables)Rule@/;

function isValid({ errors }: Extract<ErrorSet, { ok: true }>, { view }: GraphqlSide): boolean {
  if (view.roots.length > 0) return errors.size === 0;
  return [...errors.keys()].every((identity) => PIECE.test(identity));
}

function messageAtMarks(
  { errors }: Extract<ErrorSet, { ok: true }>,
  { parts }: UnmarkedDocument,
): string | undefined {
  for (const { message, line, column = 0 } of errors.values()) {
    const isMarked = parts.some(([from, to]) => from <= column && column < to);
    if (line === 1 && isMarked) return message;
  }
  return undefined;
}

/** Both sides accept the document, after allows the response, and before promised another. */
function confirmResponse(
  { before, after }: Sides,
  { document, data, operation }: Extract<Proposal, { kind: "response" }>,
): Verdict {
  for (const side of [before, after]) {
    const judged = side.referee.errorSet(document);
    if (judged.ok === undefined) return { status: "undecided", why: judged.undecided };
    if (!isValid(judged, side)) return REFUTED;
  }
  const allowed = after.referee.readableBy(document, data);
  if (allowed.ok !== true) return REFUTED;
  const read = before.referee.readableBy(document, data);
  if (read.ok === undefined) return { status: "undecided", why: read.undecided };
  if (read.ok) return REFUTED;
  const payload: Json = { document, data };
  const detail = read.errors.join(", ");
  const witness = { kind: "response", operation, payload, confirmedBy: "graphql-js" } as const;
  return { status: "confirmed", ...witness, detail };
}
