import type { NamedType } from "../../model/contract.ts";
import type { TypeId } from "../../model/shape.ts";
import { fieldText, fragmentText, marked } from "./document.ts";
import { argumentTexts } from "./literal.ts";
import { overlapProposals } from "./overlapping.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { responseProposals } from "./responses.ts";
import { interfacesOf, namedTypeOf } from "./schema-view.ts";
import { wayDocument, type FieldPlace, type Way } from "./ways.ts";

/** Documents that select a field, then what its type lets them select; responses; overlaps. */
export function* outputFieldProposals(ground: Ground, place: FieldPlace): Generator<Proposal> {
  const { parent, field } = place;
  const { side, view } = ground.before;
  const way = ground.ways.to(parent);
  const given = argumentTexts(side.normal, view, field.arguments ?? []);
  if (way === undefined || given === undefined) return;
  const type = namedTypeOf(field.shape);
  const inside = view.isComposite(type);
  const text = fieldText(field.name, given, inside ? "__typename" : undefined);
  yield proposal(way, marked(text));
  if (inside) {
    const further: Way = { ...way, steps: [...way.steps, { kind: "field", field, given }] };
    yield* selectionProposals(ground, further, type);
  }
  yield* responseProposals(ground, place);
  yield* overlapProposals(ground, place);
}

/** Documents that name a composite type or something that it has or can be; `first` before others. */
export function* compositeProposals(
  ground: Ground,
  type: NamedType,
  first: TypeId | undefined,
): Generator<Proposal> {
  const way = ground.ways.to(type.id);
  if (way === undefined) return;
  if (first !== undefined && ground.before.view.isComposite(first)) {
    yield proposal(way, marked(fragmentText(first)));
  }
  const last = way.steps.at(-1);
  const around: Way = { ...way, steps: way.steps.slice(0, -1) };
  if (way.start === type.id) {
    yield proposal({ ...way, start: marked(type.id) }, "__typename");
  } else if (last?.kind === "fragment") yield proposal(around, marked(fragmentText(type.id)));
  else yield proposal(way, marked(fragmentText(type.id)));
  if (last?.kind === "field") {
    yield proposal(around, marked(fieldText(last.field.name, last.given, "__typename")));
  }
  yield* selectionProposals(ground, way, type.id);
  const deliverer = ground.ways.deliverer(type.id);
  if (deliverer !== undefined) yield* responseProposals(ground, deliverer);
}

/** Everything that can be selected at the end of a way: fragments, then fields. */
function* selectionProposals(ground: Ground, way: Way, type: TypeId): Generator<Proposal> {
  const { side, view } = ground.before;
  const related = [type, ...view.possibleTypes(type), ...interfacesOf(view.type(type))];
  for (const name of new Set(related)) yield proposal(way, marked(fragmentText(name)));
  for (const field of view.fieldsOf(type)) {
    const given = argumentTexts(side.normal, view, field.arguments ?? []);
    if (given === undefined) continue;
    const inside = view.isComposite(namedTypeOf(field.shape)) ? "__typename" : undefined;
    yield proposal(way, marked(fieldText(field.name, given, inside)));
  }
}

function proposal(way: Way, selection: string): Proposal {
  const { operation } = way;
  return { kind: "document", operation, document: wayDocument(way, selection) };
}
