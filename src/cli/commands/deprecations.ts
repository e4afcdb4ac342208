import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import type { DeprecationFilter } from "../../app/deprecation/select.ts";
import { STATES } from "../../report/text/window.ts";
import type { DeprecationsAnswer } from "../../report/answers.ts";
import type { RenderOptions } from "../../report/reporter.ts";
import { emitAnswer } from "../emit.ts";
import { dayOf, several, severalOf, withCommonOptions, withToday } from "../options.ts";
import type { CommonOptions } from "../options.ts";
import { progressLine } from "../progress.ts";
import {
  withEnvironmentOption,
  withOptionalRegistry,
  withRecordedConsumers,
} from "../registry-options.ts";
import type { EnvironmentOptions, RegistryOptions } from "../registry-options.ts";
import { toolVersion } from "../version.ts";

const EXAMPLES = `Examples:
  $ contract-drift deprecations                     what may be removed now, and what later?
  $ contract-drift deprecations catalog --today 2027-01-01
  $ contract-drift deprecations --removable         what may go in the next release?
  $ contract-drift deprecations --team storefront --within 30d
  $ contract-drift deprecations --state removed-early --state removed-unannounced
  $ contract-drift deprecations --format ics -o sunsets.ics   a calendar to subscribe to
  $ contract-drift deprecations --fail              in a weekly job: fail where a window has closed
`;

const FORMATS = ["text", "json", "markdown", "ics"] as const;

interface DeprecationsOptions extends CommonOptions, EnvironmentOptions, RegistryOptions {
  readonly format: (typeof FORMATS)[number];
  readonly config?: string;
  readonly today?: string;
  readonly contract?: string;
  readonly team?: readonly string[];
  readonly state?: DeprecationFilter["states"];
  readonly within?: number;
  readonly removable?: boolean;
  readonly overdue?: boolean;
  readonly history: boolean;
  readonly fail?: boolean;
}

/** `deprecations [contract]`: what is announced to go. */
export function addDeprecations(program: Command): void {
  const states = Object.keys(STATES);
  const command = program
    .command("deprecations")
    .description(
      "list what is deprecated, whose window ends when, who still uses it, what may go now",
    )
    .argument("[contract]", "one contract (default: all)")
    .addHelpText("before", EXAMPLES)
    .addOption(
      new Option("--format <format>", "how to show the result").choices(FORMATS).default("text"),
    )
    .option("--contract <name>", "one contract, as the argument")
    .option("--team <team>", "what a team may still use; may be repeated", several)
    .option("--state <state>", `${states.join(", ")}; may be repeated`, severalOf(states))
    .option("--within <days>", "whose sunset is at most so many days ahead: 30d", daysOf)
    .option("--removable", "only what may be removed now")
    .option("--overdue", "only what should have gone long ago")
    .option("--no-history", "only what the contracts say today; do not read the default branch")
    .option("--fail", "exit 1 where a window has closed")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withCommonOptions(withOptionalRegistry(withEnvironmentOption(withToday(command)))).action(
    runDeprecations,
  );
}

async function runDeprecations(
  contract: string | undefined,
  options: DeprecationsOptions,
): Promise<void> {
  const today = dayOf(options.today);
  const { askDeprecations } = await import("../../app/deprecations.ts");
  const progress = progressLine();
  const name = contract ?? options.contract;
  const ask: typeof askDeprecations = (question) =>
    withRecordedConsumers(options, (known) => askDeprecations({ ...question, ...known }));
  const answer = await ask({
    folder: process.cwd(),
    today,
    version: toolVersion(),
    history: options.history,
    filter: filterOf(options),
    onContract: (found, index, total) => progress.show(`${found} (${index + 1} of ${total})`),
    ...(name === undefined ? {} : { contract: name }),
    ...(options.config === undefined ? {} : { config: options.config }),
  }).finally(() => progress.clear());
  const isClosed = answer.deprecations.some(({ lifecycle }) => (lifecycle.daysLeft ?? 0) < 0);
  if (options.fail === true && isClosed) process.exitCode = 1;
  const { format } = options;
  const render = await rendererFor(format);
  emitAnswer(answer, { ...options, format: format === "json" ? "json" : "text" }, (view) =>
    render(answer, view),
  );
}

type Renderer = (answer: DeprecationsAnswer, view: RenderOptions) => string;

async function rendererFor(format: DeprecationsOptions["format"]): Promise<Renderer> {
  if (format === "ics") return (await import("../../report/ics.ts")).renderIcs;
  if (format === "markdown")
    return (await import("../../report/markdown/deprecations.ts")).renderDeprecationsMarkdown;
  return (await import("../../report/text/deprecations.ts")).renderDeprecations;
}

function filterOf(options: DeprecationsOptions): DeprecationFilter {
  const { state, team, within, removable, overdue } = options;
  return {
    ...(state === undefined ? {} : { states: state }),
    ...(team === undefined ? {} : { teams: team }),
    ...(within === undefined ? {} : { withinDays: within }),
    ...(removable === undefined ? {} : { removable }),
    ...(overdue === undefined ? {} : { overdue }),
  };
}

function daysOf(value: string): number {
  const [, count, unit = "d"] = /^(\d{1,5})\s*([dw])?$/.exec(value) ?? [];
  if (count === undefined) throw new InvalidArgumentError("Write days or weeks: 30d, 6w.");
  return Number(count) * (unit === "w" ? 7 : 1);
}
