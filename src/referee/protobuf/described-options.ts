import protobuf from "protobufjs";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { member } from "../json-value.ts";

/**
 * Gives what was made from the descriptors of a file the custom options that stand in their JSON,
 * in the form in which protobufjs parses options: a list of objects with one name each.
 */
export function keepOptions(space: protobuf.NamespaceBase, file: JsonObject): void {
  for (const item of items(file, "messageType")) keepOfMessage(space, item);
  for (const item of items(file, "service")) {
    const service = space.get(nameOf(item));
    if (!(service instanceof protobuf.Service)) continue;
    for (const method of items(item, "method")) keep(service.methods[nameOf(method)], method);
  }
}

function keepOfMessage(space: protobuf.NamespaceBase, item: JsonObject): void {
  const type = space.get(nameOf(item));
  // Entries of maps became map fields.
  if (!(type instanceof protobuf.Type)) return;
  keep(type, item);
  for (const field of items(item, "field")) keep(type.fields[nameOf(field)], field);
  for (const oneof of items(item, "oneofDecl")) keep(type.oneofs[nameOf(oneof)], oneof);
  for (const nested of items(item, "nestedType")) keepOfMessage(type, nested);
}

function keep(object: protobuf.ReflectionObject | undefined, item: JsonObject): void {
  const options = member(item, "options");
  if (object === undefined || !isJsonObject(options)) return;
  const custom = Object.entries(options).filter(([name]) => name.startsWith("["));
  if (custom.length === 0) return;
  object.parsedOptions = custom.map(([name, value]) => ({
    [`(${name.slice(1, -1)})`]: isJsonObject(value) ? withProtoNames(value) : value,
  }));
}

/** ProtoJSON writes `minLen` for `min_len`; both spell a name that protobuf-es may have printed. */
export function withProtoNames(value: JsonObject): JsonObject {
  const renamed = (inner: Json): Json => {
    if (Array.isArray(inner)) return inner.map(renamed);
    return isJsonObject(inner) ? withProtoNames(inner) : inner;
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      renamed(inner),
    ]),
  );
}

function items(item: JsonObject, name: string): readonly JsonObject[] {
  const list = member(item, name);
  return Array.isArray(list) ? list.filter((each: Json) => isJsonObject(each)) : [];
}

/** The name of what a descriptor describes. */
export function nameOf(item: JsonObject): string {
  const name = member(item, "name");
  return typeof name === "string" ? name : "";
}
