import type { Command } from "commander";
import { emitAnswer } from "../../emit.ts";
import { withAnswerOptions } from "../../options.ts";
import type { AnswerOptions } from "../../options.ts";
import {
  momentOf,
  registryChoice,
  withMoment,
  withRegistryOption,
} from "../../registry-options.ts";
import type { RegistryOptions } from "../../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift registry deploy web 3.2.0 --to production            replaces what ran there
  $ contract-drift registry deploy web 3.2.0 --to production --target asia
  $ contract-drift registry release app 7.1 --to stores                 runs beside older releases
  $ contract-drift registry undeploy app 6.0 --from stores
`;

interface DeployOptions extends AnswerOptions, RegistryOptions {
  readonly to: string;
  readonly target?: string;
  readonly at?: string;
}

interface UndeployOptions extends AnswerOptions, RegistryOptions {
  readonly from?: string;
  readonly target?: string;
  readonly at?: string;
}

/** `registry deploy`, `registry release`, `registry undeploy`: what runs where. */
export function addDeployments(registry: Command): void {
  addStart(registry, "deploy", "say that a version runs somewhere now, instead of the one before");
  addStart(registry, "release", "say that a version is out now, beside the ones before");
  const command = registry
    .command("undeploy")
    .description("say that a version runs no longer")
    .argument("<service>", "the service")
    .argument("[version]", "one version (default: all of them)")
    .addHelpText("before", EXAMPLES)
    .option("--from <environment>", "the environment (default: everywhere)")
    .option("--target <name>", "one of several places in the environment");
  withAnswerOptions(withRegistryOption(withMoment(command))).action(runUndeploy);
}

function addStart(registry: Command, name: "deploy" | "release", about: string): void {
  const kind = name === "deploy" ? "deployed" : "released";
  const command = registry
    .command(name)
    .description(about)
    .argument("<service>", "the service")
    .argument("<version>", "its version; contracts it serves are published under the same one")
    .addHelpText("before", EXAMPLES)
    .requiredOption("--to <environment>", "the environment")
    .option("--target <name>", "one of several places in the environment");
  withAnswerOptions(withRegistryOption(withMoment(command))).action(
    async (service: string, version: string, options: DeployOptions) => {
      const now = momentOf(options.at);
      const { withRegistry } = await import("../../../app/registry/place.ts");
      const { recordDeployment } = await import("../../../app/registry/deployments.ts");
      const { renderDeployment } = await import("../../../report/text/registry/records.ts");
      const { to: environment, target } = options;
      const answer = await withRegistry(registryChoice(options), "may-be-made", (store) =>
        recordDeployment(store, {
          service,
          version,
          environment,
          kind,
          now,
          ...(target === undefined ? {} : { target }),
        }),
      );
      emitAnswer(answer, options, () => renderDeployment(answer));
    },
  );
}

async function runUndeploy(
  service: string,
  version: string | undefined,
  options: UndeployOptions,
): Promise<void> {
  const now = momentOf(options.at);
  const { withRegistry } = await import("../../../app/registry/place.ts");
  const { endDeployments } = await import("../../../app/registry/deployments.ts");
  const { renderDeployment } = await import("../../../report/text/registry/records.ts");
  const { from, target } = options;
  const filter = {
    service,
    ...(version === undefined ? {} : { version }),
    ...(from === undefined ? {} : { environment: from }),
    ...(target === undefined ? {} : { target }),
  };
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    endDeployments(store, filter, now),
  );
  emitAnswer(answer, options, () => renderDeployment(answer));
}
