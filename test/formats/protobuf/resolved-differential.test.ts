import protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/formats/reader.ts";
import type { Field, ShapeRef } from "../../../src/model/shape.ts";
import { fixture, readProto } from "./read-proto.ts";

/** One line for each field of every message, with everything that resolving adds. */
function resolvedFields({ contract }: ReadResult): readonly string[] {
  return [...contract.types.values()]
    .flatMap(({ id, shape }) => {
      const fields = shape.kind === "shape" ? (shape.object?.fields ?? []) : [];
      return fields
        .filter(({ kind }) => kind === "field")
        .map((field) =>
          [
            `${id}.${field.name}`,
            typeOf(field),
            `json ${field.jsonName ?? ""}`,
            field.required ? "required" : "",
            field.presence === "explicit" ? "presence" : "",
            field.shape.kind === "shape" && field.shape.array?.packed === true ? "packed" : "",
            field.attributes?.["encoding"] === "group" ? "delimited" : "",
          ].join("|"),
        );
    })
    .sort();
}

function typeOf(field: Field): string {
  const name = (ref: ShapeRef): string =>
    ref.kind === "ref" ? ref.to : (ref.nominal ?? ref.encoding ?? "");
  const { shape } = field;
  if (shape.kind === "ref") return name(shape);
  if (shape.array?.items !== undefined) return `repeated ${name(shape.array.items)}`;
  const { map, additional } = shape.object ?? {};
  if (map?.key === undefined || typeof additional !== "object") return name(shape);
  return `map ${name(map.key)} ${name(additional)}`;
}

function oracleFields(texts: readonly string[]): readonly string[] {
  const root = new protobuf.Root();
  for (const text of texts) protobuf.parse(text, root, { keepCase: true });
  root.resolveAll();
  const visit = (scope: protobuf.NamespaceBase): readonly string[] =>
    scope.nestedArray.flatMap((object) => {
      if (!(object instanceof protobuf.Namespace)) return [];
      const fields = object instanceof protobuf.Type ? object.fieldsArray : [];
      return [
        ...fields.filter((field) => !field.declaringField).map(oracleField),
        ...visit(object),
      ];
    });
  return [...visit(root)].sort();
}

function oracleField(field: protobuf.Field): string {
  const value = field.resolvedType?.fullName.slice(1) ?? field.type;
  const type =
    field instanceof protobuf.MapField
      ? `map ${field.keyType} ${value}`
      : `${field.repeated ? "repeated " : ""}${value}`;
  return [
    field.fullName.slice(1),
    type,
    `json ${field.jsonName}`,
    field.required ? "required" : "",
    hasPresence(field) ? "presence" : "",
    field.repeated && field.packed && isPackable(field) ? "packed" : "",
    field.delimited && !(field instanceof protobuf.MapField) ? "delimited" : "",
  ].join("|");
}

/** protobufjs forgets that a message always has presence. */
function hasPresence(field: protobuf.Field): boolean {
  if (field.repeated || field instanceof protobuf.MapField) return false;
  return field.hasPresence || field.resolvedType instanceof protobuf.Type;
}

/** protobufjs sets `packed` on every list, packable or not. */
function isPackable({ type, resolvedType }: protobuf.Field): boolean {
  return Object.hasOwn(protobuf.types.packed, type) || resolvedType instanceof protobuf.Enum;
}

const SHELF = `syntax = "proto2"; package shop;
  message Shelf { required int32 aisle = 1; optional string label = 2; repeated int32 slots = 3;
    repeated Kind kinds = 4 [packed = true]; optional group Stock = 5 { optional int32 count = 1; }
    enum Kind { BIN = 1; } optional Kind kind = 6; optional .shop.Shelf next = 7; }`;

describe("resolved fields against protobufjs", () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      "the shop",
      {
        "shop/v1/orders.proto": fixture("shop/after/shop/v1/orders.proto"),
        "shop/v1/catalog.proto": fixture("shop/after/shop/v1/catalog.proto"),
      },
    ],
    ["editions", { "customers.proto": fixture("editions/customers.proto") }],
    ["proto2", { "shelf.proto": SHELF }],
  ])("are the same: %s", async (_, files) => {
    const ours = resolvedFields(await readProto(files));
    const wellKnown = 'syntax = "proto3"; package google.protobuf; message Timestamp {}';
    const theirs = oracleFields([wellKnown, ...Object.values(files)]);
    expect(ours.length).toBeGreaterThan(5);
    expect(ours).toEqual(theirs);
  });
});
