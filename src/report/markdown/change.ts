import type { Witness } from "../report.ts";
import type { Finding } from "../findings.ts";
import type { RenderOptions } from "../reporter.ts";
import { consumerLines } from "../text/consumers.ts";
import { counted, shortened, SYMBOLS } from "../text/style.ts";
import { windowSentence } from "../text/window.ts";
import { witnessBlockOf } from "../witness-text.ts";
import { deploySentence, feltBy, lapsedSentence, ruleOf, sentence } from "../words.ts";
import { code, fenced, prose } from "./escape.ts";
import { placesOf } from "./places.ts";

/** How many operations, and how many characters of a name, a sentence and a witness are shown. */
const OPERATIONS = 5;
const NAME_LIMIT = 300;
const TEXT_LIMIT = 600;
const WITNESS_LIMIT = 1500;

/** One change in full, as a section of its own. */
export function changeSection({ comparison, change }: Finding, options: RenderOptions): string {
  const rule = ruleOf(change);
  const lapsed = lapsedSentence(change);
  const rows: readonly (readonly [label: string, text: string | undefined])[] = [
    ["where", placesOf(change, comparison, options.hosting)],
    ["why", prose([feltBy(change), ...(rule === undefined ? [] : [rule.explanation])].join(": "))],
    ["met in", operationsOf(change)],
    ...consumerLines(change.impact).map((line) => ["who", limited(line)] as const),
    [
      "window",
      change.lifecycle === undefined ? undefined : limited(windowSentence(change.lifecycle)),
    ],
    ["deploy", deploySentence(change)],
    [change.blocking.value ? "blocks" : "passes", limited(change.blocking.because)],
    ["waiver", lapsed === undefined ? undefined : limited(lapsed)],
    ["do", rule === undefined ? undefined : prose(rule.advice)],
    ["key", `${code(change.key)}, rule ${code(change.rule)}`],
  ];
  return [
    `#### ${SYMBOLS[change.severity]} ${code(shortened(change.element, NAME_LIMIT))}`,
    "",
    limited(sentence(change.message)),
    "",
    ...rows.flatMap(([label, text]) => (text === undefined ? [] : [`- **${label}** ${text}`])),
    ...witnessBlock(change.witness),
    "",
  ].join("\n");
}

/** One change in a line: level, rule, element, key. */
export function changeItem({ change }: Finding): string {
  const level = `${SYMBOLS[change.severity]} ${change.severity}`;
  return `- ${level} ${code(change.rule)} ${code(shortened(change.element, NAME_LIMIT))} ${code(change.key)}`;
}

function limited(text: string): string {
  return prose(shortened(text, TEXT_LIMIT));
}

function operationsOf({ reach, reachTotal }: Finding["change"]): string | undefined {
  const names = [...new Set(reach.map(({ operation, place }) => `${operation} ${place}`.trim()))];
  const shown = names.slice(0, OPERATIONS).map((name) => code(shortened(name, NAME_LIMIT)));
  if (shown.length === 0) return undefined;
  const rest = Math.max(reachTotal, names.length) - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${counted(rest, "more place")}` : shown.join(", ");
}

function witnessBlock(witness: Witness | undefined): readonly string[] {
  if (witness?.status !== "confirmed") return [];
  const where =
    witness.operation === undefined ? "" : ` of ${code(shortened(witness.operation, NAME_LIMIT))}`;
  const block = witnessBlockOf(witness);
  return [
    `- **witness** a ${witness.kind}${where}: ${limited(witness.detail)} (confirmed by ${witness.confirmedBy})`,
    ...(block === undefined ? [] : ["", fenced(block.text, block.language, WITNESS_LIMIT)]),
  ];
}
