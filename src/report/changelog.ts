import { currentRuleId, RULES } from "../rules/index.ts";
import type { Comparison, Report, ReportedChange } from "./report.ts";

export const BUMPS = ["none", "patch", "minor", "major"] as const;

/** A step of a semantic version (semver.org, items 6 to 8). */
export type Bump = (typeof BUMPS)[number];

/** What a reader of release notes looks for, in the order in which it is told. */
export const SECTIONS = [
  "breaking",
  "removed",
  "attention",
  "deprecated",
  "added",
  "other",
] as const;

/**
 * `breaking`; `removed`: as it was announced; `attention`: dangerous, or against what was promised; `deprecated`: what was
 * announced, moved or withdrawn; `added`; `other`: everything else that is compatible.
 */
export type Section = (typeof SECTIONS)[number];

/** One line of the notes. */
export interface ReleaseNote {
  readonly key: string;
  readonly rule: string;
  readonly element: string;
  readonly message: string;
  readonly replacement?: string;
  readonly sunset?: string;
  /** Consumers that are known to be hit. */
  readonly consumers: readonly string[];
}

/** The notes of one contract. */
export interface ContractNotes {
  readonly contract: string;
  readonly state: Comparison["state"];
  readonly bump: Bump;
  /** Why not less, in one sentence. */
  readonly because: string;
  readonly sections: Readonly<Record<Section, readonly ReleaseNote[]>>;
}

/** What happened to contracts between two versions. */
export interface Changelog {
  readonly before?: string;
  readonly after?: string;
  readonly today: string;
  readonly bump: Bump;
  readonly because: string;
  /** The version after `before`, where that is a semantic version. */
  readonly suggested?: string;
  readonly contracts: readonly ContractNotes[];
}

/** Release notes of a report: what breaks first, and how far the version has to move. */
export function changelogOf(report: Report): Changelog {
  const contracts = report.comparisons
    .filter(({ state }) => state !== "unchanged")
    .map((comparison) => notesOf(comparison));
  const [first] = report.comparisons;
  const worst = BUMPS.findLast((bump) => contracts.some((one) => one.bump === bump)) ?? "none";
  const decisive = contracts.find((one) => one.bump === worst);
  const before = first?.base?.ref;
  const after = first?.head?.ref;
  const suggested = before === undefined ? undefined : nextVersion(before, worst);
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    today: report.today,
    bump: worst,
    because: decisive === undefined ? "nothing has changed" : reasonFor(decisive, contracts.length),
    ...(suggested === undefined ? {} : { suggested }),
    contracts,
  };
}

function reasonFor({ contract, because }: ContractNotes, contracts: number): string {
  return contracts > 1 ? `${contract}: ${because}` : because;
}

function notesOf({ contract, state, changes }: Comparison): ContractNotes {
  const grouped = Map.groupBy(changes, sectionOf);
  const sections = {
    breaking: notesIn(grouped.get("breaking")),
    removed: notesIn(grouped.get("removed")),
    attention: notesIn(grouped.get("attention")),
    deprecated: notesIn(grouped.get("deprecated")),
    added: notesIn(grouped.get("added")),
    other: notesIn(grouped.get("other")),
  };
  return { contract, state, ...bumpOf(state, sections), sections };
}

function sectionOf(change: ReportedChange): Section {
  const { severity, lifecycle, rule } = change;
  const state = lifecycle?.state;
  if (state === "removed-on-time" || state === "removed-late") return "removed";
  // A promise that was not kept is told, but no client fails of it.
  const isFelt = change.surfaces.some((surface) => surface !== "promise");
  if (severity === "breaking" && isFelt) return "breaking";
  if (severity !== "compatible") return "attention";
  const id = currentRuleId(rule);
  const isAnnounced = id !== undefined && RULES[id].area === "lifecycle";
  if (isAnnounced && id !== "deprecation-reworded") return "deprecated";
  return rule.endsWith("-added") ? "added" : "other";
}

function notesIn(changes: readonly ReportedChange[] = []): readonly ReleaseNote[] {
  return changes.map(({ key, rule, element, message, lifecycle, impact }) => ({
    key,
    rule,
    element,
    message,
    ...(lifecycle?.replacement === undefined ? {} : { replacement: lifecycle.replacement }),
    ...(lifecycle?.sunset === undefined ? {} : { sunset: lifecycle.sunset }),
    consumers: [
      ...new Set(
        impact.filter(({ verdict }) => verdict === "breaks").map(({ consumer }) => consumer),
      ),
    ],
  }));
}

function bumpOf(
  state: Comparison["state"],
  sections: ContractNotes["sections"],
): Pick<ContractNotes, "bump" | "because"> {
  if (state === "unreadable")
    return { bump: "major", because: "it could not be read, so nothing can be promised" };
  if (state === "new") return { bump: "minor", because: "the contract is new" };
  const reasons: readonly (readonly [Section, Bump, string])[] = [
    ["breaking", "major", "breaking"],
    ["removed", "major", "removed as announced, which still ends a version"],
    ["attention", "minor", "to look at: dangerous, or against a promise"],
    ["deprecated", "minor", "announced, moved or withdrawn"],
    ["added", "minor", "added"],
    ["other", "patch", "changed compatibly"],
  ];
  for (const [section, bump, word] of reasons) {
    const count = sections[section].length;
    if (count > 0) return { bump, because: `${count} ${count === 1 ? "thing" : "things"} ${word}` };
  }
  return { bump: "none", because: "nothing has changed" };
}

/** `v1.4.2` and a minor step give `v1.5.0`; before 1.0 a break moves the minor number. */
export function nextVersion(ref: string, bump: Bump): string | undefined {
  const match = /^(?<prefix>.*?)(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)$/.exec(ref);
  const { prefix = "", major, minor, patch } = match?.groups ?? {};
  if (major === undefined || bump === "none") return undefined;
  const [x, y, z] = [Number(major), Number(minor), Number(patch)];
  if (bump === "patch") return `${prefix}${x}.${y}.${z + 1}`;
  if (bump === "minor" || x === 0) return `${prefix}${x}.${y + 1}.0`;
  return `${prefix}${x + 1}.0.0`;
}
