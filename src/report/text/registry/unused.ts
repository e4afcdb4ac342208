import type { RenderOptions } from "../../reporter.ts";
import type { UnusedAnswer, UnusedElement } from "../../registry-answers.ts";
import { coverageLine } from "../coverage.ts";
import { harmless, styleOf } from "../style.ts";
import { windowSentence } from "../window.ts";

/** How many elements of one group are listed. */
const LISTED = 50;

/** The answer of `unused`. What is not known is never shown as unused. */
export function renderUnused(answer: UnusedAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const { contract, version, since, environment, elements, total, coverage } = answer;
  const unused = elements.filter((one) => one.answer === "unused");
  const unknown = elements.filter((one) => one.answer === "unknown");
  const where = environment === undefined ? "" : ` in ${environment}`;
  return `${[
    `${style.strong(harmless(`${contract} ${version}`))}, since ${since}${harmless(where)}`,
    "",
    ...group(`Unused (${unused.length} of ${total} elements)`, unused, options),
    ...group(
      `No use seen, but too little is known to call it unused (${unknown.length})`,
      unknown,
      options,
    ),
    ...(elements.length === 0 ? [`Every one of ${total} elements is used.`, ""] : []),
    style.faint(
      coverage.known === 0
        ? "No consumer of the contract is known: that nothing is used does not follow."
        : coverageLine(coverage),
    ),
  ].join("\n")}\n`;
}

function group(
  heading: string,
  elements: readonly UnusedElement[],
  { colour, verbose }: RenderOptions,
): readonly string[] {
  if (elements.length === 0) return [];
  const shown = verbose ? elements : elements.slice(0, LISTED);
  const rest = elements.length - shown.length;
  return [
    styleOf(colour).strong(heading),
    ...shown.map((one) => `  ${harmless(elementLine(one))}`),
    ...(rest > 0 ? [`  … and ${rest} more (--verbose lists them)`] : []),
    "",
  ];
}

function elementLine({ element, kind, lastSeen, lifecycle }: UnusedElement): string {
  const facts = [
    ...(lastSeen === undefined ? [] : [`last seen ${lastSeen}`]),
    ...(lifecycle === undefined ? [] : [windowSentence(lifecycle)]),
  ].join("; ");
  return `${element}  ${kind}${facts === "" ? "" : `  ${facts}`}`;
}
