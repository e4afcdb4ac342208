import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { withOptionalRegistry, withRecordedConsumers } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";
import { toolVersion } from "../version.ts";

const EXAMPLES = `Examples:
  $ contract-drift headers orders
  $ contract-drift headers orders --format json -o gateway/deprecations.json
  $ contract-drift headers orders --link https://developers.shop.example/changes
`;

interface HeadersOptions extends AnswerOptions, RegistryOptions {
  readonly config?: string;
  readonly today?: string;
  readonly link?: string;
}

/** `headers <contract>`: what a gateway should add to the answers of deprecated operations. */
export function addHeaders(program: Command): void {
  const command = program
    .command("headers")
    .description("print the Deprecation, Sunset and Link headers that deprecated operations need")
    .argument("<contract>", "the contract's name in the configuration")
    .addHelpText("before", EXAMPLES)
    .option("--link <url>", "a page about deprecations, for Link headers")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(withOptionalRegistry(withToday(command))).action(runHeaders);
}

async function runHeaders(contract: string, options: HeadersOptions): Promise<void> {
  const today = dayOf(options.today);
  const { askHeaders } = await import("../../app/headers.ts");
  const { renderHeaders } = await import("../../report/text/headers.ts");
  const ask: typeof askHeaders = (question) =>
    withRecordedConsumers(options, ({ recorded }) =>
      askHeaders({ ...question, ...(recorded === undefined ? {} : { recorded }) }),
    );
  const answer = await ask({
    folder: process.cwd(),
    contract,
    today,
    version: toolVersion(),
    ...(options.link === undefined ? {} : { page: options.link }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  emitAnswer(answer, options, ({ colour }) => renderHeaders(answer, colour));
}
