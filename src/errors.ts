/** Where in an input something is wrong. `line` and `column` count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What kind of trouble stopped the run. The code decides the exit code (see `exitCodeOf`). */
export type ErrorCode =
  | "usage"
  | "bad-config"
  | "nothing-to-compare"
  | "source-unreadable"
  | "outside-root"
  | "network-refused"
  | "syntax"
  | "not-a-contract"
  | "unsupported-version"
  | "unsupported-dialect"
  | "unresolved-reference"
  | "too-deep"
  | "too-large"
  | "bad-evidence"
  | "no-base"
  | "store-unavailable";

interface DriftErrorParts {
  readonly code: ErrorCode;
  /** One sentence for a person: what is wrong. */
  readonly message: string;
  readonly place?: Place;
  /** What to do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Trouble that a user can mend: an input, a configuration, a missing base. Everything else is a bug. */
export class DriftError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  constructor(parts: DriftErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = "DriftError";
    this.code = parts.code;
    this.place = parts.place;
    this.hint = parts.hint;
  }
}

/** Exit codes are a public promise: 2 usage or configuration, 3 unreadable input, 4 no base. */
const EXIT_CODES: Record<ErrorCode, 2 | 3 | 4> = {
  usage: 2,
  "bad-config": 2,
  "nothing-to-compare": 2,
  "source-unreadable": 3,
  "outside-root": 3,
  "network-refused": 3,
  syntax: 3,
  "not-a-contract": 3,
  "unsupported-version": 3,
  "unsupported-dialect": 3,
  "unresolved-reference": 3,
  "too-deep": 3,
  "too-large": 3,
  "bad-evidence": 3,
  "no-base": 4,
  "store-unavailable": 3,
};

/** The process exit code for an error: 2, 3 or 4 for what a user can mend, 5 for a bug. */
export function exitCodeOf(error: unknown): 2 | 3 | 4 | 5 {
  return error instanceof DriftError ? EXIT_CODES[error.code] : 5;
}

/** `file:line:column`, as far as it is known. */
export function formatPlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

/** The candidate nearest to `name` within a third of its length in edits, for "did you mean". */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (best === undefined || distance < best.distance)) {
      best = { name: candidate, distance };
    }
  }
  return best?.name;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
