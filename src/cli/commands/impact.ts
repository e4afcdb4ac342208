import type { Command } from "commander";
import type { ImpactQuestion } from "../../app/impact.ts";
import type { ChangeQuestion } from "../../app/impact-of-change.ts";
import { DriftError } from "../../errors.ts";
import type { ImpactAnswer } from "../../report/answers.ts";
import { emitAnswer } from "../emit.ts";
import { dayOf, withAnswerOptions, withToday } from "../options.ts";
import type { AnswerOptions } from "../options.ts";
import {
  withEnvironmentOption,
  withOptionalRegistry,
  withRecordedConsumers,
} from "../registry-options.ts";
import type { EnvironmentOptions, RegistryOptions } from "../registry-options.ts";

const EXAMPLES = `Examples:
  $ contract-drift impact orders '#schemas.Order.status'
  $ contract-drift impact orders 'GET /orders/{id}'
  $ contract-drift impact catalog 'Product.imageUrl'
  $ contract-drift impact stock 'shop.stock.v1.Item.reserved#3' --fail
  $ contract-drift impact orders --before main
  $ contract-drift impact orders --before v1.4 --after proposals/orders.yaml
  $ contract-drift impact orders --before version:2.3.0 --after HEAD --registry registry.db
`;

interface ImpactOptions extends AnswerOptions, EnvironmentOptions, RegistryOptions {
  readonly before?: string;
  readonly after?: string;
  readonly config?: string;
  readonly today?: string;
  readonly fail?: boolean;
}

/** `impact <contract> [coordinate]`: whom a removal hits, or a change between two versions. */
export function addImpact(program: Command): void {
  const command = program
    .command("impact")
    .description("tell whom the removal of an element would break, or what a change does to whom")
    .argument("<contract>", "the contract's name in the configuration")
    .argument("[coordinate]", "what would go: an operation, a type, a field, a place of use …")
    .addHelpText("before", EXAMPLES)
    .option(
      "--before <version>",
      "instead of a coordinate: a file, a folder, a revision, REVISION:PATH, or version:NAME of the registry (default: the work tree)",
    )
    .option("--after <version>", "the same, for the other side (default: the work tree)")
    .option("--fail", "exit 1 where a consumer would break, or may")
    .option("--config <file>", "the configuration (default: contract-drift.yaml, here or above)");
  withAnswerOptions(withOptionalRegistry(withEnvironmentOption(withToday(command)))).action(
    runImpact,
  );
}

async function runImpact(
  contract: string,
  coordinate: string | undefined,
  options: ImpactOptions,
): Promise<void> {
  const { before, after, config } = options;
  const isOfChange = before !== undefined || after !== undefined;
  if (isOfChange === (coordinate !== undefined)) throw oneOfBoth();
  const question = {
    folder: process.cwd(),
    contract,
    today: dayOf(options.today),
    ...(config === undefined ? {} : { config }),
  };
  const verdicts =
    coordinate === undefined
      ? await impactOfChange({ ...question, ...sidesOf(before, after) }, options)
      : await impactOfRemoval({ ...question, coordinate }, options);
  const isHit = verdicts.some(({ verdict }) => verdict === "breaks" || verdict === "may-break");
  if (options.fail === true && isHit) process.exitCode = 1;
}

async function impactOfRemoval(
  question: ImpactQuestion,
  options: ImpactOptions,
): Promise<readonly Judged[]> {
  const { askImpact } = await import("../../app/impact.ts");
  const { renderImpact } = await import("../../report/text/impact.ts");
  const answer = await withRecordedConsumers(options, (known) =>
    askImpact({ ...known, ...question }),
  );
  emitAnswer(answer, options, (view) => renderImpact(answer, view));
  return answer.impact;
}

async function impactOfChange(
  question: ChangeQuestion,
  options: ImpactOptions,
): Promise<readonly Judged[]> {
  const { askImpactOfChange } = await import("../../app/impact-of-change.ts");
  const { renderImpactOfChange } = await import("../../report/text/impact-of-change.ts");
  const answer = await withRecordedConsumers(options, (known) =>
    askImpactOfChange({ ...known, ...question }),
  );
  emitAnswer(answer, options, (view) => renderImpactOfChange(answer, view));
  return answer.consumers;
}

type Judged = Pick<ImpactAnswer["impact"][number], "verdict">;

function sidesOf(
  before: string | undefined,
  after: string | undefined,
): Pick<ChangeQuestion, "before" | "after"> {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function oneOfBoth(): DriftError {
  return new DriftError({
    code: "usage",
    message: "impact is asked either of a coordinate or of a change.",
    hint: "Name what would be removed, or two versions with --before and --after.",
  });
}
