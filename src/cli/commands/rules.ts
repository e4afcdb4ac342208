import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { withCommonOptions } from "../options.ts";
import type { CommonOptions } from "../options.ts";

/** `rules`: the catalogue. */
export function addRules(program: Command): void {
  withCommonOptions(program.command("rules"))
    .description("list every rule with the worst severity it can have")
    .action(async (options: CommonOptions) => {
      const { listRules } = await import("../../app/explain.ts");
      const { renderRuleList } = await import("../../report/text/rules.ts");
      const rules = listRules();
      emitAnswer({ rules }, options, ({ colour }) => renderRuleList(rules, colour));
    });
}
