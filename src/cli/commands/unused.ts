import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { days, registryChoice, withRegistryOption } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift unused catalog                 no use seen for 90 days
  $ contract-drift unused catalog --for 30d --environment production
`;

/** How long nothing must have been seen, where nobody says. */
const DEFAULT_DAYS = 90;

interface UnusedOptions extends AnswerOptions, RegistryOptions {
  readonly for: number;
  readonly contractVersion?: string;
  readonly environment?: string;
  readonly today?: string;
}

/** `unused <contract>`: what nobody is seen to use. */
export function addUnused(program: Command): void {
  const command = program
    .command("unused")
    .description("tell what of a contract nobody uses, and whether enough is known to say so")
    .argument("<contract>", "the contract's name in the registry")
    .addHelpText("before", EXAMPLES)
    .option("--for <days>", "how long no use must have been seen", days, DEFAULT_DAYS)
    .option("--contract-version <version>", "the version to look at (default: the last)")
    .option("--environment <name>", "what was seen there, or nobody says where");
  withAnswerOptions(withRegistryOption(withToday(command))).action(runUnused);
}

async function runUnused(contract: string, options: UnusedOptions): Promise<void> {
  const today = dayOf(options.today);
  const { withRegistry } = await import("../../app/registry/place.ts");
  const { askUnused } = await import("../../app/registry/unused.ts");
  const { renderUnused } = await import("../../report/text/registry/unused.ts");
  const { contractVersion, environment } = options;
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    askUnused(store, {
      contract,
      today,
      days: options.for,
      ...(contractVersion === undefined ? {} : { version: contractVersion }),
      ...(environment === undefined ? {} : { environment }),
    }),
  );
  emitAnswer(answer, options, (view) => renderUnused(answer, view));
}
