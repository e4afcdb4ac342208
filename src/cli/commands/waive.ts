import { Option } from "commander";
import type { Command } from "commander";
import type { PruneAnswer, WaiveAnswer, WaiverTerms } from "../../app/waive.ts";
import type { RepositoryCheck } from "../../app/repository.ts";
import { DriftError } from "../../errors.ts";
import { emitAnswer } from "../emit.ts";
import { dayOf, several, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { writeResult } from "../terminal.ts";
import { toolVersion } from "../version.ts";

const WAIVE_EXAMPLES = `Examples:
  $ contract-drift waive ded9cfc3b7eb82f3 --reason "nobody reads it" --owner payments --expires 2027-01-31
  $ contract-drift waive ded9cfc3b7eb82f3 --reason "agreed with web" --owner payments --expires "release v2.0" --consumer web
  $ contract-drift waive prune
`;

const PRUNE_EXAMPLES = `Examples:
  $ contract-drift waive prune --dry-run
`;

const BASELINE_EXAMPLES = `Examples:
  $ contract-drift baseline --against v1.0 --owner api-guild --expires 2027-06-30
`;

interface CheckedOptions extends AnswerOptions {
  readonly against?: readonly string[];
  readonly config?: string;
  readonly today?: string;
  readonly dryRun?: boolean;
}

interface TermOptions extends CheckedOptions {
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly decision?: string;
  readonly consumer?: readonly string[];
}

/** `waive <key>` and `waive prune`: entries of the waivers file. */
export function addWaive(program: Command): void {
  const waive = program
    .command("waive")
    // What stands after `prune` is for prune.
    .enablePositionalOptions()
    .description("let one change pass: write who answers for it, why, and until when")
    .argument("<key>", "the key of the change, as reports show it")
    .addHelpText("before", WAIVE_EXAMPLES)
    .option("--reason <text>", "why the change is right nevertheless")
    .option("--consumer <name>", "only as far as this consumer is hit; may be repeated", several);
  withCheckedOptions(withTerms(waive)).action(runWaive);
  const prune = waive
    .command("prune")
    .description("take out waivers that can excuse nothing any more")
    .addHelpText("before", PRUNE_EXAMPLES)
    .option("--unmatched", "also those of this branch that match no change");
  withCheckedOptions(prune).action(runPrune);
}

/** `baseline`: everything that blocks today, waived until a day. */
export function addBaseline(program: Command): void {
  const command = program
    .command("baseline")
    .description("waive everything that blocks now, to start with a project that has old debt")
    .addHelpText("before", BASELINE_EXAMPLES)
    .option("--reason <text>", "why it passes", "known when the check was introduced");
  withCheckedOptions(withTerms(command)).action(runBaseline);
}

function withTerms(command: Command): Command {
  return command
    .option("--owner <name>", "who answers for it")
    .option("--expires <when>", 'the last day it holds, or "release NAME"')
    .option("--decision <address>", "where it was decided: a ticket, a decision record");
}

function withCheckedOptions(command: Command): Command {
  command
    .option("--against <base>", "as for check; may be repeated", several)
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)")
    .addOption(new Option("-n, --dry-run", "say what would be written and write nothing"));
  return withAnswerOptions(withToday(command));
}

async function runWaive(key: string, options: TermOptions): Promise<void> {
  const { waiveChange } = await import("../../app/waive.ts");
  const answer = await waiveChange(key, termsOf(options), requestOf(options));
  finish(answer, options);
}

async function runBaseline(options: TermOptions): Promise<void> {
  const { adoptBaseline } = await import("../../app/waive.ts");
  const answer = await adoptBaseline(termsOf(options), requestOf(options));
  finish(answer, options);
}

interface PruneOptions extends CheckedOptions {
  readonly unmatched?: boolean;
}

async function runPrune(options: PruneOptions): Promise<void> {
  const { pruneWaivers } = await import("../../app/waive.ts");
  const dryRun = options.dryRun ?? false;
  const answer = await pruneWaivers(requestOf(options), { unmatched: options.unmatched ?? false });
  if (!dryRun) for (const { path, text } of answer.edited) writeResult(text, path);
  const { removed, unmatched } = answer;
  emitAnswer({ removed, unmatched, dryRun }, options, () => pruneText(answer, options));
}

/** Every waiver says why, whose and until when. (As parser's options they would be asked of `prune`, too.) */
function termsOf(options: TermOptions): WaiverTerms {
  const { decision, consumer } = options;
  return {
    reason: said(options.reason, "--reason <text>"),
    owner: said(options.owner, "--owner <name>"),
    expires: said(options.expires, "--expires <when>"),
    ...(decision === undefined ? {} : { decision }),
    ...(consumer === undefined ? {} : { consumers: consumer }),
  };
}

function said(value: string | undefined, flag: string): string {
  if (value !== undefined && value.trim() !== "") return value;
  throw new DriftError({
    code: "usage",
    message: `Required option '${flag}' is missing or empty.`,
    hint: "A waiver says why, who answers for it, and until when.",
  });
}

function requestOf(options: CheckedOptions): RepositoryCheck {
  return {
    folder: process.cwd(),
    today: dayOf(options.today),
    override: {},
    version: toolVersion(),
    environment: process.env,
    ...(options.config === undefined ? {} : { config: options.config }),
    ...(options.against === undefined ? {} : { against: options.against }),
  };
}

function finish({ waivers, edited }: WaiveAnswer, options: TermOptions): void {
  if (edited !== undefined && options.dryRun !== true) writeResult(edited.text, edited.path);
  const answer = { waivers, dryRun: options.dryRun ?? false };
  emitAnswer(edited === undefined ? answer : { ...answer, file: edited.file }, options, () =>
    waiveText({ waivers, ...(edited === undefined ? {} : { edited }) }, options),
  );
}

/** How many changes are named before the rest is a count. */
const NAMED = 10;

function waiveText({ waivers, edited }: WaiveAnswer, { dryRun }: CheckedOptions): string {
  if (edited === undefined) return "Nothing blocks: there is nothing to waive.\n";
  if (dryRun === true) return edited.text;
  const shown = waivers
    .slice(0, NAMED)
    .map(({ key, change, expires }) => `  ${key}  ${change}  until ${expires}\n`);
  const rest = waivers.length - shown.length;
  return `Wrote ${waivers.length === 1 ? "a waiver" : `${waivers.length} waivers`} to ${edited.file}:
${shown.join("")}${rest > 0 ? `  … and ${rest} more\n` : ""}
Next: commit ${edited.file}, and have its owners review it.
`;
}

function pruneText({ removed, unmatched }: PruneAnswer, { dryRun }: CheckedOptions): string {
  const lines = removed.map(
    ({ key, file, line, owner, why }) => `  ${key}  ${file}:${line}  by ${owner}: ${WHY[why]}\n`,
  );
  const kept = unmatched.map(
    ({ key, file, line, owner }) => `  ${key}  ${file}:${line}  by ${owner}: ${WHY.unmatched}\n`,
  );
  const done = dryRun === true ? "Would take out" : "Took out";
  const head =
    removed.length === 0
      ? "Every waiver can still excuse something.\n"
      : `${done} ${removed.length === 1 ? "a waiver" : `${removed.length} waivers`}:\n${lines.join("")}`;
  if (kept.length === 0) return head;
  return `${head}\nLeft where they are (--unmatched takes them out):\n${kept.join("")}`;
}

const WHY = {
  merged: "its change is merged",
  expired: "it has ended, and no change has its key",
  unmatched: "no change has its key",
} as const;
