import type { ImpactAnswer } from "../answers.ts";
import type { RenderOptions } from "../reporter.ts";
import { consumerLines } from "./consumers.ts";
import { coverageLine } from "./coverage.ts";
import { diagnosticLines } from "./diagnostics.ts";
import { harmless, styleOf } from "./style.ts";
import { windowSentence } from "./window.ts";

/** The answer of `impact` for people. */
export function renderImpact(answer: ImpactAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const { location, impact } = answer;
  const place =
    location === undefined ? "" : `${location.file}:${location.line}:${location.column}`;
  const users =
    impact.length === 0
      ? ["no consumer of the contract is known"]
      : consumerLines(impact, options.verbose ? impact.length : undefined);
  const contacts = contactLines(answer);
  return `${[
    `${style.strong(harmless(answer.element))}  ${answer.kind} of ${harmless(answer.contract)}  ${style.faint(harmless(place))}`,
    ...(answer.lifecycle === undefined ? [] : [`  ${windowSentence(answer.lifecycle)}`]),
    "",
    `If it were removed on ${answer.today}:`,
    ...users.map((line) => `  ${harmless(line)}`),
    ...(contacts.length === 0 ? [] : ["", "To ask first:", ...contacts]),
    ...(answer.owners === undefined
      ? []
      : ["", `${harmless(answer.contract)} belongs to ${harmless(answer.owners.join(", "))}`]),
    "",
    style.faint(coverageLine(answer.coverage)),
    ...diagnosticLines(answer.diagnostics, style, options.verbose),
  ].join("\n")}\n`;
}

/** How to reach those who would be hit, and those about whom nothing is known. */
function contactLines({ impact }: ImpactAnswer): readonly string[] {
  return impact.flatMap(({ verdict, consumer, contacts = [] }) =>
    verdict === "no-use-seen" || contacts.length === 0
      ? []
      : [`  ${harmless(`${consumer}: ${contacts.join(", ")}`)}`],
  );
}
