import type { Contract, Declaration, NamedType } from "../../model/contract.ts";
import { graphqlDirective } from "../../model/coordinate.ts";
import type { Field, Shape, ShapeRef, TypeId } from "../../model/shape.ts";

/** A GraphQL contract as documents look at it: by names. */
export interface PreparedSchema {
  /** The root type of `query`, `mutation` or `subscription`. */
  readonly rootOf: (kind: string) => TypeId | undefined;
  readonly type: (name: string) => PreparedType | undefined;
  readonly directive: (name: string) => Declaration | undefined;
}

/** A type with its members by name. */
export interface PreparedType {
  readonly name: string;
  /** `object`, `interface`, `union`, `enum`, `input`, `scalar` … */
  readonly definition: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly values: ReadonlySet<string>;
  /** The objects and interfaces that implement an interface. */
  readonly implementations: readonly PreparedType[];
}

const prepared = new WeakMap<Contract, PreparedSchema>();

/** Prepares a contract, once; types are looked into when a document first names them. */
export function prepareSchema(contract: Contract): PreparedSchema {
  const known = prepared.get(contract);
  if (known !== undefined) return known;
  const schema = preparedFrom(contract);
  prepared.set(contract, schema);
  return schema;
}

function preparedFrom(contract: Contract): PreparedSchema {
  const roots = new Map(
    contract.operations.map((operation) => {
      const shape = operation.messages[0]?.body?.contents[0]?.shape;
      return [operation.match, shape === undefined ? undefined : typeNamed(shape)];
    }),
  );
  const implementations = implementationsIn(contract);
  const types = new Map<string, PreparedType>();
  const type = (name: string): PreparedType | undefined => {
    const known = types.get(name);
    const declared = contract.types.get(name);
    if (known !== undefined || declared === undefined) return known;
    const made = preparedType(declared, () =>
      (implementations.get(name) ?? []).flatMap((id) => type(id) ?? []),
    );
    types.set(name, made);
    return made;
  };
  return {
    rootOf: (kind) => roots.get(kind),
    type,
    directive: (name) => contract.declarations.get(graphqlDirective(name)),
  };
}

function preparedType(
  declared: NamedType,
  implementations: () => readonly PreparedType[],
): PreparedType {
  const shape = shapeOf(declared);
  let found: readonly PreparedType[] | undefined;
  return {
    name: declared.name,
    definition: declared.definition,
    fields: new Map(shape?.object?.fields.map((field) => [field.name, field])),
    values: new Set(
      shape?.values?.items.flatMap(({ value }) => (typeof value === "string" ? value : [])),
    ),
    get implementations() {
      return (found ??= implementations());
    },
  };
}

function implementationsIn(contract: Contract): ReadonlyMap<TypeId, readonly TypeId[]> {
  const implementations = new Map<TypeId, TypeId[]>();
  for (const type of contract.types.values()) {
    for (const name of shapeOf(type)?.object?.interfaces ?? []) {
      const list = implementations.get(name) ?? [];
      list.push(type.id);
      implementations.set(name, list);
    }
  }
  return implementations;
}

function shapeOf(type: NamedType): Shape | undefined {
  return type.shape.kind === "shape" ? type.shape : undefined;
}

/** The named type inside any number of lists. */
export function typeNamed(shape: ShapeRef): TypeId | undefined {
  let inner: ShapeRef | undefined = shape;
  while (inner?.kind === "shape") inner = inner.array?.items;
  return inner?.to;
}

/** What the items of a list are, or the shape itself where it is no list. */
export function itemOf(shape: ShapeRef): ShapeRef {
  return (shape.kind === "shape" ? shape.array?.items : undefined) ?? shape;
}

/** True where `null` may stand for the value. */
export function isNullable(shape: ShapeRef): boolean {
  if (shape.kind === "ref") return shape.nullable;
  return shape.types?.includes("null") ?? true;
}
