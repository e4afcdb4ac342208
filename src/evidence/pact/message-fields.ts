import type { Contract } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Field, Shape, ShapeRef } from "../../model/shape.ts";
import type { RpcMessage } from "./pact-file.ts";
import { packedNumbers, wireRecords } from "./wire.ts";
import type { WireRecord } from "./wire.ts";

/** What a message in bytes uses of a contract. */
export interface MessageFields {
  /** Fields that are set, or that a rule speaks of, and the values of enums. */
  readonly used: ReadonlySet<Coordinate>;
  /** What the contract does not have: `shop.v1.Item` and the number or the name. */
  readonly unknown: ReadonlySet<string>;
}

/** Deeper messages are none of any API. */
const DEEPEST = 100;

/**
 * The fields of an example in Protobuf's binary form, by number. Zero values are not written
 * (proto3): the fields that the matching rules name are used as well. Undefined: the bytes are no
 * message.
 */
export function messageFields(
  contract: Contract,
  shape: ShapeRef | undefined,
  message: RpcMessage,
): MessageFields | undefined {
  const walk: Walk = { contract, used: new Set(), unknown: new Set() };
  if (shape !== undefined && !walkMessage(walk, shape, message.bytes, 0)) return undefined;
  for (const path of message.rules) walkPath(walk, shape, path);
  return walk;
}

interface Walk {
  readonly contract: Contract;
  readonly used: Set<Coordinate>;
  readonly unknown: Set<string>;
}

function walkMessage(walk: Walk, ref: ShapeRef, bytes: Uint8Array, depth: number): boolean {
  const records = depth > DEEPEST ? undefined : wireRecords(bytes);
  if (records === undefined) return false;
  const message = shapeOf(walk.contract, ref);
  // Types of Protobuf itself are opaque: their fields are nobody's contract.
  if (message?.object === undefined) return true;
  for (const record of records) {
    const field = message.object.fields.find(({ number }) => number === record.number);
    if (field === undefined) walk.unknown.add(`${message.coordinate}#${record.number}`);
    else if (!walkRecord(walk, field, record, depth)) return false;
  }
  return true;
}

function walkRecord(walk: Walk, field: Field, record: WireRecord, depth: number): boolean {
  walk.used.add(field.coordinate);
  const plain = itemOf(walk.contract, field.shape);
  const shape = shapeOf(walk.contract, plain);
  if (shape === undefined) return true;
  const entry = mapEntry(shape);
  if (entry !== undefined) {
    const value = wireRecords(record.bytes ?? NO_BYTES)?.find(({ number }) => number === 2);
    return value === undefined || walkValue(walk, entry, value, depth);
  }
  return walkValue(walk, plain, record, depth);
}

const NO_BYTES = new Uint8Array();

function walkValue(walk: Walk, ref: ShapeRef, record: WireRecord, depth: number): boolean {
  const shape = shapeOf(walk.contract, ref);
  if (shape?.values !== undefined) {
    const numbers =
      record.value === undefined ? packedNumbers(record.bytes ?? NO_BYTES) : [record.value];
    for (const value of shape.values.items) {
      if (value.number !== undefined && numbers.includes(value.number))
        walk.used.add(value.coordinate);
    }
    return true;
  }
  if (shape?.object === undefined || record.bytes === undefined) return true;
  return walkMessage(walk, ref, record.bytes, depth + 1);
}

/** `$.items[*].sku`: names of fields; what stands between brackets is an index or a key. */
function walkPath(walk: Walk, start: ShapeRef | undefined, path: readonly string[]): void {
  let ref = start;
  for (const name of path) {
    if (ref === undefined) return;
    const shape = shapeOf(walk.contract, itemOf(walk.contract, ref));
    const inMap = shape === undefined ? undefined : mapEntry(shape);
    if (inMap !== undefined) ref = inMap;
    else if (/^(?:\*|\d+)$/.test(name)) continue;
    else {
      const field: Field | undefined = shape?.object?.fields.find(
        (one) => one.name === name || one.jsonName === name,
      );
      if (field === undefined && shape?.object !== undefined) {
        walk.unknown.add(`${shape.coordinate}.${name}`);
      }
      if (field !== undefined) walk.used.add(field.coordinate);
      ref = field?.shape;
    }
  }
}

/** What one record of a repeated field holds; any other field's own shape. */
function itemOf(contract: Contract, ref: ShapeRef): ShapeRef {
  return shapeOf(contract, ref)?.array?.items ?? ref;
}

function mapEntry({ object }: Shape): ShapeRef | undefined {
  if (object?.map === undefined || typeof object.additional !== "object") return undefined;
  return object.additional;
}

function shapeOf(contract: Contract, ref: ShapeRef): Shape | undefined {
  if (ref.kind === "shape") return ref;
  const type = contract.types.get(ref.to)?.shape;
  return type?.kind === "shape" ? type : undefined;
}
