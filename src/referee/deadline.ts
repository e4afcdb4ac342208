import { createContext, Script } from "node:vm";
import { Undecided } from "./answer.ts";

/** How long one pattern may run over one text, in milliseconds. */
const PATTERN_DEADLINE = 200;

/** Up to this length even a pattern that doubles its work with every character ends at once. */
const HARMLESS_LENGTH = 12;

const sandbox = createContext(Object.create(null));
const matcher = new Script("pattern.test(text)");

/**
 * Whether `pattern` matches somewhere in `text`. Patterns that may backtrack without end run under
 * a deadline; throws `Undecided` when it passes.
 */
export function testPattern(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  if (text.length <= HARMLESS_LENGTH || isLinear(pattern.source)) return pattern.test(text);
  sandbox["pattern"] = pattern;
  sandbox["text"] = text;
  try {
    return matcher.runInContext(sandbox, { timeout: PATTERN_DEADLINE }) === true;
  } catch (error) {
    if (isTimeout(error)) {
      throw new Undecided(`the pattern ${pattern.source} takes too long to test`);
    }
    throw error;
  } finally {
    sandbox["text"] = "";
  }
}

/** At most one repetition and no back reference: nothing that could be tried in many ways. */
function isLinear(source: string): boolean {
  const repetitions = source.match(/[*+{]/g)?.length ?? 0;
  return repetitions <= 1 && !/\\[1-9k]/.test(source);
}

/** The error may come from the sandbox's realm, so its class says nothing. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}

/**
 * The pattern as ECMA-262 reads it, in Unicode mode where it is legal there (JSON Schema 6.3.3
 * asks for it; many real patterns escape too much for it). Undefined: no such pattern.
 */
export function compilePattern(source: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(source, flags);
    } catch {
      // The next mode, or none.
    }
  }
  return undefined;
}
