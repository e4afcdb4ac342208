import type { Json } from "../../model/json.ts";

/** One step into a value, in the terms of a place: `.name`, `[]`, `{}`, `<n>`. */
export type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "item" }
  | { readonly kind: "entry" }
  /** An alternative of a `oneOf` or `anyOf`, counted from 1. */
  | { readonly kind: "alternative"; readonly number: number };

/** Something a sample must have, at a path from its root. */
export interface Wish {
  readonly at: readonly Step[];
  /** `present`: some value stands there; `absent`: none, even where one is required. */
  readonly want: "present" | "absent" | { readonly value: Json };
}

/** The value that is wished for at the very place where one is looked for. */
export function wishedValue(wishes: readonly Wish[]): { readonly value: Json } | undefined {
  for (const { at, want } of wishes) {
    if (at.length === 0 && typeof want === "object") return want;
  }
  return undefined;
}

/** The wishes about what lies behind a step, without it. */
export function behind(wishes: readonly Wish[], isStep: (step: Step) => boolean): readonly Wish[] {
  return wishes.flatMap(({ at, want }) => {
    const [first, ...rest] = at;
    return first !== undefined && isStep(first) ? [{ at: rest, want }] : [];
  });
}

/** Whether wishes ask for a thing to be left out. */
export function isUnwanted(wishes: readonly Wish[]): boolean {
  return wishes.some(({ at, want }) => at.length === 0 && want === "absent");
}

/** The kinds of the first steps: what the value has to be for the wishes to come true. */
export function firstKinds(wishes: readonly Wish[]): ReadonlySet<Step["kind"]> {
  return new Set(wishes.map(({ at }) => at[0]?.kind).filter((kind) => kind !== undefined));
}
