import type { Change } from "../../src/diff/index.ts";
import { worse, type Severity } from "../../src/rules/rule.ts";
import { filesOf, subjectsOfFinding, subjectsOfChange, type BufFinding } from "./subjects.ts";

/** What is promised: `WIRE_JSON` bytes and JSON, `FILE` generated code by file as well. */
export type Category = "FILE" | "WIRE_JSON";

/** How bad we call what buf calls breaking; `nothing`: we see no change of the element at all. */
export type Ours = Severity | "nothing";

export interface Difference {
  readonly rule: string;
  readonly ours: Ours;
  readonly count: number;
  readonly example: string;
}

/** The findings of one pair of contracts, by rule. */
export interface Agreement {
  readonly name: string;
  readonly category: Category;
  /** Findings of buf for which we call a change of the same element breaking, by buf's rule. */
  readonly both: ReadonlyMap<string, number>;
  readonly onlyBuf: readonly Difference[];
  /** Our breaking changes of elements that buf says nothing of, by our rule. */
  readonly onlyUs: readonly Difference[];
}

export interface Sides {
  readonly name: string;
  readonly category: Category;
  readonly changes: readonly Change[];
  readonly findings: readonly BufFinding[];
}

const SURFACES: Readonly<Record<Category, ReadonlySet<string>>> = {
  FILE: new Set(["wire", "json", "source"]),
  WIRE_JSON: new Set(["wire", "json"]),
};

/** Matches what both say by element: file, type, field number. */
export function agreementOf({ name, category, changes, findings }: Sides): Agreement {
  const severityOf = (change: Change): Severity =>
    change.effects
      .filter(({ surface }) => SURFACES[category].has(surface))
      .reduce<Severity>((worst, { severity }) => worse(worst, severity), "compatible");
  const ours = new Map<string, Severity>();
  for (const change of changes) {
    const severity = severityOf(change);
    for (const subject of subjectsOfChange(change))
      ours.set(subject, worse(ours.get(subject) ?? "compatible", severity));
  }
  const both = new Map<string, number>();
  const onlyBuf = new Map<string, Difference>();
  const theirs = new Set<string>();
  for (const finding of findings) {
    const subjects = subjectsOfFinding(finding);
    for (const subject of subjects) theirs.add(subject);
    const found = subjects.flatMap((subject) => ours.get(subject) ?? []);
    const [one, ...others] = found;
    const severity: Ours = one === undefined ? "nothing" : others.reduce(worse, one);
    if (severity === "breaking") both.set(finding.type, (both.get(finding.type) ?? 0) + 1);
    else count(onlyBuf, { rule: finding.type, ours: severity, example: finding.message });
  }
  const onlyUs = new Map<string, Difference>();
  for (const change of changes) {
    if (severityOf(change) !== "breaking") continue;
    // Of a file that is gone buf says so once.
    const subjects = [...subjectsOfChange(change), ...filesOf(change)];
    if (subjects.some((subject) => theirs.has(subject))) continue;
    count(onlyUs, { rule: ruleOf(change), ours: "breaking", example: change.message });
  }
  return { name, category, both, onlyBuf: [...onlyBuf.values()], onlyUs: [...onlyUs.values()] };
}

/** The rule; of facts of every kind with the fact's name. */
function ruleOf({ rule, details }: Change): string {
  return rule === "attribute-changed" ? `${rule} ${details.keyword ?? ""}` : rule;
}

function count(differences: Map<string, Difference>, one: Omit<Difference, "count">): void {
  const key = `${one.rule} ${one.ours}`;
  const known = differences.get(key);
  differences.set(key, { ...(known ?? one), count: (known?.count ?? 0) + 1 });
}
