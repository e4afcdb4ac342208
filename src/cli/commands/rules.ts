import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

/** `rules`: the catalogue. */
export function addRules(program: Command): void {
  withAnswerOptions(program.command("rules"))
    .description("list every rule with the worst severity it can have")
    .action(async (options: AnswerOptions) => {
      const { listRules } = await import("../../app/explain.ts");
      const { renderRuleList } = await import("../../report/text/rules.ts");
      const rules = listRules();
      emitAnswer({ rules }, options, ({ colour }) => renderRuleList(rules, colour));
    });
}
