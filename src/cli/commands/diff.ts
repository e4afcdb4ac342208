import { Option } from "commander";
import type { Command } from "commander";
import type { DiffInput } from "../../app/diff.ts";
import { DEFAULT_POLICY } from "../../policy/policy.ts";
import { emitReport } from "../emit.ts";
import {
  dayOf,
  policyOf,
  several,
  severalOf,
  withReportOptions,
  withPolicyOptions,
  withToday,
} from "../options.ts";
import type { ReportOptions, PolicyOptions } from "../options.ts";
import { withEnvironmentOption, withRecordedConsumers } from "../registry-options.ts";
import type { EnvironmentOptions, RegistryOptions } from "../registry-options.ts";
import { toolVersion } from "../version.ts";
import { withWitness } from "../witness-option.ts";
import type { WitnessOption } from "../witness-option.ts";

const EXAMPLES = `Examples:
  $ contract-drift diff main:api/orders.yaml api/orders.yaml
  $ contract-drift diff v1.4:proto proto --surface wire
  $ curl -s https://shop.example/openapi.json | contract-drift diff api.json -
  $ contract-drift diff before.graphql after.graphql --consumers 'consumers/*.yaml'
`;

interface DiffOptions
  extends ReportOptions, PolicyOptions, WitnessOption, EnvironmentOptions, RegistryOptions {
  readonly name?: string;
  readonly contractFormat?: NonNullable<DiffInput["format"]>;
  readonly surface?: NonNullable<DiffInput["surfaces"]>;
  readonly include?: readonly string[];
  readonly roots?: NonNullable<DiffInput["roots"]>;
  readonly consumers?: readonly string[];
  readonly strictImports?: boolean;
  readonly validate?: boolean;
  readonly allowNetwork?: boolean;
  readonly today?: string;
}

const SURFACES = ["wire", "json", "source", "promise"] as const satisfies DiffInput["surfaces"];

/** `diff <before> <after>`: two versions of one contract. */
export function addDiff(program: Command): void {
  const command = program
    .command("diff")
    .description("compare two versions of one contract")
    .argument("<before>", "a file, a folder, REVISION:PATH, a URL, or - for standard input")
    .argument("<after>", "the same, for the other side")
    .addHelpText("before", EXAMPLES)
    .option(
      "--consumers <glob>",
      "consumer manifests to judge the impact on; may be repeated",
      several,
    )
    .option(
      "--surface <surface>",
      "wire, json, source, promise: what is promised, instead of the format's own; may be repeated",
      severalOf(SURFACES),
    )
    .option(
      "--name <name>",
      "the contract's name in manifests and keys (default: after's file name)",
    )
    .addOption(
      new Option("--contract-format <format>", "what the files are (default: detected)").choices([
        "openapi",
        "graphql",
        "protobuf",
      ]),
    )
    .option("--include <folder>", "Protobuf: a folder of imports; may be repeated", several)
    .addOption(
      new Option(
        "--roots <direction>",
        "Protobuf: the direction of messages that no RPC reaches",
      ).choices(["both", "input", "output", "none"]),
    )
    .option("--strict-imports", "Protobuf: a missing import is an error")
    .option("--validate", "note where a side breaks its format's own rules; it is compared anyway")
    .option("--registry <place>", "judge consumers by this registry too")
    .option("--allow-network", "fetch sources that are URLs");
  withReportOptions(
    withEnvironmentOption(withWitness(withPolicyOptions(withToday(command)))),
  ).action(runDiff);
}

async function runDiff(before: string, after: string, options: DiffOptions): Promise<void> {
  const today = dayOf(options.today);
  const { diffSources } = await import("../../app/diff.ts");
  const inputs: DiffInput = {
    before,
    after,
    folder: process.cwd(),
    version: toolVersion(),
    today,
    policy: { ...DEFAULT_POLICY, ...policyOf(options) },
    witness: options.witness,
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.surface === undefined ? {} : { surfaces: options.surface }),
    ...(options.consumers === undefined ? {} : { consumers: options.consumers }),
    ...(options.contractFormat === undefined ? {} : { format: options.contractFormat }),
    ...(options.include === undefined ? {} : { includePaths: options.include }),
    ...(options.roots === undefined ? {} : { roots: options.roots }),
    settings: {
      ...(options.strictImports === true ? { strictImports: true } : {}),
      ...(options.validate === true ? { validate: true } : {}),
    },
    allowNetwork: options.allowNetwork ?? false,
  };
  // Any two files can be compared: only a registry that is named says that they are of a contract.
  const report =
    options.registry === undefined && options.environment === undefined
      ? await diffSources(inputs)
      : await withRecordedConsumers(options, (known) => diffSources({ ...inputs, ...known }));
  await emitReport(report, options);
}
