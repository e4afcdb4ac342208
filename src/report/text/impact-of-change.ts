import type { ChangeImpactAnswer, ConsumerHit, ConsumerOfChange } from "../answers.ts";
import type { Comparison, ReportedChange } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { consumerLines } from "./consumers.ts";
import { coverageLine } from "./coverage.ts";
import { diagnosticLines } from "./diagnostics.ts";
import { counted, harmless, styleOf, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";

/** Changes of one consumer, and reasons of one change, that are listed before the rest is a count. */
const LISTED = 5;

/** The answer of `impact --before --after` for people. */
export function renderImpactOfChange(answer: ChangeImpactAnswer, options: RenderOptions): string {
  const { comparison, consumers, coverage, owners } = answer;
  const style = styleOf(options.colour);
  const hit = consumers.filter(({ changes }) => changes.length > 0);
  return `${[
    headLine(comparison, style),
    ...hit.flatMap((one) => ["", ...consumerBlock(one, comparison, options)]),
    ...restLines(answer, options),
    ...unfeltLines(comparison, options),
    ...(owners === undefined
      ? []
      : ["", harmless(`${comparison.contract} belongs to ${owners.join(", ")}`)]),
    ...(comparison.changes.length === 0 ? [] : ["", style.faint(coverageLine(coverage))]),
    ...diagnosticLines(comparison.diagnostics, style, options.verbose),
  ].join("\n")}\n`;
}

function headLine(comparison: Comparison, style: Style): string {
  const { contract, base, head, state, verdict, changes } = comparison;
  const sides = `${base?.ref ?? "before"} → ${head?.ref ?? "after"}`;
  const gone = state === "removed" ? "the contract is gone" : countsOf(changes);
  return `${style.strong(harmless(contract))}  ${harmless(sides)}  ${style.verdict(verdict, `${SYMBOLS[verdict]} ${gone}`)}`;
}

function countsOf(changes: readonly ReportedChange[]): string {
  if (changes.length === 0) return "nothing has changed";
  const counts = (["breaking", "dangerous", "compatible"] as const).flatMap((severity) => {
    const count = changes.filter((change) => change.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${counted(changes.length, "change")}: ${counts.join(", ")}`;
}

function consumerBlock(
  one: ConsumerOfChange,
  { changes }: Comparison,
  { colour, verbose }: RenderOptions,
): readonly string[] {
  const style = styleOf(colour);
  const breaks = one.verdict === "breaks";
  const verdict = style.verdict(
    breaks ? "breaking" : "dangerous",
    breaks ? `${SYMBOLS.breaking} breaks` : `${SYMBOLS.dangerous} may break`,
  );
  const team = one.team === undefined ? "" : `  team ${one.team}`;
  const contacts = one.contacts === undefined ? "" : ` (${one.contacts.join(", ")})`;
  const seen = one.lastSeen === undefined ? "" : `  last seen ${one.lastSeen}`;
  const messages = new Map(changes.map(({ key, message }) => [key, message]));
  const shown = verbose ? one.changes : one.changes.slice(0, LISTED);
  const rest = one.changes.length - shown.length;
  return [
    `${verdict}  ${style.strong(harmless(one.consumer))}${harmless(`${team}${contacts}${seen}`)}`,
    ...shown.flatMap((hit) => hitLines(hit, messages.get(hit.key) ?? "", { breaks, verbose })),
    ...(rest > 0 ? [`    … and ${counted(rest, "more change")} (--verbose lists them)`] : []),
  ];
}

/** A change that hits a consumer, and the evidence for it. */
function hitLines(
  { rule, element, verdict, because }: ConsumerHit,
  message: string,
  { breaks, verbose }: { readonly breaks: boolean; readonly verbose: boolean },
): readonly string[] {
  const weaker = breaks && verdict === "may-break" ? "may break: " : "";
  const shown = verbose ? because : because.slice(0, LISTED);
  const rest = because.length - shown.length;
  return [
    harmless(`    ${weaker}${rule}  ${element}  ${message}`),
    ...shown.map(({ detail, evidence: { file, line, item } }) => {
      const place = line === undefined ? file : `${file}:${line}`;
      const within = item === undefined || detail.includes(item) ? "" : `${item}, `;
      return harmless(`        ${detail} (${within}${place})`);
    }),
    ...(rest > 0 ? [`        … and ${counted(rest, "more reason")}`] : []),
  ];
}

/** Who is not hit, as far as can be seen, and about whom too little is known. */
function restLines(
  { consumers, comparison }: ChangeImpactAnswer,
  { verbose }: RenderOptions,
): readonly string[] {
  const rest = consumers.filter(({ changes }) => changes.length === 0);
  if (rest.length === 0) {
    const isFelt = comparison.changes.some(({ severity }) => severity !== "compatible");
    return consumers.length === 0 && isFelt ? ["", "no consumer that it could hit is known"] : [];
  }
  const impacts = rest.map((one) => ({ ...one, because: [] }));
  return ["", ...consumerLines(impacts, verbose ? rest.length : undefined).map(harmless)];
}

/** What changes that hit nobody who is known; compatible ones only where everything is asked for. */
function unfeltLines(
  { changes }: Comparison,
  { colour, verbose }: RenderOptions,
): readonly string[] {
  const style = styleOf(colour);
  const unfelt = changes.filter(
    ({ severity, impact }) =>
      (verbose || severity !== "compatible") &&
      impact.every(({ verdict }) => verdict === "not-covered" || verdict === "no-use-seen"),
  );
  if (unfelt.length === 0) return [];
  const shown = verbose ? unfelt : unfelt.slice(0, LISTED);
  const rest = unfelt.length - shown.length;
  return [
    "",
    style.strong("Nobody is seen to be hit by"),
    ...shown.map(
      ({ severity, rule, element, message }) =>
        `  ${style.verdict(severity, `${SYMBOLS[severity]} ${severity}`)}  ${harmless(`${rule}  ${element}  ${message}`)}`,
    ),
    ...(rest > 0 ? [`  … and ${counted(rest, "more change")} (--verbose lists them)`] : []),
  ];
}
