import type { Coordinate, Element } from "./element.ts";
import type { Json } from "./json.ts";
import type { Deprecation } from "./lifecycle.ts";
import type { Origin } from "./position.ts";
import type { BinaryEncoding } from "./encoding.ts";

/** The kinds of value a shape can accept. `integer` is the integral part of `number`. */
export type ValueType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** The name of a declared type, unique in its contract: `#schemas.Order`, `Order`, `shop.v1.Order`. */
export type TypeId = string;

/** A use of a declared type. References are followed, never expanded. */
export interface Reference {
  readonly kind: "ref";
  readonly to: TypeId;
  /** True: `null` is accepted beside what the type accepts. */
  readonly nullable: boolean;
  readonly origin: Origin;
}

export type ShapeRef = Shape | Reference;

/**
 * A set of values. Every facet that is present narrows the set; a shape without facets accepts
 * everything, `types: []` accepts nothing. A facet for one value type (say `string`) says nothing
 * about values of other types. One form serves JSON Schema, GraphQL and Protobuf.
 */
export interface Shape {
  readonly kind: "shape";
  /** The declaration this shape belongs to; a change of one of its facets is reported there. */
  readonly coordinate: Coordinate;
  readonly origin: Origin;
  /** Absent: every type. */
  readonly types?: readonly ValueType[];
  /** What of `types` is ever delivered, where more is accepted (GraphQL's `ID` takes numbers). */
  readonly delivers?: readonly ValueType[];
  /** The type's own name where identity is nominal on some surface (GraphQL types, messages, enums). */
  readonly nominal?: string;
  /** How a scalar is written in Protobuf's binary form. */
  readonly encoding?: BinaryEncoding;
  /** JSON Schema `format`, or the name of a GraphQL scalar. */
  readonly format?: string;
  /** What values are where bytes and JSON have shapes of their own (`google.protobuf.Timestamp`). */
  readonly forms?: Forms;
  readonly values?: ValueSet;
  /**
   * True: null is said to be accepted where saying so has no effect by the letter of the format, and
   * many take it for said (OpenAPI 3.0 `nullable` beside `allOf`, or beside an `enum` without null).
   */
  readonly nullMeant?: true;
  readonly number?: NumberFacet;
  readonly string?: StringFacet;
  readonly array?: ArrayFacet;
  readonly object?: ObjectFacet;
  /** All must accept. Merged before comparing. */
  readonly allOf?: readonly ShapeRef[];
  /** At least one must accept (JSON Schema `anyOf`, GraphQL unions). */
  readonly anyOf?: readonly ShapeRef[];
  /** Exactly one must accept. */
  readonly oneOf?: readonly ShapeRef[];
  readonly not?: ShapeRef;
  readonly conditional?: {
    readonly if: ShapeRef;
    readonly then?: ShapeRef;
    readonly else?: ShapeRef;
  };
  readonly discriminator?: Discriminator;
  readonly default?: Json;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecation?: Deprecation;
  /** Facts about the shape as a whole that are compared by name, see `Element.attributes`. */
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** The shapes of one type in bytes and in JSON, where the one does not follow from the other. */
export interface Forms {
  readonly wire: ShapeRef;
  readonly json: ShapeRef;
}

/** A finite set of accepted values: `enum`, `const`, GraphQL and Protobuf enums. */
export interface ValueSet {
  /** True: values outside the list are delivered as they are (open Protobuf enums, `x-extensible-enum`). */
  readonly open: boolean;
  readonly items: readonly EnumValue[];
}

export interface EnumValue extends Element {
  /** The value in JSON messages. */
  readonly value: Json;
  /** Protobuf: the number on the wire. */
  readonly number?: number;
  /** Protobuf: the number was first given to this name; later ones are aliases. */
  readonly alias?: boolean;
}

/** Bounds of a number, exact. Exclusive bounds are kept apart from inclusive ones. */
export interface NumberFacet {
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly exclusiveMinimum?: number | bigint;
  readonly exclusiveMaximum?: number | bigint;
  readonly multipleOf?: number | bigint;
}

export interface StringFacet {
  /** Unicode code points, as JSON Schema counts. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Every pattern must match somewhere (ECMA-262). */
  readonly patterns?: readonly string[];
  readonly contentMediaType?: string;
  readonly contentEncoding?: string;
  readonly contentSchema?: ShapeRef;
}

export interface ArrayFacet {
  /** What stands after the prefix. Absent: anything. */
  readonly items?: ShapeRef;
  readonly prefixItems?: readonly ShapeRef[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: Contained;
  /** What further conjuncts want contained; conjunctions that are written down keep theirs apart. */
  readonly furtherContains?: readonly Contained[];
  readonly unevaluatedItems?: ShapeRef;
  /** Protobuf: numbers of a repeated field are written in one length-delimited block. */
  readonly packed?: boolean;
}

/** How many items of a list must, and may, be of a shape. */
export interface Contained {
  readonly shape: ShapeRef;
  readonly min: number;
  readonly max?: number;
}

export interface ObjectFacet {
  readonly fields: readonly Field[];
  /** Names that must be present though this node declares no field for them. */
  readonly required?: readonly string[];
  /** What members without a declared field must be. Absent or true: anything; false: not allowed. */
  readonly additional?: ShapeRef | boolean;
  /**
   * Where one conjunct allows no further members and another says what they are: what readers who
   * ignore members they do not know still ask of them.
   */
  readonly strangers?: ShapeRef;
  /** True: the shape is a map from keys to values, its keys are data. */
  readonly map?: { readonly key?: ShapeRef };
  readonly patternFields?: readonly { readonly pattern: string; readonly shape: ShapeRef }[];
  readonly propertyNames?: ShapeRef;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, ShapeRef>>;
  readonly unevaluatedProperties?: ShapeRef | boolean;
  /** At most one member of a group is set (Protobuf oneof). Synthetic oneofs are no groups. */
  readonly groups?: readonly FieldGroup[];
  /** Exactly one field is set (GraphQL `@oneOf`). */
  readonly exactlyOne?: boolean;
  /** Types this one promises to conform to (GraphQL `implements`). */
  readonly interfaces?: readonly TypeId[];
  /** True: never a value itself, only through implementations (GraphQL interface). */
  readonly abstract?: boolean;
  readonly reserved?: Reserved;
  /** Protobuf extension ranges, both ends inclusive. */
  readonly extensionRanges?: readonly (readonly [number, number])[];
}

/** Protobuf reserved numbers (both ends inclusive) and names, of a message or an enum. */
export interface Reserved {
  readonly numbers: readonly (readonly [number, number])[];
  readonly names: readonly string[];
}

export interface FieldGroup extends Element {
  readonly name: string;
  /** Names of the member fields. */
  readonly members: readonly string[];
}

/** A member of an object, an argument, or (with `Parameter`) a parameter. */
export interface Field extends Element {
  readonly name: string;
  /** Protobuf: the field number. */
  readonly number?: number;
  /** Protobuf: the name in JSON where it differs from `name`. */
  readonly jsonName?: string;
  readonly shape: ShapeRef;
  /** Must be present (and cannot be left to a default). */
  readonly required: boolean;
  /**
   * True: it is required only because the bounds of its shape refuse the empty value that stands for
   * an absent one (Protobuf, implicit presence). What changes there is told by the bounds.
   */
  readonly requiredByBounds?: boolean;
  /** Whether "not set" can be told from the zero value (Protobuf presence). Absent: not a question. */
  readonly presence?: "explicit" | "implicit";
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  /** What further conjuncts say of the member, without a mark, where one of them marks it. */
  readonly unmarked?: ShapeRef;
  /** What the provider assumes where the field is not sent. */
  readonly default?: Json;
  /** GraphQL field arguments; their direction is always input. */
  readonly arguments?: readonly Field[];
}

export interface Discriminator {
  /** The declaration it is written in; types built on that one have it as well. */
  readonly coordinate: Coordinate;
  readonly origin: Origin;
  readonly property: string;
  /** From the property's value to the type it selects; implicit names included. */
  readonly mapping: Readonly<Record<string, TypeId>>;
}
