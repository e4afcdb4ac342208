import type { Contract, NamedType } from "../../model/contract.ts";
import type { Coordinate, ElementKind } from "../../model/element.ts";
import type { Message, Operation } from "../../model/operation.ts";
import type { Direction } from "../../model/semantics.ts";
import type { Field, Shape, ShapeRef, TypeId } from "../../model/shape.ts";

/** An element as found in a contract, with the type or operation it is declared in. */
export interface IndexedElement {
  readonly kind: ElementKind;
  /** The declared type it stands in; absent for elements of operations. */
  readonly type?: TypeId;
  /** The operation it stands in; absent for elements of types. */
  readonly operation?: Operation;
  /** The direction of the message it stands in; absent for types and operations as a whole. */
  readonly direction?: Direction;
  /** The declaration it stands directly in: the type of a field, the operation of a parameter. */
  readonly parent?: Coordinate;
  /** What it holds, for fields, arguments, parameters and types. */
  readonly shape?: ShapeRef;
}

/** Everything addressable of a contract by coordinate, and its operations by every name they have. */
export interface ContractIndex {
  readonly elements: ReadonlyMap<Coordinate, IndexedElement>;
  /** By coordinate and by `match`. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** Types that the shapes of a type refer to directly. */
  readonly references: ReadonlyMap<TypeId, ReadonlySet<TypeId>>;
}

const indexes = new WeakMap<Contract, ContractIndex>();

/** The index of a contract, built once in time linear to its text. References are not expanded. */
export function indexOf(contract: Contract): ContractIndex {
  const known = indexes.get(contract);
  if (known !== undefined) return known;
  const index = buildIndex(contract);
  indexes.set(contract, index);
  return index;
}

/** A place in the contract's declarations: elements found below it belong to it. */
interface Owner {
  readonly type?: TypeId;
  readonly operation?: Operation;
  readonly direction?: Direction;
  readonly parent?: Coordinate;
}

function buildIndex(contract: Contract): ContractIndex {
  const elements = new Map<Coordinate, IndexedElement>();
  const operations = new Map<string, Operation>();
  const references = new Map<TypeId, Set<TypeId>>();
  for (const type of contract.types.values()) {
    references.set(type.id, addType(elements, type));
  }
  for (const type of contract.types.values()) addImplementation(references, type);
  for (const operation of contract.operations) {
    operations.set(operation.match, operation);
    for (const binding of operation.bindings ?? []) {
      if (!operations.has(binding.match)) operations.set(binding.match, operation);
    }
    addOperation(elements, operation);
  }
  for (const operation of contract.operations) operations.set(operation.coordinate, operation);
  for (const declaration of contract.declarations.values()) {
    add(elements, declaration.coordinate, {
      kind: declaration.kind,
      ...(declaration.shape === undefined ? {} : { shape: declaration.shape }),
    });
    for (const argument of declaration.arguments ?? []) {
      addField(elements, argument, { parent: declaration.coordinate });
    }
  }
  return { elements, operations, references };
}

/** What an interface delivers are its implementations. */
function addImplementation(references: Map<TypeId, Set<TypeId>>, type: NamedType): void {
  if (type.shape.kind === "ref") return;
  for (const implemented of type.shape.object?.interfaces ?? []) {
    references.get(implemented)?.add(type.id);
  }
}

function addType(elements: Map<Coordinate, IndexedElement>, type: NamedType): Set<TypeId> {
  const owner = { type: type.id };
  add(elements, type.coordinate, { kind: "type", ...owner, shape: type.shape });
  const found = new Set<TypeId>();
  addShape(elements, type.shape, owner, found);
  return found;
}

function addOperation(elements: Map<Coordinate, IndexedElement>, operation: Operation): void {
  const whole = { operation, parent: operation.coordinate };
  add(elements, operation.coordinate, { kind: "operation", operation });
  for (const message of operation.messages) {
    const { direction } = message;
    const parent = message.kind === "request" ? operation.coordinate : message.coordinate;
    add(elements, message.coordinate, { kind: message.kind, ...whole, direction });
    for (const parameter of message.parameters) {
      addField(elements, parameter, { operation, parent, direction });
    }
    for (const content of message.body?.contents ?? []) {
      add(elements, content.coordinate, {
        kind: "media-type",
        operation,
        direction,
        parent: message.coordinate,
        ...(content.shape === undefined ? {} : { shape: content.shape }),
      });
      for (const shape of [content.shape, content.itemShape]) {
        if (shape !== undefined) addShape(elements, shape, { operation, direction }, new Set());
      }
    }
  }
}

function addShape(
  elements: Map<Coordinate, IndexedElement>,
  shape: ShapeRef,
  owner: Owner,
  found: Set<TypeId>,
): void {
  if (shape.kind === "ref") {
    found.add(shape.to);
    return;
  }
  const within = { ...owner, parent: shape.coordinate };
  for (const value of shape.values?.items ?? []) {
    add(elements, value.coordinate, { kind: "enum-value", ...within });
  }
  for (const field of shape.object?.fields ?? []) addField(elements, field, within, found);
  for (const group of shape.object?.groups ?? []) {
    add(elements, group.coordinate, { kind: "oneof", ...within });
  }
  for (const implemented of shape.object?.interfaces ?? []) found.add(implemented);
  for (const part of partsOf(shape)) addShape(elements, part, owner, found);
}

function addField(
  elements: Map<Coordinate, IndexedElement>,
  field: Field,
  owner: Owner,
  found = new Set<TypeId>(),
): void {
  add(elements, field.coordinate, { kind: field.kind, ...owner, shape: field.shape });
  addShape(elements, field.shape, owner, found);
  const within = { ...owner, parent: field.coordinate };
  for (const argument of field.arguments ?? []) addField(elements, argument, within, found);
}

/** The first declaration under a coordinate stays: operations do not displace types. */
function add(
  elements: Map<Coordinate, IndexedElement>,
  coordinate: Coordinate,
  element: IndexedElement,
): void {
  if (!elements.has(coordinate)) elements.set(coordinate, element);
}

/** Every shape that stands directly inside a shape, fields excepted. */
function partsOf(shape: Shape): readonly ShapeRef[] {
  const { conditional, string } = shape;
  return [
    string?.contentSchema,
    shape.not,
    conditional?.if,
    conditional?.then,
    conditional?.else,
    ...arrayParts(shape),
    ...objectParts(shape),
    ...(shape.allOf ?? []),
    ...(shape.anyOf ?? []),
    ...(shape.oneOf ?? []),
  ].filter((part) => part !== undefined);
}

function arrayParts({ array }: Shape): readonly (ShapeRef | undefined)[] {
  if (array === undefined) return [];
  return [array.items, array.contains?.shape, array.unevaluatedItems, ...(array.prefixItems ?? [])];
}

function objectParts({ object }: Shape): readonly (ShapeRef | undefined)[] {
  if (object === undefined) return [];
  return [
    object.map?.key,
    object.propertyNames,
    asShape(object.additional),
    asShape(object.unevaluatedProperties),
    ...(object.patternFields ?? []).map((pattern) => pattern.shape),
    ...Object.values(object.dependentSchemas ?? {}),
  ];
}

function asShape(shape: ShapeRef | boolean | undefined): ShapeRef | undefined {
  return typeof shape === "boolean" ? undefined : shape;
}

/** The types that the messages of one direction of an operation refer to directly. */
export function directReferences(message: Message): ReadonlySet<TypeId> {
  const found = new Set<TypeId>();
  const ignored = new Map<Coordinate, IndexedElement>();
  for (const parameter of message.parameters) addField(ignored, parameter, {}, found);
  for (const content of message.body?.contents ?? []) {
    for (const shape of [content.shape, content.itemShape]) {
      if (shape !== undefined) addShape(ignored, shape, {}, found);
    }
  }
  return found;
}
