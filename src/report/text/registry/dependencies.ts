import type { RenderOptions } from "../../reporter.ts";
import type { DependenciesAnswer, Dependency, GoingElement } from "../../registry-answers.ts";
import { counted, harmless, shortened, styleOf } from "../style.ts";
import { windowSentence } from "../window.ts";

/** What is listed of one contract before the rest is a count. */
const LISTED = 10;

const NOTHING_KNOWN = "no use of any contract is recorded: that it uses none does not follow";
const NOTHING_GOES =
  "nothing that it is seen to use is going away; what it uses unseen is not known";

/** The answer of `dependencies`. */
export function renderDependencies(answer: DependenciesAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const { service, team, contracts, today } = answer;
  const going = contracts.reduce((sum, { going: some }) => sum + some.length, 0);
  const missing = contracts.reduce((sum, { missing: some }) => sum + some.length, 0);
  return `${[
    `${style.strong(harmless(service))}${team === undefined ? "" : harmless(`  team ${team}`)}`,
    ...(contracts.length === 0
      ? ["", answer.goingAway === true ? NOTHING_GOES : NOTHING_KNOWN]
      : contracts.flatMap((one) => ["", ...contractBlock(one, options)])),
    "",
    style.faint(
      `${counted(contracts.length, "contract")}; on ${today} ${going} of what it uses is going away, ${missing} is not there`,
    ),
  ].join("\n")}\n`;
}

function contractBlock(one: Dependency, { colour, verbose }: RenderOptions): readonly string[] {
  const style = styleOf(colour);
  const limit = verbose ? Infinity : LISTED;
  const team = one.providerTeam === undefined ? "" : ` (team ${one.providerTeam})`;
  const of =
    one.provider === undefined || (one.provider === one.contract && team === "")
      ? ""
      : ` of ${one.provider}${team}`;
  const built =
    one.builtAgainst.length === 0
      ? ""
      : `; built against ${one.builtAgainst.slice(0, 3).join(", ")}`;
  const latest = one.version === undefined ? "never published" : `latest ${one.version}`;
  return [
    `${style.strong(harmless(one.contract))}${harmless(of)}`,
    harmless(`  ${usesText(one)}, last seen ${one.lastSeen}; ${latest}${built}`),
    ...one.going.slice(0, limit).flatMap((element) => goingLines(element, colour)),
    ...(one.going.length > limit ? [`  … and ${one.going.length - limit} more (--verbose)`] : []),
    ...one.missing
      .slice(0, limit)
      .map(({ coordinate, reason }) => harmless(`  missing  ${coordinate}: ${reason}`)),
    ...(one.missing.length > limit
      ? [`  … and ${one.missing.length - limit} more (--verbose)`]
      : []),
  ];
}

function usesText({ uses, atMost }: Dependency): string {
  if (uses === 0) return "what it uses of it is not known";
  return `${atMost === true ? "at most " : ""}${counted(uses, "use")}`;
}

function goingLines({ element, lifecycle, reason, through }: GoingElement, colour: boolean) {
  const style = styleOf(colour);
  const [first] = through;
  const more = through.length > 1 ? ` and ${through.length - 1} more` : "";
  const use = first === undefined || first === element ? "" : `through ${first}${more}`;
  return [
    `  ${style.verdict("dangerous", "going")}  ${harmless(`${element}  ${windowSentence(lifecycle)}`)}`,
    ...(reason === undefined || lifecycle.replacement !== undefined
      ? []
      : [`         ${harmless(shortened(reason, 160))}`]),
    ...(use === "" ? [] : [`         ${harmless(use)}`]),
  ];
}
