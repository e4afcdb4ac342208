import type { DeprecatedElement, DeprecationsAnswer, RemovalAnswer } from "../answers.ts";
import type { RenderOptions } from "../reporter.ts";
import { consumerLines } from "./consumers.ts";
import { diagnosticLines } from "./diagnostics.ts";
import { counted, harmless, shortened, styleOf } from "./style.ts";
import type { Style } from "./style.ts";
import { sunsetOf } from "./window.ts";

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
  const notes = diagnosticLines(answer.diagnostics, style, options.verbose);
  const total = counted(answer.deprecations.length, "deprecated element");
  const where = `${counted(answer.contracts.length, "contract")} (${answer.contracts.map(harmless).join(", ")})`;
  return [
    ...groups,
    ...(notes.length === 0 ? [] : [notes.join("\n")]),
    style.faint(`${total} in ${where} on ${answer.today}.`),
  ]
    .map((section) => `${section}\n`)
    .join("\n");
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
  const { sunset, since, daysLeft, replacement } = one.lifecycle;
  const window = [
    ...(sunset === undefined ? [] : [sunsetOf(sunset, daysLeft)]),
    ...(since === undefined ? [] : [`deprecated since ${since}`]),
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
