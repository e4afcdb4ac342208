import { Option } from "commander";
import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withCommonOptions, withToday } from "../options.ts";
import type { CommonOptions } from "../options.ts";
import { toolVersion } from "../version.ts";

const EXAMPLES = `Examples:
  $ contract-drift changelog v1.4.0 v1.5.0        every contract of the repository
  $ contract-drift changelog v1.4.0               what the next release brings, up to HEAD
  $ contract-drift changelog v1.4.0:orders.yaml v1.5.0:orders.yaml --format json
`;

interface ChangelogOptions extends CommonOptions {
  readonly format: "markdown" | "json";
  readonly config?: string;
  readonly today?: string;
}

/** `changelog <before> [after]`: release notes. */
export function addChangelog(program: Command): void {
  const command = program
    .command("changelog")
    .description("write release notes over two versions, and suggest the version step")
    .argument("<before>", "a tag or another revision; or one contract, as in diff")
    .argument("[after]", "the same", "HEAD")
    .addHelpText("before", EXAMPLES)
    .addOption(
      new Option("--format <format>", "how to show the result")
        .choices(["markdown", "json"])
        .default("markdown"),
    )
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withCommonOptions(withToday(command)).action(runChangelog);
}

async function runChangelog(
  before: string,
  after: string,
  options: ChangelogOptions,
): Promise<void> {
  const now = dayOf(undefined);
  const { askChangelog } = await import("../../app/changelog.ts");
  const { renderChangelog } = await import("../../report/markdown/changelog.ts");
  const changelog = await askChangelog({
    before,
    after,
    folder: process.cwd(),
    now,
    version: toolVersion(),
    ...(options.today === undefined ? {} : { today: dayOf(options.today) }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  emitAnswer(changelog, { ...options, format: options.format === "json" ? "json" : "text" }, () =>
    renderChangelog(changelog),
  );
}
