/**
 * What a referee says of one message on one side of a contract. `undecided` is an answer of its
 * own: the referee could not judge (a pattern that ran out of time, a reference that leads
 * nowhere), and nobody may read it as a yes or a no.
 */
export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: readonly string[] }
  | { readonly ok: undefined; readonly undecided: string };

/** The answer of a referee that accepts. */
export const ACCEPTED: Answer = { ok: true };

/** The answer of a referee that rejects, with its reasons in the order they were met. */
export function rejected(...errors: readonly string[]): Answer {
  return { ok: false, errors };
}

/** The answer of a referee that cannot judge. */
export function undecided(why: string): Answer {
  return { ok: undefined, undecided: why };
}

/** Thrown inside a referee where judging has to stop; never leaves it (see `attempting`). */
export class Undecided extends Error {
  constructor(why: string) {
    super(why);
    this.name = "Undecided";
  }
}

/**
 * Runs `judge` and turns what stopped it into a value: `Undecided`, and a stack that a deep or
 * endless structure has used up. Every other error is a bug and passes.
 */
export function attempting<T>(judge: () => T, otherwise: (why: string) => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Undecided) return otherwise(error.message);
    if (error instanceof RangeError) return otherwise("nested deeper than can be judged");
    throw error;
  }
}

/** The first line of an error's message; libraries append excerpts of the text. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? "";
}
