import type { Normaliser } from "../../diff/normal/normalise.ts";
import type { Json } from "../../model/json.ts";
import type { Direction } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { Wish } from "./wish.ts";

/** What a sample is wanted for. */
export interface SampleTerms {
  /** Input leaves readOnly members out, output writeOnly ones. */
  readonly direction: Direction;
  /** Which name members go by: Protobuf's JSON form has names of its own. Default: `name`. */
  readonly names?: "name" | "json";
  readonly wishes?: readonly Wish[];
}

/** Where in a value the sampler is, and what it still may spend. */
export interface Sampling {
  readonly side: Normaliser;
  readonly direction: Direction;
  readonly names: "name" | "json";
  readonly depth: number;
  /** Asks for another value than the first, counted from 0; see `sampleListed`. */
  readonly variant: number;
  /** Shared by one whole sample: attempts left. */
  readonly budget: { left: number };
  /** A value of a shape inside; the way back for the parts, which know no shapes but their own. */
  readonly inside: (
    sampling: Sampling,
    shape: ShapeRef,
    wishes: readonly Wish[],
  ) => Json | undefined;
}
