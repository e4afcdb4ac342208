import type { Command } from "commander";
import type { InitAnswer } from "../../app/init.ts";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift init --dry-run
  $ contract-drift init
`;

interface InitOptions extends AnswerOptions {
  readonly dryRun?: boolean;
}

/** `init`: a first configuration. */
export function addInit(program: Command): void {
  const command = program
    .command("init")
    .description("look for contracts by their content and write contract-drift.yaml")
    .addHelpText("before", EXAMPLES)
    .option("-n, --dry-run", "print the configuration and write nothing");
  withAnswerOptions(command).action(async (options: InitOptions) => {
    const { initConfig } = await import("../../app/init.ts");
    const answer = await initConfig(process.cwd(), options.dryRun ?? false);
    emitAnswer(answer, options, () => initText(answer));
  });
}

function initText({ file, written, contracts, text }: InitAnswer): string {
  if (!written) return text;
  const count = contracts.length === 1 ? "1 contract" : `${contracts.length} contracts`;
  return `Wrote ${file} with ${count}:
${contracts.map(({ path, format }) => `  ${path} (${format})`).join("\n")}

Next: contract-drift check
In CI (the whole history is needed, so that the merge base is there):
  - uses: actions/checkout@v5
    with: { fetch-depth: 0 }
  - run: npx contract-drift check
`;
}
