import type { LifecycleNote, Since } from "../diff/lifecycle/state.ts";
import type { DeprecatedElement } from "./answers.ts";

const SOURCES: Readonly<Record<Since["by"], string>> = {
  explicit: "as it says itself",
  registry: "by the registry",
  git: "by git",
  deployment: "by its first deployment",
  "first-look": "first looked at now",
};

/** `deprecated since 2026-01-01 (by git, 1a2b3c4)`; undefined where nothing is known. */
export function sinceSentence({ since }: Pick<DeprecatedElement, "since">): string | undefined {
  if (since === undefined || since.by === "first-look") return undefined;
  const { on, by, version, orEarlier } = since;
  const source = `${SOURCES[by]}${version === undefined ? "" : `, ${version.slice(0, 10)}`}`;
  return `deprecated since ${on}${orEarlier ? " or earlier" : ""} (${source})`;
}

/**
 * `live in staging since 2026-01-02 (1.4.0)`, `not live in production yet`: where users can see it;
 * empty where no deployment is known.
 */
export function liveWords({ live = [] }: Pick<DeprecatedElement, "live">): readonly string[] {
  return live.map(({ environment, since }) => {
    if (since === undefined) return `not live in ${environment} yet`;
    const { on, version, orEarlier } = since;
    const which = version === undefined ? "" : ` (${version.slice(0, 10)})`;
    return `live in ${environment} since ${on}${orEarlier ? " or earlier" : ""}${which}`;
  });
}

/** What is remarkable about a window; that it was moved is told by its first date. */
const REMARKS: Readonly<Partial<Record<LifecycleNote, string>>> = {
  "born-deprecated": "deprecated from the start",
  "too-short": "its window is shorter than agreed",
  "sunset-before-since": "its sunset is before its deprecation",
};

/** The remarks on a window in words. */
export function remarksOn({ notes }: Pick<DeprecatedElement, "notes">): readonly string[] {
  return notes.flatMap((note) => REMARKS[note] ?? []);
}

/** `web (storefront), last seen 2026-11-01`: who would be hit, each once. */
export function consumersIn({ impact }: Pick<DeprecatedElement, "impact">): readonly string[] {
  const hit = impact.filter(({ verdict }) => verdict === "breaks" || verdict === "may-break");
  const lines = hit.map(({ consumer, team, lastSeen, staleDays, staleIn }) => {
    const who = team === undefined ? consumer : `${consumer} (${team})`;
    const age = staleDays === undefined ? "" : ` (${staleDays} days ago)`;
    const where = staleIn === undefined ? "" : `in ${staleIn} `;
    return lastSeen === undefined ? who : `${who}, last seen ${where}${lastSeen}${age}`;
  });
  return [...new Set(lines)];
}
