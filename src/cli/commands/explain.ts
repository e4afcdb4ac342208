import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift explain field-removed
  $ contract-drift explain FIELD_REMOVED        what another tool calls so
`;

/** `explain <rule>`: what a finding means and what to do. */
export function addExplain(program: Command): void {
  withAnswerOptions(program.command("explain"))
    .description("explain a rule: what it reports, why it has which severity, what to do")
    .argument("<rule>", "the id of a rule, as reports show it, or another tool's id of the same")
    .addHelpText("before", EXAMPLES)
    .action(async (name: string, options: AnswerOptions) => {
      const { explainRules } = await import("../../app/explain.ts");
      const { renderRulePage } = await import("../../report/text/rules.ts");
      const rules = explainRules(name);
      const [only] = rules;
      const answer = rules.length === 1 && only !== undefined ? only : { peerId: name, rules };
      emitAnswer(answer, options, ({ colour }) =>
        rules.map((rule) => renderRulePage(rule, colour)).join("\n"),
      );
    });
}
