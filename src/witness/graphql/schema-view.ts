import type { Contract, NamedType } from "../../model/contract.ts";
import type { Field, ShapeRef, TypeId } from "../../model/shape.ts";
import { OPERATIONS, type OperationKind } from "./document.ts";

/** One side's types in the terms of documents: what can be selected, and what a value can be. */
export interface SchemaView {
  readonly contract: Contract;
  readonly roots: readonly Root[];
  type(id: TypeId): NamedType | undefined;
  /** Fields of an object, an interface or an input object. */
  fieldsOf(id: TypeId): readonly Field[];
  field(id: TypeId, name: string): Field | undefined;
  /** Whether it is an object, an interface or a union: what needs a selection. */
  isComposite(id: TypeId): boolean;
  /** The object types that a value of a composite type can have. */
  possibleTypes(id: TypeId): readonly TypeId[];
  /** The unions that an object is a member of. */
  unionsOf(id: TypeId): readonly TypeId[];
}

/** Where documents start. */
export interface Root {
  readonly operation: OperationKind;
  readonly type: TypeId;
}

const COMPOSITE: ReadonlySet<string> = new Set(["object", "interface", "union"]);

export function schemaView(contract: Contract): SchemaView {
  let implementers: ReadonlyMap<TypeId, readonly TypeId[]> | undefined;
  let unions: ReadonlyMap<TypeId, readonly TypeId[]> | undefined;
  const type = (id: TypeId): NamedType | undefined => contract.types.get(id);
  const fieldsOf = (id: TypeId): readonly Field[] => objectOf(type(id))?.fields ?? [];
  return {
    contract,
    roots: rootsOf(contract),
    type,
    fieldsOf,
    field: (id, name) => fieldsOf(id).find((field) => field.name === name),
    isComposite: (id) => COMPOSITE.has(type(id)?.definition ?? ""),
    possibleTypes: (id) => {
      const declared = type(id);
      if (declared?.definition === "object") return [id];
      if (declared?.definition === "union") return membersOf(declared);
      implementers ??= holdersOf(contract, "object", interfacesOf);
      return implementers.get(id) ?? [];
    },
    unionsOf: (id) => (unions ??= holdersOf(contract, "union", membersOf)).get(id) ?? [],
  };
}

function rootsOf(contract: Contract): readonly Root[] {
  const types = new Map(
    contract.operations.map(({ coordinate, attributes }) => [coordinate, attributes?.["rootType"]]),
  );
  return OPERATIONS.flatMap((operation) => {
    const type = types.get(operation);
    return typeof type === "string" ? [{ operation, type }] : [];
  });
}

function objectOf(type: NamedType | undefined) {
  return type?.shape.kind === "shape" ? type.shape.object : undefined;
}

function membersOf({ shape }: NamedType): readonly TypeId[] {
  const members = shape.kind === "shape" ? (shape.anyOf ?? []) : [];
  return members.flatMap((member) => (member.kind === "ref" ? [member.to] : []));
}

/** Which types of a kind name another: its implementers, or the unions with it. */
function holdersOf(
  contract: Contract,
  definition: string,
  namedBy: (type: NamedType) => readonly TypeId[],
): ReadonlyMap<TypeId, readonly TypeId[]> {
  const found = new Map<TypeId, TypeId[]>();
  for (const type of contract.types.values()) {
    if (type.definition !== definition) continue;
    for (const name of namedBy(type)) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [type.id]);
      else known.push(type.id);
    }
  }
  return found;
}

/** The interfaces that a type promises to implement. */
export function interfacesOf(type: NamedType | undefined): readonly TypeId[] {
  return objectOf(type)?.interfaces ?? [];
}

/** The type that is left of a use without its lists and non-null marks. */
export function namedTypeOf(shape: ShapeRef): TypeId {
  return shape.kind === "ref" ? shape.to : (itemsOf(shape, (items) => namedTypeOf(items)) ?? "");
}

/** A use of a type as documents write it: `[OrderInput!]!`. */
export function typeTextOf(shape: ShapeRef): string {
  if (shape.kind === "ref") return shape.nullable ? shape.to : `${shape.to}!`;
  const items = itemsOf(shape, typeTextOf) ?? "";
  return isNullable(shape) ? `[${items}]` : `[${items}]!`;
}

export function isNullable(shape: ShapeRef): boolean {
  return shape.kind === "ref" ? shape.nullable : shape.types?.includes("null") === true;
}

/** The items of a list; undefined for what is no list. */
export function listItems(shape: ShapeRef): ShapeRef | undefined {
  return shape.kind === "shape" ? shape.array?.items : undefined;
}

function itemsOf<T>(shape: ShapeRef, use: (items: ShapeRef) => T): T | undefined {
  const items = listItems(shape);
  return items === undefined ? undefined : use(items);
}
