import type { Command } from "commander";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import { registryChoice, withRegistryOption } from "../registry-options.ts";
import type { RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift dependencies web
  $ contract-drift dependencies web --going-away
  $ contract-drift dependencies web --fail     in a weekly job: fail where something goes away
`;

interface DependenciesOptions extends AnswerOptions, RegistryOptions {
  readonly environment?: string;
  readonly goingAway?: boolean;
  readonly today?: string;
  readonly fail?: boolean;
}

/** `dependencies <service>`: what it uses and what of it is going away. */
export function addDependencies(program: Command): void {
  const command = program
    .command("dependencies")
    .description("tell what a service uses, what of it is going away, what is not there")
    .argument("<service>", "the service, by any of its names")
    .addHelpText("before", EXAMPLES)
    .option("--environment <name>", "what was seen there, or nobody says where")
    .option("--going-away", "only what is going away, what goes first first")
    .option("--fail", "exit 1 where something it uses is deprecated or missing");
  withAnswerOptions(withRegistryOption(withToday(command))).action(runDependencies);
}

async function runDependencies(service: string, options: DependenciesOptions): Promise<void> {
  const today = dayOf(options.today);
  const { withRegistry } = await import("../../app/registry/place.ts");
  const { askDependencies } = await import("../../app/registry/dependencies.ts");
  const { renderDependencies } = await import("../../report/text/registry/dependencies.ts");
  const { environment, goingAway } = options;
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    askDependencies(store, {
      service,
      today,
      ...(goingAway === undefined ? {} : { goingAway }),
      ...(environment === undefined ? {} : { environment }),
    }),
  );
  const isDue = answer.contracts.some(({ going, missing }) => going.length + missing.length > 0);
  if (options.fail === true && isDue) process.exitCode = 1;
  emitAnswer(answer, options, (view) => renderDependencies(answer, view));
}
