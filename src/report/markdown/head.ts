import type { CalendarDate } from "../../model/lifecycle.ts";
import type { Finding } from "../findings.ts";
import type { Report } from "../report.ts";
import { baseSentences, blockingChanges, revisionWords } from "../summary-words.ts";
import { countByRule } from "../text/selection.ts";
import { counted, shortened } from "../text/style.ts";
import { consumersCell, levelCell, windowCell } from "./cells.ts";
import { cellCode, code, prose } from "./escape.ts";

/** Rows of the table, and notices above it: the first screen has at most 30 lines. */
const ROWS = 8;
const NOTICES = 3;
const NAME_LIMIT = 120;
const TEXT_LIMIT = 240;

/** How long a waiver runs that nobody has thought about. */
const WAIVER_DAYS = 90;

/** What stands above the fold: verdict, the worst changes, who is affected, how to waive. */
export function headOf(report: Report, ranked: readonly Finding[]): string {
  return [
    verdictLine(report),
    countsLine(report),
    ...basesLines(report),
    ...noticeLines(report),
    ...table(ranked),
    ...affectedLine(ranked),
    ...waiveLines(report, ranked),
  ].join("\n\n");
}

function verdictLine(report: Report): string {
  if (report.blocking) return "### ✖ contract-drift: blocking";
  const unreadable = unreadableOf(report);
  if (unreadable.length > 0)
    return `### ✖ contract-drift: ${counted(unreadable.length, "contract")} could not be read`;
  return "### ✔ contract-drift: nothing blocks";
}

function countsLine(report: Report): string {
  const { summary, comparisons, coverage } = report;
  const contracts = new Set(comparisons.map(({ contract }) => contract));
  const found = blockingChanges(summary).replace(/^no/, "No");
  const judged =
    coverage.known === 0
      ? []
      : [`${coverage.covered} of ${counted(coverage.known, "known consumer")} judged`];
  return [`${found}, in ${counted(contracts.size, "contract")}${against(report)}`, ...judged]
    .map((part) => `${part}.`)
    .join(" ");
}

/** ` against main (3f2a1bc)`, where all contracts have the same base. */
function against({ comparisons }: Report): string {
  const bases = new Set(
    comparisons.flatMap(({ base }) => (base === undefined ? [] : [revisionWords(base)])),
  );
  const [base] = bases;
  return base === undefined || bases.size > 1
    ? ""
    : ` against ${code(shortened(base, NAME_LIMIT))}`;
}

function basesLines(report: Report): readonly string[] {
  const lines = baseSentences(report).map((text) => `- ${prose(shortened(text, TEXT_LIMIT))}`);
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function noticeLines(report: Report): readonly string[] {
  const notices = [
    ...unreadableOf(report).map(({ contract, diagnostics }) => {
      const why = diagnostics[0]?.message ?? "it could not be read";
      return `✖ **${prose(shortened(contract, NAME_LIMIT))}** ${prose(shortened(why, TEXT_LIMIT))}`;
    }),
    ...[...report.policyNotices]
      .sort((one, other) => Number(other.blocking) - Number(one.blocking))
      .map(
        ({ message, blocking }) =>
          `${blocking ? "✖ **blocking policy notice**" : "**policy notice**"} ${prose(shortened(message, TEXT_LIMIT))}`,
      ),
  ];
  if (notices.length === 0) return [];
  const rest = notices.length - NOTICES;
  return [
    [
      ...notices.slice(0, NOTICES).map((notice) => `- ${notice}`),
      ...(rest > 0 ? [`- … and ${counted(rest, "more notice")} below`] : []),
    ].join("\n"),
  ];
}

function unreadableOf({ comparisons }: Report) {
  return comparisons.filter(({ state }) => state === "unreadable");
}

function table(ranked: readonly Finding[]): readonly string[] {
  const worth = ranked.filter(({ change }) => change.severity !== "compatible");
  if (worth.length === 0) return [];
  const rest = worth.slice(ROWS).map(({ change }) => change);
  return [
    [
      "| Level | Element | Consumers | Window |",
      "| :-- | :-- | :-- | :-- |",
      ...worth.slice(0, ROWS).map((finding) => row(finding)),
      ...(rest.length === 0
        ? []
        : [`| … | ${rest.length} more: ${prose(countByRule(rest, 4))} | | |`]),
    ].join("\n"),
  ];
}

function row({ comparison, change }: Finding): string {
  const element = `${prose(shortened(comparison.contract, NAME_LIMIT))} ${cellCode(shortened(change.element, NAME_LIMIT))}<br>${prose(shortened(change.message, TEXT_LIMIT))}`;
  const cells = [levelCell(change), element, consumersCell(change), windowCell(change.lifecycle)];
  return `| ${cells.join(" | ")} |`;
}

/** Whom to talk to, by team: `storefront (web), payments (till)`. */
function affectedLine(ranked: readonly Finding[]): readonly string[] {
  const teams = new Map<string, Set<string>>();
  for (const { change } of ranked) {
    if (change.severity === "compatible") continue;
    for (const { verdict, consumer, team } of change.impact) {
      if (verdict !== "breaks" && verdict !== "may-break") continue;
      const consumers = teams.get(team ?? "") ?? new Set();
      teams.set(team ?? "", consumers.add(consumer));
    }
  }
  if (teams.size === 0) return [];
  const named = [...teams].slice(0, NOTICES * 2).map(([team, consumers]) => {
    const names = limitedList([...consumers]);
    return team === "" ? names : `**${prose(shortened(team, NAME_LIMIT))}** (${names})`;
  });
  const rest = teams.size - named.length;
  return [`Affected: ${named.join(", ")}${rest > 0 ? ` and ${counted(rest, "more team")}` : ""}.`];
}

function limitedList(names: readonly string[]): string {
  const shown = names.slice(0, NOTICES).map((name) => prose(shortened(name, NAME_LIMIT)));
  const rest = names.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function waiveLines(report: Report, ranked: readonly Finding[]): readonly string[] {
  const [first] = ranked;
  if (first?.change.blocking.value !== true) return [];
  const until = daysAfter(report.today, WAIVER_DAYS);
  return [
    "Meant to be so? Waive it by its key (each stands below), and commit the file:",
    `\`\`\`sh\ncontract-drift waive ${first.change.key} --reason "…" --owner TEAM --expires ${until}\n\`\`\``,
  ];
}

/** A calendar day some days later. */
function daysAfter(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
