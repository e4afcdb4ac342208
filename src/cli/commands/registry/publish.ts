import type { Command } from "commander";
import { emitAnswer } from "../../emit.ts";
import { several, withAnswerOptions } from "../../options.ts";
import type { AnswerOptions } from "../../options.ts";
import {
  momentOf,
  registryChoice,
  withMoment,
  withRegistryOption,
} from "../../registry-options.ts";
import type { RegistryOptions } from "../../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift registry publish --version 2.4.0                 every contract of the configuration
  $ contract-drift registry publish orders --version 2.4.0 --service orders-service --label stable
  $ contract-drift registry publish orders --from v2.3.0:api/orders.yaml --version 2.3.0
  $ contract-drift registry publish orders --version 2.3.0 --sdk @shop/orders-sdk
`;

interface PublishOptions extends AnswerOptions, RegistryOptions {
  readonly from?: string;
  readonly version?: string;
  readonly service?: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly label?: readonly string[];
  readonly sdk?: readonly string[];
  readonly owner?: readonly string[];
  readonly config?: string;
  readonly at?: string;
}

/** `registry publish [contract]`: a contract version. */
export function addPublish(registry: Command): void {
  const command = registry
    .command("publish")
    .description("keep a version of a contract")
    .argument("[contract]", "one contract (default: every one of the configuration)")
    .addHelpText("before", EXAMPLES)
    .option("--from <source>", "a file, a folder, REVISION:PATH or - instead of the configuration")
    .option("--version <version>", "the version (default: the commit)")
    .option(
      "--service <name>",
      "the service that serves it (default: as before, else as catalog-info.yaml says, else the contract's name)",
    )
    .option("--branch <name>", "the branch it comes from (default: the one that is checked out)")
    .option("--commit <id>", "the commit it comes from (default: the one that is checked out)")
    .option("--label <name>", "a name for this version that can move on; may be repeated", several)
    .option(
      "--sdk <package>",
      "a client library of this version: name, or name@version where they differ; may be repeated",
      several,
    )
    .option(
      "--owner <name>",
      "who answers for it (default: as configured, CODEOWNERS); may be repeated",
      several,
    )
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(withRegistryOption(withMoment(command))).action(runPublish);
}

async function runPublish(contract: string | undefined, options: PublishOptions): Promise<void> {
  const now = momentOf(options.at);
  const { withRegistry } = await import("../../../app/registry/place.ts");
  const { publishContracts } = await import("../../../app/registry/publish.ts");
  const { renderPublished } = await import("../../../report/text/registry/records.ts");
  const { from, version, service, branch, commit, config } = options;
  const answer = await withRegistry(registryChoice(options), "may-be-made", (store) =>
    publishContracts(store, {
      folder: process.cwd(),
      owners: options.owner ?? [],
      labels: options.label ?? [],
      sdks: options.sdk ?? [],
      now,
      ...(contract === undefined ? {} : { contract }),
      ...(from === undefined ? {} : { source: from }),
      ...(version === undefined ? {} : { version }),
      ...(service === undefined ? {} : { service }),
      ...(branch === undefined ? {} : { branch }),
      ...(commit === undefined ? {} : { commit }),
      ...(config === undefined ? {} : { config }),
    }),
  );
  emitAnswer(answer, options, () => renderPublished(answer));
}
