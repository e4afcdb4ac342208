import { DriftError } from "../../errors.ts";

/** In UTF-16 code units; the largest public schemas have about two million. */
const LARGEST = 64 * 1024 * 1024;

/** Throws a `DriftError`, `too-large`, for a text that is larger than any schema. */
export function refuseTooLarge(file: string, text: string): void {
  if (text.length <= LARGEST) return;
  throw new DriftError({
    code: "too-large",
    message: `The file has ${text.length} characters; at most ${LARGEST} are read.`,
    place: { file },
    hint: "Split the schema into several files.",
  });
}
