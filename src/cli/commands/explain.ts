import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift explain field-removed
`;

/** `explain <rule>`: what a finding means and what to do. */
export function addExplain(program: Command): void {
  withAnswerOptions(program.command("explain"))
    .description("explain a rule: what it reports, why it has which severity, what to do")
    .argument("<rule>", "the id of a rule, as reports show it")
    .addHelpText("before", EXAMPLES)
    .action(async (name: string, options: AnswerOptions) => {
      const { explainRule } = await import("../../app/explain.ts");
      const { renderRulePage } = await import("../../report/text/rules.ts");
      const rule = explainRule(name);
      emitAnswer(rule, options, ({ colour }) => renderRulePage(rule, colour));
    });
}
