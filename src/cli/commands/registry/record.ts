import type { Command } from "commander";
import { emitAnswer } from "../../emit.ts";
import { dayOf, several, withAnswerOptions, withToday } from "../../options.ts";
import type { AnswerOptions } from "../../options.ts";
import { progressLine } from "../../progress.ts";
import { registryChoice, withRegistryOption } from "../../registry-options.ts";
import type { RegistryOptions } from "../../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift registry record consumers/web.yaml --version 3.2.0
  $ contract-drift registry record pacts/*.json --version 3.2.0
  $ contract-drift registry record src/*.graphql --consumer web --contract catalog --version 3.2.0
  $ curl -s $TRACES | contract-drift registry record - --environment production
`;

interface RecordOptions extends AnswerOptions, RegistryOptions {
  readonly contract?: readonly string[];
  readonly against?: string;
  readonly consumer?: string;
  readonly version?: string;
  readonly environment?: string;
  readonly today?: string;
}

/** `registry record <file…>`: evidence. */
export function addRecord(registry: Command): void {
  const command = registry
    .command("record")
    .description("keep what files of evidence show of the use of contracts")
    .argument("<file...>", "evidence of any kind, consumer manifests, or - for standard input")
    .addHelpText("before", EXAMPLES)
    .option(
      "--contract <name>",
      "what it is evidence of (default: by the provider it names); may be repeated",
      several,
    )
    .option("--against <version>", "the contract version it was built against (default: the last)")
    .option("--consumer <name>", "whose evidence it is, where it does not say")
    .option("--version <version>", "the version of the consumer")
    .option("--environment <name>", "where it was seen");
  withAnswerOptions(withRegistryOption(withToday(command))).action(runRecord);
}

async function runRecord(files: readonly string[], options: RecordOptions): Promise<void> {
  const today = dayOf(options.today);
  const { withRegistry } = await import("../../../app/registry/place.ts");
  const { recordEvidence } = await import("../../../app/registry/record.ts");
  const { renderRecorded } = await import("../../../report/text/registry/records.ts");
  const { against, consumer, version, environment } = options;
  const progress = progressLine();
  const answer = await withRegistry(registryChoice(options), "must-exist", (store) =>
    recordEvidence(store, {
      folder: process.cwd(),
      files,
      contracts: options.contract ?? [],
      today,
      onProgress: (path, done, total) =>
        progress.show(`${path}: ${Math.floor((done / total) * 100)} %`),
      ...(against === undefined ? {} : { against }),
      ...(consumer === undefined ? {} : { consumer }),
      ...(version === undefined ? {} : { version }),
      ...(environment === undefined ? {} : { environment }),
    }),
  ).finally(() => progress.clear());
  emitAnswer(answer, options, (view) => renderRecorded(answer, view));
}
