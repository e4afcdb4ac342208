import type { RenderOptions } from "../../reporter.ts";
import type { ConsumersAnswer, ListedConsumer, ListedUse } from "../../registry-answers.ts";
import { counted, harmless, styleOf } from "../style.ts";
import { liveText } from "./records.ts";

/** Uses of one consumer that are listed before the rest is a count. */
const LISTED = 5;

/** The answer of `consumers`. */
export function renderConsumers(answer: ConsumersAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const { contract, version, element, coordinate, consumers, uncovered, known } = answer;
  const what = element ?? coordinate ?? contract;
  const of = what === contract ? "" : ` of ${contract}`;
  const heading = `${style.strong(harmless(what))}${harmless(of)}${version === undefined ? "" : harmless(` ${version}`)}`;
  return `${[
    heading,
    "",
    ...(consumers.length === 0
      ? [`no use of it is recorded`]
      : consumers.flatMap((one) => consumerBlock(one, options))),
    "",
    ...(uncovered.length === 0
      ? []
      : [
          style.verdict(
            "dangerous",
            `too little is known of ${counted(uncovered.length, "more consumer")}, which may use it: ${harmless(uncovered.join(", "))}`,
          ),
        ]),
    style.faint(
      known === 0
        ? "No consumer of the contract is known: that nobody uses it does not follow."
        : `${counted(consumers.length, "consumer")} of ${known} known`,
    ),
  ].join("\n")}\n`;
}

function consumerBlock(one: ListedConsumer, { colour, verbose }: RenderOptions): readonly string[] {
  const style = styleOf(colour);
  const owner = one.team === undefined ? "" : `  team ${one.team}`;
  const contacts = one.contacts.length === 0 ? "" : ` (${one.contacts.join(", ")})`;
  const facts = [
    ...(one.live.length === 0 ? [] : [`live ${liveText(one.live)}`]),
    ...(one.versions.length === 0 ? [] : [`seen in ${one.versions.slice(0, 5).join(", ")}`]),
    ...(one.environments.length === 0 ? [] : [`in ${one.environments.join(", ")}`]),
    `last seen ${one.lastSeen}`,
    `by ${one.evidence.join(", ")}`,
  ].join("; ");
  const shown = verbose ? one.uses : one.uses.slice(0, LISTED);
  const rest = one.uses.length - shown.length;
  return [
    `${style.strong(harmless(one.consumer))}${harmless(`${owner}${contacts}`)}`,
    `  ${harmless(facts)}`,
    ...shown.map((use) => `    ${useLine(use)}`),
    ...(rest > 0 ? [`    … and ${counted(rest, "more use")} (--verbose lists them)`] : []),
  ];
}

function useLine({ coordinate, modes, place, count }: ListedUse): string {
  const name = coordinate === "" ? "the contract as a whole" : coordinate;
  const times = count === undefined ? "" : `, ${counted(count, "time")}`;
  return harmless(`${name}  ${modes.join(", ")}  ${place}${times}`);
}
