import type { Stability } from "../model/lifecycle.ts";
import type { Surface } from "../model/semantics.ts";
import { RULES } from "../rules/index.ts";
import type { RuleId } from "../rules/index.ts";
import type { Level, Severity } from "../rules/rule.ts";
import type { BlockRule, FailOn, Policy, SecurityRule } from "./policy.ts";
import { REMOVAL_RULES } from "./removal-rule.ts";
import type { SeverityOverrides } from "./severities.ts";
import { aboutDays, NO_WINDOW_POLICY, requirementsOf } from "./windows.ts";
import type { WindowRequirements } from "./windows.ts";

/** What a configuration says of one contract, as far as it decides what blocks. */
export interface ContractPolicy {
  readonly policy: Policy;
  readonly severities: SeverityOverrides;
  /** The promised surfaces. Absent: what the format promises. */
  readonly surfaces?: readonly Surface[];
  readonly roots?: "both" | "input" | "output" | "none";
  readonly stability?: Stability;
  /** The command that writes the contract. */
  readonly generate?: string;
}

/** A setting that lets more pass than before, in the configuration's own words. */
export interface Loosening {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** What a setting that is left out is called. */
const UNSET = "not set";

/**
 * What one configuration of a contract lets pass that another would stop. A setting that is only
 * different, stricter in one way and looser in another, counts as looser.
 */
export function looseningsOf(before: ContractPolicy, after: ContractPolicy): readonly Loosening[] {
  const [was, is] = [before.policy, after.policy];
  return [
    ...lower("fail-on", FAIL_ON_ORDER, was.failOn, is.failOn),
    ...lower("block", BLOCK_ORDER, was.block, is.block),
    ...lower("removal-after-window", REMOVAL_RULES, was.removalAfterWindow, is.removalAfterWindow),
    ...lower(
      "security-regressions",
      SECURITY_ORDER,
      was.securityRegressions,
      is.securityRegressions,
    ),
    ...looserWindows(before, after),
    ...lower("stability", STABILITY_ORDER, before.stability, after.stability),
    ...otherCommand(before.generate, after.generate),
    ...fewerRoots(before.roots, after.roots),
    ...fewerSurfaces(before.surfaces, after.surfaces),
    ...lowerSeverities(before.severities, after.severities),
  ];
}

// From lenient to strict.
const FAIL_ON_ORDER = ["never", "breaking", "dangerous"] as const satisfies FailOn[];
const BLOCK_ORDER = ["used", "used-or-unknown", "always"] as const satisfies BlockRule[];
const SECURITY_ORDER = ["ignore", "warn", "block"] as const satisfies SecurityRule[];
const STABILITY_ORDER = ["draft", "alpha", "beta", "stable"] as const satisfies Stability[];

function strictness<T>(order: readonly T[], value: T | undefined): number {
  return value === undefined ? order.length - 1 : order.indexOf(value);
}

/** A setting that was stricter. One that may be left out means the strictest then. */
function lower<T extends string>(
  setting: string,
  order: readonly T[],
  ...[before, after]: readonly [T | undefined, T | undefined]
): readonly Loosening[] {
  if (strictness(order, after) >= strictness(order, before)) return [];
  return [{ setting, before: before ?? UNSET, after: after ?? UNSET }];
}

/** Windows level by level: one that somebody loosens for beta is as strict as before for stable. */
function looserWindows(before: ContractPolicy, after: ContractPolicy): readonly Loosening[] {
  const [was, is] = [before, after].map((side) => side.policy.window ?? NO_WINDOW_POLICY);
  if (was === undefined || is === undefined || was === is) return [];
  const looser = STABILITY_ORDER.flatMap((level) => {
    const [from, to] = [
      requirementsOf(was, level, before.surfaces ?? []),
      requirementsOf(is, level, before.surfaces ?? []),
    ];
    return WINDOW_SETTINGS.flatMap(([name, strict]) => {
      const setting = `window: ${name} for ${level}`;
      if (strict(to) >= strict(from)) return [];
      return [{ setting, before: shown(from, name), after: shown(to, name) }];
    });
  });
  const { coverage } = was;
  if (is.coverage >= coverage) return looser;
  return [
    ...looser,
    { setting: "window: coverage", before: `${coverage}`, after: `${is.coverage}` },
  ];
}

/** Settings of a window, each with a number that is higher where it is stricter. */
const WINDOW_SETTINGS: readonly (readonly [
  keyof WindowRequirements,
  (window: WindowRequirements) => number,
])[] = [
  ["minimum", ({ minimum }) => (minimum === undefined ? 0 : aboutDays(minimum))],
  ["graceDays", ({ graceDays }) => -(graceDays ?? Number.MAX_SAFE_INTEGER)],
  ["ends", ({ ends }) => Number(ends !== "start-of-day")],
  ["sunset", ({ sunset }) => Number(sunset === "required")],
  ["reason", ({ reason }) => Number(reason === "required")],
  ["replacement", ({ replacement }) => Number(replacement === "required")],
  ["shortening", ({ shortening }) => Number(shortening !== "allowed")],
  ["schedule", ({ schedule }) => Number(schedule === "quarter")],
  ["bornDeprecated", ({ bornDeprecated }) => Number(bornDeprecated === "refused")],
  ["breaking", ({ breaking }) => Number(breaking !== "allowed")],
  ["removal", ({ removal }) => REMOVAL_RULES.indexOf(removal ?? "block-if-used")],
];

function shown(window: WindowRequirements, name: keyof WindowRequirements): string {
  const value = window[name];
  if (value === undefined) return UNSET;
  return typeof value === "object" ? `${value.count} ${value.unit}` : `${value}`;
}

/** What another command writes may be anything. One that is new has nothing to loosen. */
function otherCommand(before: string | undefined, after: string | undefined): readonly Loosening[] {
  if (before === undefined || before === after) return [];
  return [{ setting: "generate", before, after: after ?? UNSET }];
}

type Roots = NonNullable<ContractPolicy["roots"]>;

function fewerRoots(before: Roots = "both", after: Roots = "both"): readonly Loosening[] {
  const isFewer = before !== after && before !== "none" && after !== "both";
  return isFewer ? [{ setting: "roots", before, after }] : [];
}

/** Every format promises the wire at least; what else a default promises, a list can only confirm. */
function fewerSurfaces(
  before: readonly Surface[] | undefined,
  after: readonly Surface[] | undefined,
): readonly Loosening[] {
  if (after === undefined && before === undefined) return [];
  const was: readonly Surface[] = before ?? ["wire"];
  const is: readonly Surface[] = after ?? ["wire"];
  if (was.every((surface) => is.includes(surface))) return [];
  return [
    { setting: "surfaces", before: before?.join(", ") ?? UNSET, after: after?.join(", ") ?? UNSET },
  ];
}

// From lenient to strict.
const SEVERITY_ORDER = ["off", "compatible", "dangerous", "breaking"] as const;

function lowerSeverities(
  before: SeverityOverrides,
  after: SeverityOverrides,
): readonly Loosening[] {
  const rules = [...new Set([...before.keys(), ...after.keys()])].sort();
  return rules.flatMap((rule) => {
    const [was, is] = [before.get(rule), after.get(rule)];
    if (was === is || !mayBeLower(rule, was, is)) return [];
    return [{ setting: `severity of ${rule}`, before: was ?? UNSET, after: is ?? UNSET }];
  });
}

type Override = Severity | "off" | undefined;

/** Whether some finding of the rule counts for less: by the catalogue where nothing is set. */
function mayBeLower(rule: RuleId, before: Override, after: Override): boolean {
  const rank = (severity: Severity | "off"): number => strictness(SEVERITY_ORDER, severity);
  const possible = severitiesOf(rule).map(rank);
  const most = before === undefined ? Math.max(...possible) : rank(before);
  const least = after === undefined ? Math.min(...possible) : rank(after);
  return least < most;
}

/** Every severity that the catalogue may give to a finding of the rule. */
function severitiesOf(rule: RuleId): readonly Severity[] {
  const levels = Object.values(RULES[rule].severity).flatMap(({ input, output }) => [
    input,
    output,
  ]);
  return levels.flatMap(leavesOf);
}

function leavesOf(level: Level): readonly Severity[] {
  if (typeof level === "string") return [level];
  return [...Object.values(level.cases), level.otherwise].flatMap(leavesOf);
}
