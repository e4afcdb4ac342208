import { Argument } from "commander";
import type { Command } from "commander";
import { TOPIC_NAMES } from "../topics.ts";

const EXAMPLES = `Examples:
  $ source <(contract-drift completion bash)          in ~/.bashrc
  $ source <(contract-drift completion zsh)           in ~/.zshrc, after compinit
  $ contract-drift completion fish > ~/.config/fish/completions/contract-drift.fish
`;

/** `completion <shell>`: a script with every command, option and value. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script by which a shell completes commands, options and their values")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .addHelpText("before", EXAMPLES)
    .action(async (shell: string) => {
      const { completionNodes } = await import("../completion/spec.ts");
      const { REPORTERS } = await import("../../report/index.ts");
      const { RULE_IDS } = await import("../../rules/index.ts");
      const nodes = completionNodes(program, {
        formats: Object.keys(REPORTERS),
        values: {
          "/explain": RULE_IDS,
          "/completion": ["bash", "zsh", "fish"],
          "/help": [...program.commands.map((one) => one.name()), ...TOPIC_NAMES],
        },
      });
      process.stdout.write((await rendererFor(shell))(nodes));
    });
}

async function rendererFor(shell: string) {
  if (shell === "zsh") return (await import("../completion/zsh.ts")).zshCompletion;
  if (shell === "fish") return (await import("../completion/fish.ts")).fishCompletion;
  return (await import("../completion/bash.ts")).bashCompletion;
}
