import { CommanderError, InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { DriftError } from "../errors.ts";
import { BLOCK_RULES, FAIL_ON } from "../policy/policy.ts";
import type { Policy } from "../policy/policy.ts";
import { isReportFormat, REPORTERS } from "../report/index.ts";
import type { ReportFormat } from "../report/index.ts";

/** Options that every command has, as the parser leaves them. */
export interface CommonOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

/** Options of commands that answer a question. */
export interface AnswerOptions extends CommonOptions {
  readonly format: "text" | "json";
}

/** One way to show a report, and where; without a file it goes where the result goes. */
export interface Output {
  readonly format: ReportFormat;
  readonly file?: string;
}

/** Options of commands that make a report. */
export interface ReportOptions extends CommonOptions {
  readonly format?: readonly Output[];
}

/** Adds the options of commands that answer a question. */
export function withAnswerOptions(command: Command): Command {
  const format = new Option("--format <format>", "how to show the result")
    .choices(["text", "json"])
    .default("text");
  return withCommonOptions(command.addOption(format));
}

/** Adds the options of commands that make a report, in several formats at once if need be. */
export function withReportOptions(command: Command): Command {
  const names = Object.keys(REPORTERS);
  const flag = "--format <format[=file]>";
  return withCommonOptions(
    command.option(
      flag,
      `${names.join(", ")} (default: text); may be repeated; list says more`,
      outputs,
    ),
  );
}

/** Adds the options that mean the same in every command. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("-o, --output <file>", "write the result to a file, whole or not at all")
    .option("-q, --quiet", "print no result; the exit code says it")
    .option("-v, --verbose", "everything in full, compatible changes too")
    .option("--color", "colour even where the output is no terminal")
    .option("--no-color", "no colour")
    .addOption(new Option("--debug", "with a trace where the tool itself fails").hideHelp());
}

function outputs(value: string, previous: readonly Output[] | undefined): readonly Output[] {
  if (value === "list") throw formatList();
  const [, format = "", file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  if (!isReportFormat(format)) {
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(REPORTERS).join(", ")}.`);
  }
  if (file === "") throw new InvalidArgumentError("There is no file after the equals sign.");
  const output = { format, ...(file === undefined ? {} : { file }) };
  const others = previous ?? [];
  if (file === undefined && others.some((other) => other.file === undefined)) {
    throw new InvalidArgumentError("Only one format can go to standard output; write FORMAT=FILE.");
  }
  if (file !== undefined && others.some((other) => other.file === file)) {
    throw new InvalidArgumentError(`Two formats cannot be written to the same file, ${file}.`);
  }
  return [...others, output];
}

/** `--format list`: a line for each format, and the run is over. */
function formatList(): CommanderError {
  const lines = Object.entries(REPORTERS).map(
    ([name, { about }]) => `${name.padEnd(9)} ${about}\n`,
  );
  process.stdout.write(lines.join(""));
  return new CommanderError(0, "contract-drift.formats", "");
}

/** Options that override the policy for one run. */
export interface PolicyOptions {
  readonly failOn?: Policy["failOn"];
  readonly block?: Policy["block"];
}

/** Adds the options that override the policy. */
export function withPolicyOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--fail-on <severity>", "the lowest severity that blocks").choices(FAIL_ON),
    )
    .addOption(
      new Option("--block <rule>", "whether use matters for blocking").choices(BLOCK_RULES),
    );
}

/** What the options say of the policy; the rest stays as it is configured. */
export function policyOf({ failOn, block }: PolicyOptions): Partial<Policy> {
  return {
    ...(failOn === undefined ? {} : { failOn }),
    ...(block === undefined ? {} : { block }),
  };
}

/** Adds `--today`, for commands that judge windows. */
export function withToday(command: Command): Command {
  return command.option("--today <date>", "the day windows are judged on (default: today, UTC)");
}

/** Collects an option that may be given several times. */
export function several(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** The same for an option that allows certain values only. */
export function severalOf(
  choices: readonly string[],
): (value: string, previous: readonly string[] | undefined) => readonly string[] {
  return (value, previous) => {
    if (choices.includes(value)) return several(value, previous);
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
  };
}

/** The day of the run: as given, or the current calendar day in UTC. */
export function dayOf(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  const date = new Date(`${given}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(date.getTime());
  if (isDay && date.toISOString().startsWith(given)) return given;
  throw new DriftError({
    code: "usage",
    message: `${JSON.stringify(given)} is not a date.`,
    hint: "Write --today as YYYY-MM-DD, for example 2026-11-22.",
  });
}
