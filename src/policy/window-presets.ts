import type { Period } from "../diff/lifecycle/calendar.ts";
import { NO_WINDOW_POLICY } from "./windows.ts";
import type { WindowPolicy } from "./windows.ts";

const MAY_BREAK = { breaking: "allowed", removal: "allow" } as const;

function months(count: number): Period {
  return { count, unit: "months" };
}

/**
 * Policies that others have published, as far as a calendar can tell them: where releases count
 * too (Kubernetes: or three releases, whichever is longer), only the time is held against.
 */
export const WINDOW_PRESETS = {
  /** Kubernetes deprecation policy, rules 3 and 4a for generally available APIs. */
  "kubernetes-ga": {
    ...NO_WINDOW_POLICY,
    all: { minimum: months(12), replacement: "required" },
    levels: { beta: { minimum: months(9) }, alpha: MAY_BREAK, draft: MAY_BREAK },
  },
  /** The same for contracts that are beta as a whole. */
  "kubernetes-beta": {
    ...NO_WINDOW_POLICY,
    all: { minimum: months(9), replacement: "required" },
    levels: { alpha: MAY_BREAK, draft: MAY_BREAK },
  },
  /** google.aip.dev/181 with 185 (180 days for beta) and 192 (the comment names the alternative). */
  "google-aip-181": {
    ...NO_WINDOW_POLICY,
    all: {
      reason: "required",
      replacement: "required",
      bornDeprecated: "refused",
      removal: "block",
    },
    levels: {
      beta: { minimum: { count: 180, unit: "days" }, removal: "block-if-used" },
      alpha: MAY_BREAK,
      draft: MAY_BREAK,
    },
  },
  /** GitHub's GraphQL API: announced three months ahead, effective on the first day of a quarter. */
  "github-graphql": {
    ...NO_WINDOW_POLICY,
    all: { minimum: months(3), sunset: "required", reason: "required", schedule: "quarter" },
  },
} as const satisfies Record<string, WindowPolicy>;
