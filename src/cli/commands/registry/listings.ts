import type { Command } from "commander";
import { emitAnswer } from "../../emit.ts";
import { withAnswerOptions } from "../../options.ts";
import type { AnswerOptions } from "../../options.ts";
import { registryChoice, withRegistryOption } from "../../registry-options.ts";
import type { RegistryOptions } from "../../registry-options.ts";

interface ListOptions extends AnswerOptions, RegistryOptions {}

interface EvidenceOptions extends ListOptions {
  readonly contract?: string;
  readonly consumer?: string;
  readonly environment?: string;
  readonly since?: string;
}

/** `registry services|teams|contracts|evidence`: what is known. */
export function addListings(registry: Command): void {
  listing(
    registry,
    "services",
    "list every service: its team, what it serves, uses, where it runs",
  ).action(async (options: ListOptions) => {
    const { app, text, place } = await load();
    const answer = await place(registryChoice(options), "must-exist", app.listServices);
    emitAnswer(answer, options, () => text.renderServices(answer));
  });
  listing(registry, "teams", "list every team with its services and contacts").action(
    async (options: ListOptions) => {
      const { app, text, place } = await load();
      const answer = await place(registryChoice(options), "must-exist", app.listTeams);
      emitAnswer(answer, options, () => text.renderTeams(answer));
    },
  );
  listing(
    registry,
    "contracts",
    "list every contract: its versions, labels, owners, consumers",
  ).action(async (options: ListOptions) => {
    const { app, text, place } = await load();
    const answer = await place(registryChoice(options), "must-exist", app.listContracts);
    emitAnswer(answer, options, () => text.renderContracts(answer));
  });
  listing(registry, "evidence", "list every piece of evidence, the newest first")
    .option("--contract <name>", "of one contract")
    .option("--consumer <name>", "of one consumer")
    .option("--environment <name>", "seen in one environment")
    .option("--since <date>", "last seen on this day or later")
    .action(runEvidence);
}

function listing(registry: Command, name: string, about: string): Command {
  return withAnswerOptions(withRegistryOption(registry.command(name).description(about)));
}

async function runEvidence(options: EvidenceOptions): Promise<void> {
  const { app, text, place } = await load();
  const { contract, consumer, environment, since } = options;
  const filter = {
    ...(contract === undefined ? {} : { contract }),
    ...(consumer === undefined ? {} : { consumer }),
    ...(environment === undefined ? {} : { environment }),
    ...(since === undefined ? {} : { since }),
  };
  const answer = await place(registryChoice(options), "must-exist", (store) =>
    app.listEvidence(store, filter),
  );
  emitAnswer(answer, options, () => text.renderEvidence(answer));
}

async function load() {
  return {
    app: await import("../../../app/registry/listings.ts"),
    text: await import("../../../report/text/registry/listings.ts"),
    place: (await import("../../../app/registry/place.ts")).withRegistry,
  };
}
