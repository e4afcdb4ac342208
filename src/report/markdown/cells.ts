import type { ChangeLifecycle, LifecycleState } from "../../diff/change.ts";
import { consumersOf } from "../findings.ts";
import type { ReportedChange } from "../report.ts";
import { shortened, SYMBOLS } from "../text/style.ts";
import { prose } from "./escape.ts";

/** Longest name in a table, and how many of them stand in one cell. */
const NAME_LIMIT = 60;
const NAMES = 3;

/** `✖ breaking, **blocks**`: severity describes the change, blocking the verdict. */
export function levelCell(change: ReportedChange): string {
  const level = `${SYMBOLS[change.severity]} ${change.severity}`;
  if (change.blocking.value) return `${level}, **blocks**`;
  if (change.waiver === null) return level;
  const { expires } = change.waiver;
  return `${level}, waived${expires === undefined ? "" : ` until ${prose(shortened(expires, NAME_LIMIT))}`}`;
}

/** `**web** breaks; till may break; mobile: no evidence`. */
export function consumersCell(change: ReportedChange): string {
  const groups = [
    [consumersOf(change, ["breaks"]), "breaks", "break"],
    [consumersOf(change, ["may-break"]), "may break", "may break"],
    [consumersOf(change, ["not-covered"]), "unknown", "unknown"],
  ] as const;
  const cells = groups.flatMap(([names, one, many]) =>
    names.length === 0 ? [] : [`${listed(names)} ${names.length === 1 ? one : many}`],
  );
  if (cells.length > 0) return cells.join("; ");
  return change.impact.length > 0 ? "no use seen" : "none known";
}

/** `**web**, **till** and 3 more`. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES).map((name) => `**${prose(shortened(name, NAME_LIMIT))}**`);
  const rest = names.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

const WINDOWS: Readonly<Record<LifecycleState, string>> = {
  active: "",
  deprecated: "no sunset",
  announced: "announced",
  "window-open": "open",
  "window-closed": "closed",
  overdue: "overdue",
  "removed-unannounced": "never announced",
  "removed-undated": "no sunset was given",
  "removed-early": "too early",
  "removed-on-time": "on time",
  "removed-late": "late",
  reinstated: "withdrawn",
  returned: "back again",
  "born-deprecated": "deprecated from the start",
};

/** `too early: sunset 2027-01-02, 41 days left`. */
export function windowCell(lifecycle: ChangeLifecycle | undefined): string {
  if (lifecycle === undefined) return "";
  const { state, sunset, daysLeft } = lifecycle;
  const left = daysLeft === undefined || daysLeft < 0 ? "" : `, ${daysLeft} days left`;
  return sunset === undefined ? WINDOWS[state] : `${WINDOWS[state]}: sunset ${sunset}${left}`;
}
