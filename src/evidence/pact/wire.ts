/** One record of a message in Protobuf's binary form. */
export interface WireRecord {
  readonly number: number;
  /** The bytes of a length-delimited record (texts, messages, packed lists). */
  readonly bytes?: Uint8Array;
  /** The value of a varint that a double can hold exactly: enums, booleans. */
  readonly value?: number;
}

/**
 * The records of a message (https://protobuf.dev/programming-guides/encoding), or undefined where
 * the bytes are none. Groups, which are long out of use, are not looked into.
 */
export function wireRecords(bytes: Uint8Array): readonly WireRecord[] | undefined {
  const records: WireRecord[] = [];
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const tag = varint(cursor);
    const number = tag === undefined ? 0 : Math.floor(tag / 8);
    if (tag === undefined || number === 0) return undefined;
    const record = recordOf(cursor, number, tag % 8);
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records;
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function recordOf(cursor: Cursor, number: number, wireType: number): WireRecord | undefined {
  switch (wireType) {
    case 0: {
      const value = varint(cursor);
      return value === undefined ? undefined : { number, value };
    }
    case 1:
      return skip(cursor, 8) && { number };
    case 2: {
      const length = varint(cursor);
      const bytes = length === undefined ? undefined : skip(cursor, length);
      return bytes && { number, bytes };
    }
    case 5:
      return skip(cursor, 4) && { number };
    default:
      return undefined;
  }
}

function skip(cursor: Cursor, length: number): Uint8Array | undefined {
  const end = cursor.at + length;
  if (end > cursor.bytes.length) return undefined;
  const found = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return found;
}

/** Ten bytes at most; beyond 53 bits the value is only near to what stands there. */
function varint(cursor: Cursor): number | undefined {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  return undefined;
}

/** The numbers of a packed list of varints; what is cut off ends it. */
export function packedNumbers(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const value = varint(cursor);
    if (value === undefined) break;
    numbers.push(value);
  }
  return numbers;
}
