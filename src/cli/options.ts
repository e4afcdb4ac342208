import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { DriftError } from "../errors.ts";
import { BLOCK_RULES, FAIL_ON } from "../policy/policy.ts";
import type { Policy } from "../policy/policy.ts";
import { REPORTERS } from "../report/index.ts";

/** Options that every command has, as the parser leaves them. */
export interface CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

/** Adds the options that mean the same in every command. */
export function withCommonOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--format <format>", "how to show the result")
        .choices(Object.keys(REPORTERS))
        .default("text"),
    )
    .option("-o, --output <file>", "write the result to a file, whole or not at all")
    .option("-q, --quiet", "print no result; the exit code says it")
    .option("-v, --verbose", "everything in full, compatible changes too")
    .option("--color", "colour even where the output is no terminal")
    .option("--no-color", "no colour")
    .addOption(new Option("--debug", "with a trace where the tool itself fails").hideHelp());
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
