import type { Normal } from "../../diff/normal/normal.ts";
import type { Normaliser } from "../../diff/normal/normalise.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Step, Wish } from "../sample.ts";

/** A shape and the side it stands on. */
export interface Sided {
  readonly side: Normaliser;
  readonly shape: ShapeRef;
}

/** What the sender of a value writes it by, and what its reader takes it by. */
export interface Two {
  readonly sender: Sided;
  readonly reader: Sided;
  readonly direction: Direction;
}

/** The same as normal forms, and where they stand. */
export interface Level extends Two {
  readonly s: Normal;
  readonly r: Normal;
  readonly at: readonly Step[];
}

/** A value, by wishes to the sampler, that the sender may write and the reader may not take. */
export interface Difference {
  readonly wishes: readonly Wish[];
  /** The keyword of JSON Schema that the reader would name, as rules name it: `maxLength`. */
  readonly keyword: string;
}
