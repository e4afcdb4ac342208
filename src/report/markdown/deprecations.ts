import type { DeprecatedElement, DeprecationsAnswer, RemovalAnswer } from "../answers.ts";
import { consumersIn, liveWords, remarksOn } from "../deprecation-words.ts";
import { windowWords } from "../text/window.ts";
import { counted, shortened } from "../text/style.ts";
import { cellCode, prose } from "./escape.ts";

const ANSWERS: Readonly<Record<RemovalAnswer, string>> = {
  now: "may go now",
  used: "still used",
  "unknown-use": "use unknown",
  later: "not yet",
  undated: "no date",
};

const LONGEST_CELL = 200;

/** The answer of `deprecations` as a table for wikis and issues, the earliest date first. */
export function renderDeprecationsMarkdown(answer: DeprecationsAnswer): string {
  const { deprecations, removed, today } = answer;
  return [
    `# Deprecations on ${today}`,
    ...(deprecations.length === 0 ? ["Nothing is deprecated."] : [elementTable(deprecations)]),
    ...(removed.length === 0 ? [] : ["## Removed", removedTable(answer)]),
    `${counted(deprecations.length, "deprecated element")} in ${counted(answer.contracts.length, "contract")}.`,
  ]
    .map((section) => `${section}\n`)
    .join("\n");
}

function elementTable(deprecations: readonly DeprecatedElement[]): string {
  return table(
    ["Element", "Contract", "Since", "Sunset", "State", "Removal", "Instead", "Still used by"],
    [...deprecations].sort(bySunset).map((one) => {
      const { since, sunset, daysLeft, state, replacement } = one.lifecycle;
      return [
        cellCode(shortened(one.element, LONGEST_CELL)),
        prose(one.contract),
        [
          ...(since === undefined
            ? []
            : [`${since}${one.since?.orEarlier === true ? " or earlier" : ""}`]),
          ...liveWords(one).map(prose),
        ].join("<br>"),
        sunset === undefined ? "" : `${sunset}${leftWords(daysLeft)}`,
        [windowWords(state), ...remarksOn(one)].map(prose).join("; "),
        ANSWERS[one.removal],
        replacement === undefined ? "" : cellCode(shortened(replacement, LONGEST_CELL)),
        consumersIn(one).map(prose).join("<br>"),
      ];
    }),
  );
}

function removedTable({ removed }: DeprecationsAnswer): string {
  return table(
    ["Element", "Contract", "Removed", "Last promise", "First promise", "State"],
    removed.map(({ element, contract, lifecycle, removal }) => [
      cellCode(shortened(element, LONGEST_CELL)),
      prose(contract),
      removal.at.on,
      lifecycle.sunset === undefined ? "" : `${lifecycle.sunset}${lateWords(removal.daysLate)}`,
      lifecycle.firstSunset === undefined
        ? ""
        : `${lifecycle.firstSunset}${lateWords(removal.daysLateFirst)}`,
      windowWords(lifecycle.state),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function leftWords(daysLeft: number | undefined): string {
  if (daysLeft === undefined) return "";
  return daysLeft < 0
    ? ` (${counted(-daysLeft, "day")} ago)`
    : ` (${counted(daysLeft, "day")} left)`;
}

function lateWords(daysLate: number | undefined): string {
  if (daysLate === undefined) return "";
  return daysLate > 0
    ? ` (${counted(daysLate, "day")} after)`
    : ` (${counted(-daysLate, "day")} before)`;
}

function bySunset(one: DeprecatedElement, other: DeprecatedElement): number {
  const [a, b] = [one.lifecycle.sunset ?? "9999", other.lifecycle.sunset ?? "9999"];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
