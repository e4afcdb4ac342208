import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift deprecations                     what may be removed now, and what later?
  $ contract-drift deprecations catalog --today 2027-01-01
  $ contract-drift deprecations --fail              in a weekly job: fail where a window has closed
`;

interface DeprecationsOptions extends AnswerOptions {
  readonly config?: string;
  readonly today?: string;
  readonly fail?: boolean;
}

/** `deprecations [contract]`: what is announced to go. */
export function addDeprecations(program: Command): void {
  const command = program
    .command("deprecations")
    .description(
      "list what is deprecated, whose window ends when, who still uses it, what may go now",
    )
    .argument("[contract]", "one contract (default: all)")
    .addHelpText("before", EXAMPLES)
    .option("--fail", "exit 1 where a window has closed")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(withToday(command)).action(runDeprecations);
}

async function runDeprecations(
  contract: string | undefined,
  options: DeprecationsOptions,
): Promise<void> {
  const today = dayOf(options.today);
  const { askDeprecations } = await import("../../app/deprecations.ts");
  const { renderDeprecations } = await import("../../report/text/deprecations.ts");
  const answer = await askDeprecations({
    folder: process.cwd(),
    today,
    ...(contract === undefined ? {} : { contract }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  const isClosed = answer.deprecations.some(({ lifecycle }) => (lifecycle.daysLeft ?? 0) < 0);
  if (options.fail === true && isClosed) process.exitCode = 1;
  emitAnswer(answer, options, (view) => renderDeprecations(answer, view));
}
