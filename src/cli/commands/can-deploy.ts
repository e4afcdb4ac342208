import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { days, registryChoice, withRegistryOption } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift can-deploy orders 2.4.0 --to production
  $ contract-drift can-deploy web 3.2.0 --to staging --allow-unknown
`;

/** How long evidence stays good that does not say of which version it is. */
const STALE_AFTER_DAYS = 90;

interface CanDeployOptions extends AnswerOptions, RegistryOptions {
  readonly to: string;
  readonly allowUnknown?: boolean;
  readonly staleAfter: number;
  readonly today?: string;
}

/** `can-deploy <service> <version> --to <environment>`: allow, deny or unknown. */
export function addCanDeploy(program: Command): void {
  const command = program
    .command("can-deploy")
    .description("tell whether a version works with everything that is live there, in both roles")
    .argument("<service>", "the service, by any of its names")
    .argument("<version>", "the version to deploy")
    .addHelpText("before", EXAMPLES)
    .requiredOption("--to <environment>", "the environment")
    .option("--allow-unknown", "exit 0 also where too little is known to tell")
    .option(
      "--stale-after <days>",
      "how long evidence without a version is good for",
      days,
      STALE_AFTER_DAYS,
    );
  withAnswerOptions(withRegistryOption(withToday(command))).action(runCanDeploy);
}

async function runCanDeploy(
  service: string,
  version: string,
  options: CanDeployOptions,
): Promise<void> {
  const today = dayOf(options.today);
  const { withRegistry } = await import("../../app/registry/place.ts");
  const { askCanDeploy } = await import("../../app/registry/can-deploy/ask.ts");
  const { renderCanDeploy } = await import("../../report/text/registry/can-deploy.ts");
  const { to: environment, staleAfter } = options;
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    askCanDeploy(store, { service, version, environment, today, staleAfter }),
  );
  const passes =
    answer.decision === "allow" || (answer.decision === "unknown" && options.allowUnknown === true);
  if (!passes) process.exitCode = 1;
  emitAnswer(answer, options, (view) => renderCanDeploy(answer, view));
}
