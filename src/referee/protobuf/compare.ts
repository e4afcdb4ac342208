import protobuf from "protobufjs";
import type { Json } from "../../model/json.ts";
import { isObject, jsonOf, longText } from "./plain-value.ts";

/**
 * What became of a value that one side wrote and the other read. `lost`: its field stays unset;
 * `dropped`: the reader has no such field; `changed`: another value; `default`: nothing was sent
 * and the two sides assume different values; `unknown-enum`: a number the reader has no name for;
 * `oneof-unset`: a member the reader does not know, so none seems set; `repeated-key`: entries of
 * which a map keeps only one.
 */
export type ReadEffect =
  | "lost"
  | "dropped"
  | "changed"
  | "default"
  | "unknown-enum"
  | "oneof-unset"
  | "repeated-key";

/** One difference between what was written and what is read. */
export interface ReadDifference {
  readonly effect: ReadEffect;
  /** The path of field names as the writer has them: `lines[0].sku`. */
  readonly at: string;
  readonly sent?: Json;
  readonly read?: Json;
}

/** A decoded message and its type. */
export interface Decoded {
  readonly type: protobuf.Type;
  readonly message: object;
}

/**
 * Compares a message as its writer and as its reader decode it. Fields are the same where they
 * have the same name; else where they have the same number and the writer knows no field of the
 * reader's name: a rename.
 */
export function compareDecoded(sent: Decoded, read: Decoded, at = ""): readonly ReadDifference[] {
  const differences: ReadDifference[] = [];
  for (const field of sent.type.fieldsArray) {
    const path = at === "" ? field.name : `${at}.${field.name}`;
    const counterpart = counterpartOf(field, sent.type, read.type);
    const value = memberOf(sent.message, field);
    if (value === undefined) {
      differences.push(...compareDefaults(field, counterpart, { sent, read, path }));
    } else if (counterpart === undefined) {
      const { partOf } = field;
      const isMember = read.type.oneofsArray.some(({ name }) => name === partOf?.name);
      differences.push({
        effect: isMember ? "oneof-unset" : "dropped",
        at: path,
        ...shown("sent", value),
      });
    } else {
      const received = memberOf(read.message, counterpart);
      differences.push(
        ...compareFields({ field, value }, { field: counterpart, value: received }, path),
      );
    }
  }
  return differences;
}

function counterpartOf(
  field: protobuf.Field,
  writer: protobuf.Type,
  reader: protobuf.Type,
): protobuf.Field | undefined {
  const named = reader.fields[field.name];
  if (named !== undefined) return named;
  const numbered = reader.fieldsById[field.id];
  return numbered === undefined || writer.fields[numbered.name] !== undefined
    ? undefined
    : numbered;
}

/** A member that is set. Lists and maps are set where they hold something. */
function memberOf(message: object, field: protobuf.Field): unknown {
  if (!Object.hasOwn(message, field.name)) return undefined;
  const value: unknown = Reflect.get(message, field.name);
  if (value === null) return undefined;
  if (Array.isArray(value) && field.repeated) return value.length === 0 ? undefined : value;
  if (field.map && isObject(value)) return Object.keys(value).length === 0 ? undefined : value;
  return value;
}

interface FieldValue {
  readonly field: protobuf.Field;
  readonly value: unknown;
}

function compareFields(sent: FieldValue, read: FieldValue, at: string): readonly ReadDifference[] {
  if (read.value === undefined) return compareUnset(sent, read, at);
  const sentItems = itemsOf(sent, read.field.map);
  const readItems = itemsOf(read, sent.field.map);
  if (sentItems.length !== readItems.length) {
    const isMap = read.field.map && !sent.field.map;
    const named = sentItems.filter((item) => !isUnnamed(item, read.field));
    const effect =
      isMap && repeatsKeys(sentItems)
        ? "repeated-key"
        : named.length === readItems.length
          ? "unknown-enum"
          : "changed";
    return [{ effect, at, ...shown("sent", sent.value), ...shown("read", read.value) }];
  }
  const isList = sent.field.repeated || sent.field.map;
  return sentItems.flatMap((item, index) => {
    const place = isList ? `${at}[${String(index)}]` : at;
    return compareItems(item, readItems[index] ?? item, place);
  });
}

function compareUnset(sent: FieldValue, read: FieldValue, at: string): readonly ReadDifference[] {
  const [item, ...more] = itemsOf(sent);
  if (item === undefined) return [];
  const isScalar = !(read.field.resolvedType instanceof protobuf.Type) && !read.field.repeated;
  if (more.length === 0 && isScalar && !read.field.map) {
    const assumed = { ...itemOf(read.field), value: defaultOf(read.field) };
    if (textOf(item) === textOf(assumed) || hasSameName(item, assumed)) return [];
  }
  const effect = isUnnamed(item, read.field) ? "unknown-enum" : "lost";
  return [{ effect, at, ...shown("sent", sent.value) }];
}

/** One scalar or message of a field, or one entry of a map. */
interface Item {
  readonly kind: string;
  readonly type: protobuf.Type | protobuf.Enum | null;
  readonly value: unknown;
  /** Entries of maps carry their key, as text. */
  readonly key?: string;
}

function itemOf(field: protobuf.Field): Omit<Item, "value"> {
  return { kind: field.type, type: field.resolvedType };
}

/** The items of a field in order; `asMap`: its messages are taken for the entries of a map. */
function itemsOf({ field, value }: FieldValue, asMap = false): readonly Item[] {
  if (field instanceof protobuf.MapField && isObject(value)) {
    const items = Object.entries(value).map(([key, item]: [string, unknown]) => {
      return { ...itemOf(field), value: item, key: keyText(field, key) };
    });
    return byKey(items);
  }
  const values: readonly unknown[] = field.repeated && Array.isArray(value) ? value : [value];
  const items = values.map((item) => ({ ...itemOf(field), value: item }));
  return asMap ? byKey(items.map(asEntry)) : items;
}

function byKey<T extends Item>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

/** protobufjs keeps 64-bit keys as their eight bytes. */
function keyText(field: protobuf.MapField, key: string): string {
  if (!field.keyType.endsWith("64")) return key;
  const long: unknown = protobuf.util.longFromHash(key, field.keyType.startsWith("u"));
  return isObject(long) ? (longText(long) ?? key) : String(long);
}

/** A message whose first two fields are called like those of a map entry, as one. */
function asEntry(item: Item): Item {
  const { type } = item;
  if (!(type instanceof protobuf.Type) || !isObject(item.value)) return item;
  const key = type.fieldsById[1];
  const value = type.fieldsById[2];
  if (key === undefined || value === undefined) return item;
  const keyValue = jsonOf(memberOf(item.value, key) ?? defaultOf(key));
  return {
    ...itemOf(value),
    value: memberOf(item.value, value) ?? defaultOf(value),
    key: typeof keyValue === "string" ? keyValue : JSON.stringify(keyValue),
  };
}

function repeatsKeys(items: readonly Item[]): boolean {
  return new Set(items.map(({ key }) => key)).size < items.length;
}

function compareItems(sent: Item, read: Item, at: string): readonly ReadDifference[] {
  const values = { ...shown("sent", sent.value), ...shown("read", read.value) };
  if (isNoEntry(sent, read) || isNoEntry(read, sent)) return [{ effect: "dropped", at, ...values }];
  const sentMessage = asMessage(sent);
  const readMessage = asMessage(read);
  if (sentMessage !== undefined && readMessage !== undefined) {
    return compareDecoded(sentMessage, readMessage, at);
  }
  const isSame = textOf(sent) === textOf(read) || hasSameName(sent, read);
  if (!isSame || sent.key !== read.key) return [{ effect: "changed", at, ...values }];
  const names = compareNames(sent, read);
  return names === undefined ? [] : [{ effect: names, at, ...values }];
}

/** A message without the numbers of key and value, met as the entry of a map: neither knows the other's. */
function isNoEntry(item: Item, other: Item): boolean {
  return item.type instanceof protobuf.Type && item.key === undefined && other.key !== undefined;
}

function asMessage(item: Item): Decoded | undefined {
  const { type, value } = item;
  return type instanceof protobuf.Type && isObject(value) ? { type, message: value } : undefined;
}

/** Two names of one number: a rename where the reader does not have the writer's name elsewhere. */
function compareNames(sent: Item, read: Item): "changed" | "unknown-enum" | undefined {
  if (!(sent.type instanceof protobuf.Enum) || !(read.type instanceof protobuf.Enum)) {
    return undefined;
  }
  const names = namesOf(sent.type, sent.value);
  const readNames = namesOf(read.type, read.value);
  if (names.length === 0) return undefined;
  if (readNames.length === 0) return "unknown-enum";
  if (names.some((name) => readNames.includes(name))) return undefined;
  const { values } = read.type;
  return names.some((name) => Object.hasOwn(values, name)) ? "changed" : undefined;
}

/** What travels by name means the same under another number. */
function hasSameName(sent: Item, read: Item): boolean {
  if (!(sent.type instanceof protobuf.Enum) || !(read.type instanceof protobuf.Enum)) return false;
  const names = namesOf(sent.type, sent.value);
  return namesOf(read.type, read.value).some((name) => names.includes(name));
}

function namesOf(type: protobuf.Enum, number: unknown): readonly string[] {
  return Object.keys(type.values).filter((name) => type.values[name] === number);
}

function isUnnamed(item: Item, field: protobuf.Field): boolean {
  const type = field.resolvedType;
  return type instanceof protobuf.Enum && namesOf(type, item.value).length === 0;
}

/** What nobody sends still means something: the default each side assumes. */
function compareDefaults(
  field: protobuf.Field,
  counterpart: protobuf.Field | undefined,
  at: { readonly sent: Decoded; readonly read: Decoded; readonly path: string },
): readonly ReadDifference[] {
  if (counterpart === undefined || !hasDefault(field) || !hasDefault(counterpart)) return [];
  if (memberOf(at.read.message, counterpart) !== undefined) return [];
  const sent = { ...itemOf(field), value: defaultOf(field) };
  const read = { ...itemOf(counterpart), value: defaultOf(counterpart) };
  if (textOf(sent) === textOf(read) && compareNames(sent, read) !== "changed") return [];
  if (isEmpty(sent) && isEmpty(read)) return [];
  return [
    { effect: "default", at: at.path, ...shown("sent", sent.value), ...shown("read", read.value) },
  ];
}

function hasDefault(field: protobuf.Field): boolean {
  return !field.repeated && !field.map && !(field.resolvedType instanceof protobuf.Type);
}

function defaultOf(field: protobuf.Field): unknown {
  return field.typeDefault;
}

/** Zero, false and the empty text: the defaults of different types are the same nothing. protobufjs
 * gives members of a oneof none at all. */
function isEmpty(item: Item): boolean {
  return ["", "0", "x", "-0"].includes(textOf(item));
}

/** One text for values that mean the same whatever type of field carries them. */
function textOf(item: Item): string {
  const { kind, value, type } = item;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "string") return `x${Buffer.from(value, "utf8").toString("hex")}`;
  if (type instanceof protobuf.Type && isObject(value)) {
    return `x${Buffer.from(type.encode(value).finish()).toString("hex")}`;
  }
  if (kind === "bytes") return `x${hexOf(value)}`;
  if (typeof value === "number") return String(value);
  return isObject(value) ? (longText(value) ?? "") : "";
}

function hexOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return Array.isArray(value) ? Buffer.from(value.map(Number)).toString("hex") : "";
}

function shown<K extends "sent" | "read">(key: K, value: unknown): { readonly [name in K]?: Json };
function shown(key: string, value: unknown): { readonly [name: string]: Json } {
  const json = jsonOf(value);
  return json === undefined ? {} : { [key]: json };
}
