import { Option } from "commander";
import type { Command } from "commander";
import { emitReport } from "../emit.ts";
import { settleNursery } from "../nursery.ts";
import {
  dayOf,
  policyOf,
  several,
  withReportOptions,
  withPolicyOptions,
  withToday,
} from "../options.ts";
import type { ReportOptions, PolicyOptions } from "../options.ts";
import { progressLine } from "../progress.ts";
import {
  withEnvironmentOption,
  withOptionalRegistry,
  withRecordedConsumers,
} from "../registry-options.ts";
import type { EnvironmentOptions, RegistryOptions } from "../registry-options.ts";
import { toolVersion } from "../version.ts";
import { withWitness } from "../witness-option.ts";
import type { WitnessOption } from "../witness-option.ts";

const EXAMPLES = `Examples:
  $ contract-drift check                      the work tree against where it left the default branch
  $ contract-drift check --against v1.4       against a release
  $ contract-drift check --against main --against "latest v*" --against env:production
  $ contract-drift check --head feature       a branch that is not checked out
  $ contract-drift check --format json -o report.json
`;

interface CheckOptions
  extends ReportOptions, PolicyOptions, WitnessOption, EnvironmentOptions, RegistryOptions {
  readonly head?: string;
  readonly against?: readonly string[];
  readonly config?: string;
  readonly cache?: boolean;
  readonly policy?: "base" | "head";
  readonly today?: string;
}

/** `check`: every contract of the repository. */
export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .description("check every contract of the repository against the branch it will be merged into")
    .addHelpText("before", EXAMPLES)
    .option(
      "--against <base>",
      "a branch, tag or commit (the merge base with it), latest PATTERN (the latest release) or env:NAME (what runs there), instead of the target branch; may be repeated",
      several,
    )
    .option("--head <revision>", "check this revision instead of the work tree")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)")
    .option("--no-cache", "compare anew what was compared before, and keep no comparison")
    .addOption(
      new Option(
        "--policy <side>",
        "whose configuration says what blocks (default: the base's, so that no branch stops its own check)",
      ).choices(["base", "head"]),
    );
  withReportOptions(
    withOptionalRegistry(withEnvironmentOption(withWitness(withPolicyOptions(withToday(command))))),
  ).action(runCheck);
}

async function runCheck(options: CheckOptions): Promise<void> {
  const today = dayOf(options.today);
  const { checkRepository } = await import("../../app/repository.ts");
  const { hasUnreadable } = await import("../../app/check.ts");
  const progress = progressLine();
  const report = await withRecordedConsumers(options, (known) =>
    checkRepository({
      ...known,
      folder: process.cwd(),
      today,
      override: policyOf(options),
      witness: options.witness,
      version: toolVersion(),
      environment: process.env,
      onContract: (name, index, total) => {
        settleNursery();
        progress.show(`${name} (${index + 1} of ${total})`);
      },
      onEvidence: (path, done, total) =>
        progress.show(`${path} (${Math.min(100, Math.floor((done / total) * 100))} %)`),
      onCommandFailed: (said) => {
        progress.clear();
        process.stderr.write(`${printable(said)}\n`);
      },
      onCommand: (command, side) => progress.show(`${command} (${side})`),
      ...(options.config === undefined ? {} : { config: options.config }),
      ...(options.cache === undefined ? {} : { cache: options.cache }),
      ...(options.policy === undefined ? {} : { policyFrom: options.policy }),
      ...(options.head === undefined ? {} : { head: options.head }),
      ...(options.against === undefined ? {} : { against: options.against }),
    }),
  ).finally(() => progress.clear());
  await emitReport(report, options);
  if (hasUnreadable(report)) process.exitCode = 3;
}

/** Lines of another program, without what would steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/\u001B\[[\d;]*m/g, "").replaceAll(/[^\P{Cc}\n\t]/gu, "\uFFFD");
}
