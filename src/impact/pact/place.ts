import * as coordinate from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";
import type { ValuePath } from "../../evidence/resolve/touch.ts";

/** A place in a value: in the contract, in the interaction, and for its matchers. */
export interface ValuePlace {
  readonly use: Coordinate;
  /** `response.body.lines[]`. */
  readonly where: string;
  readonly path: ValuePath;
}

/** The place of a member. */
export function memberPlace(place: ValuePlace, name: string): ValuePlace {
  return {
    use: coordinate.member(place.use, name),
    where: coordinate.member(place.where, name),
    path: [...place.path, name],
  };
}

/** The place of a value of a map. */
export function mapPlace(place: ValuePlace, name: string): ValuePlace {
  return {
    use: coordinate.mapValue(place.use),
    where: coordinate.mapValue(place.where),
    path: [...place.path, name],
  };
}

/** The place of an item; items of a list are one place for people, each its own for matchers. */
export function itemPlace(place: ValuePlace, index: number): ValuePlace {
  return {
    use: coordinate.item(place.use),
    where: coordinate.item(place.where),
    path: [...place.path, index],
  };
}
