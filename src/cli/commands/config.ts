import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift config print
  $ contract-drift config print --format json
`;

interface ConfigOptions extends AnswerOptions {
  readonly config?: string;
}

/** `config print`: what counts, and who says so. */
export function addConfig(program: Command): void {
  const config = program.command("config").description("look at the configuration");
  const print = config
    .command("print")
    .description("print every setting as it counts, and where it comes from")
    .addHelpText("before", EXAMPLES)
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(print).action(async (options: ConfigOptions) => {
    const { effectiveConfig } = await import("../../app/config/effective.ts");
    const { renderConfig } = await import("../../report/text/config.ts");
    const answer = await effectiveConfig(process.cwd(), options.config);
    emitAnswer(answer, options, () => renderConfig(answer));
  });
}
