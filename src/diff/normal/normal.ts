import type { Coordinate } from "../../model/element.ts";
import type { Json } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type {
  ArrayFacet,
  Discriminator,
  Forms,
  NumberFacet,
  ObjectFacet,
  Shape,
  ShapeRef,
  StringFacet,
  TypeId,
  ValueSet,
  ValueType,
} from "../../model/shape.ts";
import type { BinaryEncoding } from "../../model/encoding.ts";
import { formatsIn, isAsserted } from "./formats.ts";

/** Every value type; what an absent `types` stands for. `integer` is part of `number`. */
export const ALL_TYPES: readonly ValueType[] = [
  "array",
  "boolean",
  "null",
  "number",
  "object",
  "string",
];

/** One of which a value must be, and whether it may be more than one. */
export interface AlternativeGroup {
  readonly mode: "any" | "one";
  readonly members: readonly ShapeRef[];
}

/**
 * A shape in the form that comparisons work on: conjunctions merged, single alternatives unwrapped,
 * lists of constants turned into value sets, alternatives of different types turned into one shape.
 * Two shapes that accept the same values have, as far as this goes, the same normal form.
 */
export interface Normal {
  readonly coordinate: Coordinate;
  readonly origin: Origin;
  /** The declared type it is, where it is exactly one. */
  readonly type?: TypeId;
  /** Sorted; never holds both `integer` and `number`. */
  readonly types: readonly ValueType[];
  readonly nominal?: string;
  readonly encoding?: BinaryEncoding;
  /** One format, or several of which a value keeps all (`formatsIn`). */
  readonly format?: string;
  readonly forms?: Forms;
  readonly values?: ValueSet;
  /** What is listed where no listed value is of an accepted type (`type: string`, `enum: [1, 2]`). */
  readonly impossible?: readonly Json[];
  readonly number?: NumberFacet;
  readonly string?: StringFacet;
  readonly array?: ArrayFacet;
  readonly object?: ObjectFacet;
  readonly groups: readonly AlternativeGroup[];
  readonly nots: readonly ShapeRef[];
  readonly conditionals: readonly NonNullable<Shape["conditional"]>[];
  readonly discriminator?: Discriminator;
  readonly default?: Json;
  readonly attributes?: Readonly<Record<string, Json>>;
  /** True: nothing can be said of it (a conjunction that refers to itself). */
  readonly opaque?: boolean;
}

/** What accepts everything: the meaning of a facet that is not there. */
export const ANYTHING: Shape = {
  kind: "shape",
  coordinate: "",
  origin: { file: "", offset: 0 },
};

/** Whether types, sorted as those of a normal form, leave none out, nor numbers that are no integers. */
export function isEveryType(types: readonly ValueType[]): boolean {
  return types.length === ALL_TYPES.length && types.includes("number");
}

/** True where every value is accepted. */
export function acceptsAll(normal: Normal): boolean {
  return (
    normal.opaque !== true &&
    isEveryType(normal.types) &&
    !formatsIn(normal.format).some(isAsserted) &&
    normal.values === undefined &&
    normal.number === undefined &&
    normal.string === undefined &&
    normal.array === undefined &&
    normal.object === undefined &&
    normal.groups.length === 0 &&
    normal.nots.length === 0 &&
    normal.conditionals.length === 0
  );
}
