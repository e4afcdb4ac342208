import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { Field, FieldGroup, ObjectFacet, Shape, ShapeRef, TypeId } from "../../model/shape.ts";

/** A field and the message that has it. */
export interface FieldSpot {
  readonly message: TypeId;
  readonly field: Field;
}

/** A oneof and the message that has it. */
export interface GroupSpot {
  readonly message: TypeId;
  readonly group: FieldGroup;
}

/** One side's messages, and what is where in them. */
export interface MessageView {
  readonly contract: Contract;
  has(message: TypeId): boolean;
  fieldsOf(message: TypeId): readonly Field[];
  /** The field, extensions included, that has a coordinate. */
  field(coordinate: Coordinate): FieldSpot | undefined;
  group(coordinate: Coordinate): GroupSpot | undefined;
  /** The names that exclude each other, oneof by oneof. */
  groupsOf(message: TypeId): readonly (readonly string[])[];
  /** The fields whose values are of a type, in lists and maps as well. */
  usersOf(type: TypeId): readonly FieldSpot[];
  operation(coordinate: Coordinate): Operation | undefined;
  /** The RPCs that a type is a message of. */
  callersOf(type: TypeId): readonly CallSpot[];
}

/** A message of an RPC, by its number. */
export interface CallSpot {
  readonly coordinate: Coordinate;
  readonly at: number;
}

export function messageView(contract: Contract): MessageView {
  let spots: ReadonlyMap<Coordinate, FieldSpot> | undefined;
  let users: ReadonlyMap<TypeId, readonly FieldSpot[]> | undefined;
  let operations: ReadonlyMap<Coordinate, Operation> | undefined;
  let callers: ReadonlyMap<TypeId, readonly CallSpot[]> | undefined;
  const fieldsOf = (message: TypeId): readonly Field[] =>
    objectOf(contract.types.get(message)?.shape)?.fields ?? [];
  return {
    contract,
    fieldsOf,
    has: (message) => contract.types.has(message),
    field: (coordinate) => {
      const message = coordinate.slice(0, coordinate.lastIndexOf("."));
      // Only the coordinates of extensions do not say which message has them.
      if (!coordinate.includes("#") || !contract.types.has(message))
        return (spots ??= spotsIn(contract, fieldsOf)).get(coordinate);
      const field = fieldsOf(message).findLast((one) => one.coordinate === coordinate);
      return field && { message, field };
    },
    group: (coordinate) => {
      const message = coordinate.slice(0, coordinate.lastIndexOf("."));
      const groups = objectOf(contract.types.get(message)?.shape)?.groups ?? [];
      const group = groups.find((one) => one.coordinate === coordinate);
      return group && { message, group };
    },
    groupsOf: (message) =>
      (objectOf(contract.types.get(message)?.shape)?.groups ?? []).map(({ members }) => members),
    usersOf: (type) => (users ??= usersIn(contract, fieldsOf)).get(type) ?? [],
    operation: (coordinate) => (operations ??= operationsIn(contract)).get(coordinate),
    callersOf: (type) => (callers ??= callersIn(contract)).get(type) ?? [],
  };
}

type FieldsOf = MessageView["fieldsOf"];

function* allSpots(contract: Contract, fieldsOf: FieldsOf): Generator<FieldSpot> {
  for (const message of contract.types.keys()) {
    for (const field of fieldsOf(message)) yield { message, field };
  }
}

function spotsIn(contract: Contract, fieldsOf: FieldsOf): ReadonlyMap<Coordinate, FieldSpot> {
  const spots = new Map<Coordinate, FieldSpot>();
  for (const spot of allSpots(contract, fieldsOf)) spots.set(spot.field.coordinate, spot);
  return spots;
}

function usersIn(
  contract: Contract,
  fieldsOf: FieldsOf,
): ReadonlyMap<TypeId, readonly FieldSpot[]> {
  const users = new Map<TypeId, FieldSpot[]>();
  for (const spot of allSpots(contract, fieldsOf)) {
    const type = valueType(spot.field.shape);
    const known = type === undefined ? undefined : users.get(type);
    if (known !== undefined) known.push(spot);
    else if (type !== undefined) users.set(type, [spot]);
  }
  return users;
}

function callersIn({ operations }: Contract): ReadonlyMap<TypeId, readonly CallSpot[]> {
  const calls = operations.flatMap(({ coordinate, messages }) =>
    messages.map((message, at) => ({ type: messageType(message) ?? "", coordinate, at })),
  );
  return Map.groupBy(calls, ({ type }) => type);
}

/** The type of an RPC's request or response. */
export function messageType({ body }: Message): TypeId | undefined {
  const shape = body?.contents[0]?.shape;
  if (shape === undefined) return undefined;
  return shape.kind === "ref" ? shape.to : shape.nominal;
}

function operationsIn({ operations }: Contract): ReadonlyMap<Coordinate, Operation> {
  return new Map(operations.map((operation) => [operation.coordinate, operation]));
}

function objectOf(shape: ShapeRef | undefined): ObjectFacet | undefined {
  return shape?.kind === "shape" ? shape.object : undefined;
}

/** The declared type of a field's values: its own, its items' or its map's. */
export function valueType(shape: ShapeRef): TypeId | undefined {
  if (shape.kind === "ref") return shape.to;
  const inner = shape.array?.items ?? mapValues(shape);
  return inner === undefined ? undefined : valueType(inner);
}

/** The values of a map; undefined for what is none. */
export function mapValues({ object }: Shape): ShapeRef | undefined {
  if (object?.map === undefined || typeof object.additional !== "object") return undefined;
  return object.additional;
}

/** A use of a message as a shape. */
export function useOf(message: TypeId): ShapeRef {
  return { kind: "ref", to: message, nullable: false, origin: { file: "", offset: 0 } };
}
