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

function initText({ file, written, contracts, evidence, forge, text }: InitAnswer): string {
  if (!written) return text;
  const count = contracts.length === 1 ? "1 contract" : `${contracts.length} contracts`;
  const seen = Object.entries(evidence).map(([kind, files]) => `${String(files)} × ${kind}`);
  const uses = seen.length === 0 ? "" : `Evidence of who uses them: ${seen.join(", ")}\n`;
  return `Wrote ${file} with ${count}:
${contracts.map(({ path, format }) => `  ${path} (${format})`).join("\n")}
${uses}
Next: contract-drift check
In CI (the whole history is needed, so that the merge base is there):
${SNIPPETS[forge]}`;
}

const SNIPPETS: Readonly<Record<InitAnswer["forge"], string>> = {
  github: `  - uses: actions/checkout@v5
    with: { fetch-depth: 0 }
  - run: npx contract-drift check
`,
  gitlab: `  contract-drift:
    rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]
    variables: { GIT_DEPTH: 0 }
    script: [npx contract-drift check]
`,
};
