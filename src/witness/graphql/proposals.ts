import type { Change } from "../../diff/change.ts";
import type { NamedType } from "../../model/contract.ts";
import { parseCoordinate, type GraphqlCoordinate } from "../../model/coordinate-text.ts";
import { directiveProposals } from "./directive-proposals.ts";
import { rootSelection } from "./directive-uses.ts";
import { marked, operationText, OPERATIONS } from "./document.ts";
import type { Taker } from "./input-places.ts";
import { argumentProposals, inputFieldProposals, inputTypeProposals } from "./input-proposals.ts";
import { compositeProposals, outputFieldProposals } from "./output-proposals.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { responseProposals } from "./responses.ts";

/**
 * What may show that a change breaks, by what the changed element is. Every use that before allows
 * of the element is proposed, the simplest first; which of them after refuses, the referee says.
 */
export function* proposalsFor(ground: Ground, change: Change): Generator<Proposal> {
  const coordinate = parseCoordinate("graphql", change.element);
  if (coordinate?.form !== "graphql") return;
  if (change.kind === "operation") yield* operationProposals(ground, change.element);
  else if (coordinate.directive !== undefined) yield* forDirective(ground, coordinate);
  else if (coordinate.member !== undefined) yield* forMember(ground, coordinate);
  else yield* forType(ground, coordinate.type ?? "", change.details.name);
}

function* operationProposals(ground: Ground, coordinate: string): Generator<Proposal> {
  const operation = OPERATIONS.find((one) => one === coordinate);
  const selection = operation && rootSelection(ground.before, operation);
  if (operation === undefined || selection === undefined) return;
  const document = marked(operationText({ operation }, selection));
  yield { kind: "document", operation, document };
}

function* forDirective(
  ground: Ground,
  { directive: name = "", argument }: GraphqlCoordinate,
): Generator<Proposal> {
  const directive = ground.before.view.contract.declarations.get(`@${name}`);
  if (directive === undefined) return;
  if (argument === undefined) yield* directiveProposals(ground, directive);
  else yield* argumentProposals(ground, { kind: "directive", directive }, argument);
}

function* forMember(
  ground: Ground,
  { type = "", member = "", argument }: GraphqlCoordinate,
): Generator<Proposal> {
  const { view } = ground.before;
  const declared = view.type(type);
  if (declared?.definition === "input") yield* inputFieldProposals(ground, type, member);
  else if (declared?.definition === "enum") yield* inputTypeProposals(ground, type, member);
  else {
    const field = view.field(type, member);
    if (field === undefined) return;
    const taker: Taker = { kind: "field", parent: type, field };
    if (argument === undefined) yield* outputFieldProposals(ground, taker);
    else yield* argumentProposals(ground, taker, argument);
  }
}

/** `name`: the value, the member or the interface that the change is about, if it is about one. */
function* forType(ground: Ground, id: string, name: string | undefined): Generator<Proposal> {
  const type = ground.before.view.type(id);
  if (type === undefined) return;
  if (ground.before.view.isComposite(id)) {
    yield* compositeProposals(ground, type, name === id ? undefined : name);
    return;
  }
  yield* inputTypeProposals(ground, id, isValueOf(type, name) ? name : undefined);
  const deliverer = ground.ways.deliverer(id);
  if (deliverer !== undefined) yield* responseProposals(ground, deliverer);
}

function isValueOf({ shape }: NamedType, name: string | undefined): boolean {
  const items = shape.kind === "shape" ? shape.values?.items : undefined;
  return items?.some(({ value }) => value === name) === true;
}
