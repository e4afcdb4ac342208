import type { Field, TypeId } from "../../model/shape.ts";
import { fieldText, fragmentText, marked } from "./document.ts";
import { argumentTexts } from "./literal.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { namedTypeOf, typeTextOf } from "./schema-view.ts";
import { wayDocument, type FieldPlace } from "./ways.ts";

/** More unions and interfaces than this are not tried. */
const MAX_HOLDERS = 20;

/**
 * Documents that select a field and one of the same type on another object under one name. They
 * are refused as soon as the two types differ (GraphQL, September 2025, 5.3.2), whatever is sent.
 */
export function* overlapProposals(ground: Ground, place: FieldPlace): Generator<Proposal> {
  const { parent, field } = place;
  const { view } = ground.before;
  if (view.type(parent)?.definition !== "object") return;
  const holders = ground.ways
    .types()
    .filter((id) => view.type(id)?.definition !== "object")
    .filter((id) => view.possibleTypes(id).includes(parent));
  for (const holder of holders.slice(0, MAX_HOLDERS)) {
    const way = ground.ways.to(holder);
    const ours = selected(ground, field);
    const other = partnerIn(ground, holder, place);
    if (way === undefined || ours === undefined || other === undefined) continue;
    const theirs = fragmentText(other.type, other.selection);
    const selection = `${fragmentText(parent, marked(ours))} ${theirs}`;
    const { operation } = way;
    yield { kind: "document", operation, document: wayDocument(way, selection) };
  }
}

/** A field of the same type on another object that the holder can be. */
function partnerIn(
  ground: Ground,
  holder: TypeId,
  { parent, field }: FieldPlace,
): { readonly type: TypeId; readonly selection: string } | undefined {
  const { view } = ground.before;
  const text = typeTextOf(field.shape);
  for (const type of view.possibleTypes(holder)) {
    if (type === parent) continue;
    for (const candidate of view.fieldsOf(type)) {
      const selection = typeTextOf(candidate.shape) === text && selected(ground, candidate);
      if (typeof selection === "string") return { type, selection };
    }
  }
  return undefined;
}

function selected({ before: { side, view } }: Ground, field: Field): string | undefined {
  const given = argumentTexts(side.normal, view, field.arguments ?? []);
  const inside = view.isComposite(namedTypeOf(field.shape)) ? "__typename" : undefined;
  return given && `value: ${fieldText(field.name, given, inside)}`;
}
