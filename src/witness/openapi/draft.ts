import type { Json } from "../../model/json.ts";
import type { Content, Parameter } from "../../model/operation.ts";
import type { Credential } from "../../referee/index.ts";
import type { Wish } from "../sample.ts";
import type { Slot } from "./slot.ts";

/** What is wanted of a message beyond being the smallest that its sender may send. */
export interface Recipe {
  readonly wishes: readonly SlotWish[];
  /** What is left out, though somebody asks for it. */
  readonly without: ReadonlySet<Slot>;
  readonly mediaType?: string;
  /** The media type that is said, where the content's is a range. */
  readonly concrete?: string;
  /** What a request shows to be let in. Default: enough for both sides. */
  readonly credentials?: readonly Credential[];
  readonly server?: string;
  readonly accept?: string;
}

export interface SlotWish {
  readonly slot: Slot;
  readonly wish: Wish;
  /** True: one of several values tried at a place that the message is not about. */
  readonly isAttempt?: boolean;
}

/** The recipe that wants nothing. */
export const PLAIN: Recipe = { wishes: [], without: new Set() };

/** A recipe that wants one more thing. */
export function wanting(recipe: Recipe, slot: Slot, wishes: readonly Wish[]): Recipe {
  return { ...recipe, wishes: [...recipe.wishes, ...wishes.map((wish) => ({ slot, wish }))] };
}

/** A message in values, before it is written as text. */
export interface Draft {
  readonly parameters: ReadonlyMap<Slot, DraftParameter>;
  readonly body?: DraftBody;
  readonly credentials: readonly Credential[];
  readonly server?: string;
  readonly accept?: string;
}

export interface DraftParameter {
  readonly parameter: Parameter;
  readonly value: Json;
}

export interface DraftBody {
  readonly content: Content;
  /** A concrete media type that falls under the content's. */
  readonly mediaType: string;
  readonly value: Json;
}
