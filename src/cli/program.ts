import { Command, CommanderError } from "commander";
import { addChangelog } from "./commands/changelog.ts";
import { addCanDeploy } from "./commands/can-deploy.ts";
import { addCheck } from "./commands/check.ts";
import { addComment } from "./commands/comment.ts";
import { addCompletion } from "./commands/completion.ts";
import { addConfig } from "./commands/config.ts";
import { addConsumers } from "./commands/consumers.ts";
import { addDependencies } from "./commands/dependencies.ts";
import { addDeprecations } from "./commands/deprecations.ts";
import { addDiff } from "./commands/diff.ts";
import { addExplain } from "./commands/explain.ts";
import { addHeaders } from "./commands/headers.ts";
import { addHelp } from "./commands/help.ts";
import { addImpact } from "./commands/impact.ts";
import { addInit } from "./commands/init.ts";
import { addRegistry } from "./commands/registry/index.ts";
import { addRules } from "./commands/rules.ts";
import { addUnused } from "./commands/unused.ts";
import { addBaseline, addWaive } from "./commands/waive.ts";
import { settleNursery } from "./nursery.ts";
import { TOPIC_NAMES } from "./topics.ts";
import { toolVersion } from "./version.ts";

const SHORT_HELP = `contract-drift tells which API changes break which consumers (OpenAPI, GraphQL, Protobuf).

  contract-drift check                          every contract here, against the branch it will be merged into
  contract-drift diff before.yaml after.yaml    two versions of one contract

Run contract-drift --help for all commands, contract-drift help for the topics.
`;

const EXAMPLES = `Examples:
  $ contract-drift check                                  what does this branch break, and whom?
  $ contract-drift diff main:api/orders.yaml api/orders.yaml
  $ contract-drift impact orders '#schemas.Order.status'  who uses this?
  $ contract-drift deprecations                           what may be removed, and when?
  $ contract-drift explain field-removed
`;

const EXIT_CODES = `
Exit codes:
  0  nothing blocking             3  an input could not be read
  1  blocking changes             4  no base to compare with
  2  usage or configuration       5  a mistake of contract-drift itself

Topics (contract-drift help TOPIC): ${TOPIC_NAMES.join(", ")}
`;

/** Every command by its name, in the order of the help. */
const COMMANDS: Readonly<Record<string, (program: Command) => void>> = {
  check: addCheck,
  diff: addDiff,
  impact: addImpact,
  deprecations: addDeprecations,
  headers: addHeaders,
  changelog: addChangelog,
  rules: addRules,
  explain: addExplain,
  init: addInit,
  config: addConfig,
  waive: addWaive,
  baseline: addBaseline,
  comment: addComment,
  registry: addRegistry,
  consumers: addConsumers,
  dependencies: addDependencies,
  unused: addUnused,
  "can-deploy": addCanDeploy,
  completion: addCompletion,
  help: addHelp,
};

/** They read no contract, or, as `check` mostly does, find out first that there is none to read. */
const READ_LITTLE: ReadonlySet<string> = new Set([
  "check",
  "rules",
  "explain",
  "completion",
  "help",
]);

/** They speak about all commands. */
const NEED_ALL: ReadonlySet<string> = new Set(["completion", "help"]);

/** A command that is named needs no other one; making all of them takes longer than a short run. */
function commandsFor([name = ""]: readonly string[]): readonly ((program: Command) => void)[] {
  const named = Object.hasOwn(COMMANDS, name) && !NEED_ALL.has(name) ? COMMANDS[name] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
}

/** Reads the command line and runs the command. Rejects with what `fail` turns into an exit code. */
export async function runProgram(args: readonly string[]): Promise<void> {
  if (args.length === 0) {
    process.stderr.write(SHORT_HELP);
    process.exitCode = 2;
    return;
  }
  const program = new Command("contract-drift")
    .description(
      "Detects API contract drift: what breaks, whom it breaks, and whether its window allowed it.",
    )
    .version(toolVersion(), "-V, --version")
    .exitOverride()
    // An option after a command of a command belongs to that one.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text, write) => write(asTrouble(text)) })
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", EXIT_CODES);
  for (const add of commandsFor(args)) add(program);
  program.hook("preAction", (_program, command) => {
    if (!READ_LITTLE.has(command.name())) settleNursery();
  });
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

/** The parser's own messages, in the form of all our errors: a sentence, then a hint. */
function asTrouble(text: string): string {
  const [message = "", ...rest] = text.trim().split("\n");
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const suggestion = rest.join(" ").replace(/^\((.*)\)$/, "$1");
  const hint = suggestion === "" ? "--help lists what there is." : suggestion;
  return `${sentence}\n  hint: ${hint}\n`;
}
