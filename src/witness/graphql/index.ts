import type { Change } from "../../diff/change.ts";
import type { Witness } from "../../model/witness.ts";
import { graphqlReferee, noParts, type ParsedParts } from "../../referee/index.ts";
import type { PrepareFinder, WitnessLimits, WitnessSide } from "../finder.ts";
import { confirm } from "./confirm.ts";
import { inputPlaces } from "./input-places.ts";
import type { Ground } from "./proposal.ts";
import { proposalsFor } from "./proposals.ts";
import { schemaView } from "./schema-view.ts";
import type { GraphqlSide } from "./sides.ts";
import { waysOf } from "./ways.ts";

/**
 * Finds documents that before accepts and after refuses, and responses that after gives and a
 * client of before cannot read.
 */
export const prepareGraphql: PrepareFinder = async (sides) => {
  const parts = noParts();
  const before = await sideOf(sides.before, parts);
  const after = await sideOf(sides.after, parts);
  const ways = waysOf({ before, after });
  const ground: Ground = { before, after, ways, place: inputPlaces({ before, after }, ways) };
  return { find: (change, limits) => find(ground, change, limits) };
};

async function sideOf(side: WitnessSide, parts: ParsedParts): Promise<GraphqlSide> {
  const referee = await graphqlReferee(side.texts, parts);
  return { side, view: schemaView(side.contract), referee };
}

function find(ground: Ground, change: Change, limits: WitnessLimits): Witness {
  if (
    !change.effects.some(({ surface, severity }) => surface === "wire" && severity === "breaking")
  ) {
    return { status: "skipped", why: "nothing breaks in documents or responses" };
  }
  let tried = 0;
  let undecided: string | undefined;
  for (const proposal of proposalsFor(ground, change)) {
    if (tried === limits.proposals) break;
    tried += 1;
    const verdict = confirm(ground, proposal);
    if (verdict.status === "confirmed") return verdict;
    if (verdict.status === "undecided") undecided ??= verdict.why;
  }
  if (undecided !== undefined) return { status: "undecidable", why: undecided };
  const why =
    tried === 0
      ? `no document leads to ${change.element}`
      : `none of ${String(tried)} documents and responses was judged differently`;
  return { status: "not-found", why };
}
