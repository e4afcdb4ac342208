import type { Command } from "commander";
import { emitAnswer } from "../../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../../options.ts";
import type { AnswerOptions } from "../../options.ts";
import { days, registryChoice, withRegistryOption } from "../../registry-options.ts";
import type { RegistryOptions } from "../../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift registry prune --older-than 365d --dry-run
  $ contract-drift registry prune --older-than 365d
`;

interface PruneOptions extends AnswerOptions, RegistryOptions {
  readonly olderThan: number;
  readonly dryRun?: boolean;
  readonly today?: string;
}

/** `registry prune`: lets go of what is old and not live. */
export function addPrune(registry: Command): void {
  const command = registry
    .command("prune")
    .description("remove evidence, contract versions and deployments that are old and not live")
    .addHelpText("before", EXAMPLES)
    .requiredOption("--older-than <days>", "how long ago it was last seen, published, ended", days)
    .option("-n, --dry-run", "count only");
  withAnswerOptions(withRegistryOption(withToday(command))).action(runPrune);
}

async function runPrune(options: PruneOptions): Promise<void> {
  const today = dayOf(options.today);
  const { withRegistry } = await import("../../../app/registry/place.ts");
  const { pruneRegistry } = await import("../../../app/registry/prune.ts");
  const { renderPruned } = await import("../../../report/text/registry/records.ts");
  const { olderThan, dryRun = false } = options;
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    pruneRegistry(store, { today, olderThan, dryRun }),
  );
  emitAnswer(answer, options, () => renderPruned(answer));
}
