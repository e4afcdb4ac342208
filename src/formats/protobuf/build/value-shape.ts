import type { BinaryEncoding } from "../../../model/encoding.ts";
import type { Coordinate } from "../../../model/element.ts";
import type { Origin } from "../../../model/position.ts";
import type { Shape, ShapeRef, ValueType } from "../../../model/shape.ts";
import { SPECIAL_TYPES } from "../link/known-files.ts";
import type { TypeSymbol } from "../link/symbols.ts";
import type { Spot } from "../syntax/syntax-tree.ts";
import { formsOf } from "./well-known-forms.ts";
import { resolveType, type ScopeSite } from "./context.ts";

/** Where an inline shape belongs: the field it is written in. */
export interface Owner {
  readonly coordinate: Coordinate;
  readonly origin: Origin;
}

/** What a value of a field is, apart from its cardinality. */
export interface ValueShape {
  readonly shape: ShapeRef;
  readonly sort: "number" | "text" | "enum" | "message" | "unknown";
}

interface Scalar {
  readonly types: readonly ValueType[];
  readonly encoding: BinaryEncoding;
}

/** By what ProtoJSON writes for them; which integers it writes as strings follows from the encoding. */
const SCALARS: ReadonlyMap<string, Scalar> = new Map([
  ...scalarsOf("integer", ["int32", "int64", "uint32", "uint64", "sint32", "sint64"]),
  ...scalarsOf("integer", ["fixed32", "fixed64", "sfixed32", "sfixed64"]),
  ...scalarsOf("number", ["float", "double"]),
  ...scalarsOf("boolean", ["bool"]),
  ...scalarsOf("string", ["string", "bytes"]),
]);

function scalarsOf(
  type: ValueType,
  encodings: readonly BinaryEncoding[],
): readonly (readonly [string, Scalar])[] {
  const types = [type];
  return encodings.map((encoding) => [encoding, { types, encoding }]);
}

/** The shape of a scalar, a message or an enum in a field. */
export function valueShape(scope: ScopeSite, type: string, spot: Spot, owner: Owner): ValueShape {
  const scalar = SCALARS.get(type);
  if (scalar !== undefined) return scalarShape(scalar, owner);
  const symbol = resolveType(scope, type, spot);
  if (symbol === undefined || symbol.kind === "service") return unknownShape(type, owner);
  const sort = symbol.kind;
  if (symbol.known || SPECIAL_TYPES.has(symbol.fullName)) {
    return { shape: opaqueShape(symbol, owner), sort };
  }
  return {
    shape: { kind: "ref", to: symbol.fullName, nullable: false, origin: owner.origin },
    sort,
  };
}

function scalarShape({ types, encoding }: Scalar, owner: Owner): ValueShape {
  const { coordinate, origin } = owner;
  if (encoding === "string") {
    return { shape: { kind: "shape", coordinate, origin, types, encoding }, sort: "text" };
  }
  if (encoding === "bytes") {
    const shape: Shape = { kind: "shape", coordinate, origin, types, encoding, format: "byte" };
    return { shape, sort: "text" };
  }
  return { shape: { kind: "shape", coordinate, origin, types, encoding }, sort: "number" };
}

/** A type of protobuf itself; nothing but its name is said about its values. */
function opaqueShape(symbol: TypeSymbol, { coordinate, origin }: Owner): Shape {
  const { fullName: nominal, kind } = symbol;
  const encoding = kind === "enum" ? "enum" : "message";
  const forms = formsOf(nominal);
  const own = forms === undefined ? {} : { forms };
  const shape: Shape = { kind: "shape", coordinate, origin, nominal, encoding, ...own };
  if (nominal !== "google.protobuf.Empty") return shape;
  return { ...shape, types: ["object"], object: { fields: [] } };
}

/** A type that is not at hand. It may be a message or an enum. */
function unknownShape(type: string, { coordinate, origin }: Owner): ValueShape {
  const nominal = type.startsWith(".") ? type.slice(1) : type;
  return { shape: { kind: "shape", coordinate, origin, nominal }, sort: "unknown" };
}
