import type {
  DeprecatedElement,
  DeprecationsAnswer,
  RemovalAnswer,
  RemovedElement,
} from "../answers.ts";
import { liveWords, remarksOn, sinceSentence } from "../deprecation-words.ts";
import type { RenderOptions } from "../reporter.ts";
import { consumerLines } from "./consumers.ts";
import { diagnosticLines } from "./diagnostics.ts";
import { counted, harmless, shortened, styleOf } from "./style.ts";
import type { Style } from "./style.ts";
import { sunsetOf, windowWords } from "./window.ts";

const HEADINGS: Readonly<Record<RemovalAnswer, string>> = {
  now: "May be removed now",
  used: "Window closed, but still used",
  "unknown-use": "Window closed, use unknown",
  later: "Window open",
  undated: "Deprecated without a date",
};

/** How many elements of one group are shown in full. */
const LISTED = 30;

/** The answer of `deprecations` for people: what can be acted on first, the earliest date first. */
export function renderDeprecations(answer: DeprecationsAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const groups = (["now", "used", "unknown-use", "later", "undated"] as const).flatMap(
    (removal) => {
      const elements = answer.deprecations.filter((one) => one.removal === removal);
      return elements.length === 0 ? [] : [groupSection(removal, elements, { style, ...options })];
    },
  );
  const removed = answer.removed.length === 0 ? [] : [removedSection(answer.removed, style)];
  const notes = diagnosticLines(answer.diagnostics, style, options.verbose);
  const total = counted(answer.deprecations.length, "deprecated element");
  const where = `${counted(answer.contracts.length, "contract")} (${answer.contracts.map(harmless).join(", ")})`;
  return [
    ...groups,
    ...removed,
    ...historyLines(answer).map((line) => style.faint(line)),
    ...(notes.length === 0 ? [] : [notes.join("\n")]),
    style.faint(`${total} in ${where} on ${answer.today}.`),
  ]
    .map((section) => `${section}\n`)
    .join("\n");
}

function removedSection(removed: readonly RemovedElement[], style: Style): string {
  return [
    style.strong(`Removed (${removed.length})`),
    ...removed.flatMap(({ element, contract, lifecycle, removal }) => {
      const { sunset, firstSunset, state } = lifecycle;
      const words = [
        `${windowWords(state)}: ${removal.at.on}`,
        ...(sunset === undefined ? [] : [`sunset ${sunset}${apart(removal.daysLate)}`]),
        ...(firstSunset === undefined
          ? []
          : [`first announced for ${firstSunset}${apart(removal.daysLateFirst)}`]),
      ].join("; ");
      return [`  ${style.strong(harmless(element))}  ${harmless(contract)}`, `      ${words}`];
    }),
  ].join("\n");
}

function apart(daysLate: number | undefined): string {
  if (daysLate === undefined || daysLate === 0) return "";
  return daysLate > 0
    ? `, ${counted(daysLate, "day")} before it went`
    : `, ${counted(-daysLate, "day")} after it went`;
}

/** What limits what is known of the past. */
function historyLines({ histories }: DeprecationsAnswer): readonly string[] {
  const shallow = histories.filter((one) => one.shallow);
  const unreadable = histories.filter((one) => one.unreadable > 0);
  return [
    ...(shallow.length === 0
      ? []
      : [
          "This is a shallow clone: what its first commit shows may be older (`git fetch --unshallow`).",
        ]),
    ...unreadable.map(
      (one) =>
        `${counted(one.unreadable, "earlier version")} of ${harmless(one.contract)} cannot be read; what they said is not known.`,
    ),
  ];
}

interface View extends RenderOptions {
  readonly style: Style;
}

function groupSection(
  removal: RemovalAnswer,
  elements: readonly DeprecatedElement[],
  view: View,
): string {
  const listed = view.verbose ? elements : elements.slice(0, LISTED);
  const rest = elements.length - listed.length;
  return [
    view.style.strong(`${HEADINGS[removal]} (${elements.length})`),
    ...listed.map((one) => elementBlock(one, view.style)),
    ...(rest > 0 ? [`  … and ${rest} more (--verbose lists them)`] : []),
  ].join("\n");
}

function elementBlock(one: DeprecatedElement, style: Style): string {
  const { file, line, column } = one.location;
  const { sunset, daysLeft, replacement, firstSunset, inheritedFrom } = one.lifecycle;
  const since = sinceSentence(one);
  const window = [
    ...(sunset === undefined ? [] : [sunsetOf(sunset, daysLeft)]),
    ...(firstSunset === undefined ? [] : [`first announced for ${firstSunset}`]),
    ...(since === undefined ? [] : [since]),
    ...liveWords(one),
    ...remarksOn(one),
    ...(inheritedFrom === undefined ? [] : [`goes with ${inheritedFrom}`]),
    ...(replacement === undefined ? [] : [`use ${replacement} instead`]),
  ].join("; ");
  const details = [
    ...(window === "" ? [] : [window]),
    ...(replacement === undefined && one.reason !== undefined ? [shortened(one.reason, 160)] : []),
    ...(one.impact.length === 0
      ? ["no consumer of the contract is known"]
      : consumerLines(one.impact)),
  ];
  return [
    `  ${style.strong(harmless(one.element))}  ${harmless(one.contract)}  ${style.faint(harmless(`${file}:${line}:${column}`))}`,
    ...details.map((text) => `      ${harmless(text)}`),
  ].join("\n");
}
