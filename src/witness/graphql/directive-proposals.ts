import type { Declaration } from "../../model/contract.ts";
import { directiveUse, locationsOf } from "./directive-uses.ts";
import { fieldText, marked } from "./document.ts";
import { argumentTexts } from "./literal.ts";
import type { Ground, Proposal } from "./proposal.ts";

/** Documents that use a directive once at every location, then twice. */
export function* directiveProposals(ground: Ground, directive: Declaration): Generator<Proposal> {
  const { side, view } = ground.before;
  const given = argumentTexts(side.normal, view, directive.arguments ?? []);
  if (given === undefined) return;
  const use = fieldText(directive.coordinate, given);
  const isRepeatable = directive.attributes?.["repeatable"] === true;
  for (const text of isRepeatable ? [use, `${use} ${use}`] : [use]) {
    for (const location of locationsOf(directive)) {
      const found = directiveUse(ground.before, location, marked(text));
      if (found !== undefined) yield { kind: "document", ...found };
    }
  }
}
