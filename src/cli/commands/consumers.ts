import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { registryChoice, withRegistryOption } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift consumers orders
  $ contract-drift consumers orders '#schemas.Order.status'
  $ contract-drift consumers catalog Product.imageUrl --environment production
`;

interface ConsumersOptions extends AnswerOptions, RegistryOptions {
  readonly environment?: string;
  readonly fail?: boolean;
}

/** `consumers <contract> [coordinate]`: who uses it, by the registry. */
export function addConsumers(program: Command): void {
  const command = program
    .command("consumers")
    .description("tell who uses a contract or an element of it, in which version, since when")
    .argument("<contract>", "the contract's name in the registry")
    .argument("[coordinate]", "an operation, a type, a field, a place of use …")
    .addHelpText("before", EXAMPLES)
    .option("--environment <name>", "what was seen there, or nobody says where")
    .option("--fail", "exit 1 where somebody uses it, or may");
  withAnswerOptions(withRegistryOption(command)).action(runConsumers);
}

async function runConsumers(
  contract: string,
  coordinate: string | undefined,
  options: ConsumersOptions,
): Promise<void> {
  const { withRegistry } = await import("../../app/registry/place.ts");
  const { askConsumers } = await import("../../app/registry/consumers.ts");
  const { renderConsumers } = await import("../../report/text/registry/consumers.ts");
  const { environment } = options;
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    askConsumers(store, {
      contract,
      ...(coordinate === undefined ? {} : { coordinate }),
      ...(environment === undefined ? {} : { environment }),
    }),
  );
  const isUsed = answer.consumers.length + answer.uncovered.length > 0;
  if (options.fail === true && isUsed) process.exitCode = 1;
  emitAnswer(answer, options, (view) => renderConsumers(answer, view));
}
