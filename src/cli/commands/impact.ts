import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { withOptionalRegistry, withRecordedConsumers } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift impact orders '#schemas.Order.status'
  $ contract-drift impact orders 'GET /orders/{id}'
  $ contract-drift impact catalog 'Product.imageUrl'
  $ contract-drift impact stock 'shop.stock.v1.Item.reserved#3' --fail
`;

interface ImpactOptions extends AnswerOptions, RegistryOptions {
  readonly config?: string;
  readonly today?: string;
  readonly fail?: boolean;
}

/** `impact <contract> <coordinate>`: who uses an element. */
export function addImpact(program: Command): void {
  const command = program
    .command("impact")
    .description("tell who would break if an element were removed, and how sure that is")
    .argument("<contract>", "the contract's name in the configuration")
    .argument("<coordinate>", "an operation, a type, a field, a place of use …")
    .addHelpText("before", EXAMPLES)
    .option("--fail", "exit 1 where a consumer would break")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(withOptionalRegistry(withToday(command))).action(runImpact);
}

async function runImpact(
  contract: string,
  coordinate: string,
  options: ImpactOptions,
): Promise<void> {
  const today = dayOf(options.today);
  const { askImpact } = await import("../../app/impact.ts");
  const { renderImpact } = await import("../../report/text/impact.ts");
  const answer = await withRecordedConsumers(options, (known) =>
    askImpact({
      ...known,
      folder: process.cwd(),
      contract,
      coordinate,
      today,
      ...(options.config === undefined ? {} : { config: options.config }),
    }),
  );
  const hit = answer.impact.some(({ verdict }) => verdict === "breaks" || verdict === "may-break");
  if (options.fail === true && hit) process.exitCode = 1;
  emitAnswer(answer, options, (view) => renderImpact(answer, view));
}
