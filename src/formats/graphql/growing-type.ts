import { graphqlArgument, graphqlMember } from "../../model/coordinate.ts";
import type { Origin } from "../../model/position.ts";
import { META_FIELDS } from "./definitions.ts";
import type {
  AppliedDirective,
  DefinitionKind,
  FieldDefinition,
  InputDefinition,
  Note,
  TypeDefinition,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";

/** A type while definitions and extensions are collected, members by name. */
export interface GrowingType {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly origin: Origin;
  readonly applied: AppliedDirective[];
  readonly interfaces: Map<string, TypeUse>;
  readonly members: Map<string, TypeUse>;
  readonly fields: Map<string, FieldDefinition>;
  readonly inputs: Map<string, InputDefinition>;
  readonly values: Map<string, ValueDefinition>;
}

/** The type that a definition begins. What is there twice is noted. */
export function growingFrom(type: TypeDefinition, note: Note): GrowingType {
  const growing: GrowingType = {
    kind: type.kind,
    name: type.name,
    origin: type.origin,
    applied: [],
    interfaces: new Map(),
    members: new Map(),
    fields: new Map(),
    inputs: new Map(),
    values: new Map(),
  };
  mergeInto(growing, type, note);
  return growing;
}

/** Adds what a definition or an extension of the same kind declares. */
export function mergeInto(growing: GrowingType, type: TypeDefinition, note: Note): void {
  const { name } = growing;
  const member = (item: { readonly name: string }) => graphqlMember(name, item.name);
  for (const directive of type.applied) growing.applied.push(directive);
  addAll(growing.interfaces, type.interfaces, (use) => `${name} implements ${use.name}`, note);
  addFields(growing, type.fields, note);
  addAll(growing.members, type.members, (use) => `${name} = ${use.name}`, note);
  addAll(growing.values, type.values, member, note);
  addAll(growing.inputs, type.inputs, member, note);
}

/** The collected type, its members in the order in which they were met. */
export function finishType(growing: GrowingType): TypeDefinition {
  return {
    ...growing,
    interfaces: [...growing.interfaces.values()],
    members: [...growing.members.values()],
    fields: [...growing.fields.values()],
    inputs: [...growing.inputs.values()],
    values: [...growing.values.values()],
  };
}

/** Fields that every type has are left out. */
function addFields(growing: GrowingType, fields: readonly FieldDefinition[], note: Note): void {
  for (const field of fields) {
    if (META_FIELDS.has(field.name)) continue;
    const coordinate = graphqlMember(growing.name, field.name);
    const distinct = distinctInputs(field.arguments, coordinate, note);
    addOnce(growing.fields, { ...field, arguments: distinct }, coordinate, note);
  }
}

/** The arguments of a field or directive; `owner` is its coordinate, for messages. */
export function distinctInputs(
  given: readonly InputDefinition[],
  owner: string,
  note: Note,
): readonly InputDefinition[] {
  const inputs = new Map<string, InputDefinition>();
  addAll(inputs, given, (input) => graphqlArgument(owner, input.name), note);
  return inputs.size === given.length ? given : [...inputs.values()];
}

type Named = { readonly name: string; readonly origin: Origin };

function addAll<Item extends Named>(
  items: Map<string, Item>,
  added: readonly Item[],
  coordinateOf: (item: Item) => string,
  note: Note,
): void {
  for (const item of added) addOnce(items, item, coordinateOf(item), note);
}

/** Adds an item unless its name is taken; then it is noted under its coordinate. */
function addOnce<Item extends Named>(
  items: Map<string, Item>,
  item: Item,
  coordinate: string,
  note: Note,
): void {
  if (!items.has(item.name)) {
    items.set(item.name, item);
    return;
  }
  note(
    "duplicate-definition",
    `"${coordinate}" is defined a second time; the first definition counts.`,
    item.origin,
  );
}
