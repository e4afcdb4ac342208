import type { Change } from "../../diff/change.ts";
import type { OpenapiSides } from "./exchanges.ts";
import type { Spot } from "./spot.ts";

/** Where a change is looked for: one of its places, in the direction in which it breaks. */
export interface Ground {
  readonly change: Change;
  readonly sides: OpenapiSides;
  readonly operation: string;
  readonly spot: Spot;
}
