import type { Command } from "commander";
import { didYouMean, DriftError } from "../../errors.ts";
import { TOPIC_NAMES, TOPICS } from "../topics.ts";

/** `help [command or topic]`: what a command does, or what holds for several. */
export function addHelp(program: Command): void {
  program
    .helpCommand(false)
    .command("help")
    .description("explain a command or a topic; without one, list the topics")
    .argument("[names...]", "a command, or one of the topics")
    .action((names: readonly string[]) => {
      process.stdout.write(names.length === 0 ? topicList() : helpOn(names, program));
    });
}

function topicList(): string {
  const lines = TOPIC_NAMES.map((name) => `  ${name.padEnd(13)} ${TOPICS[name]?.about ?? ""}\n`);
  return `Topics:\n${lines.join("")}\ncontract-drift help TOPIC, or help COMMAND. --help lists the commands.\n`;
}

function helpOn(names: readonly string[], program: Command): string {
  const [name = ""] = names;
  if (names.length === 1 && Object.hasOwn(TOPICS, name)) return TOPICS[name]?.text ?? "";
  let command = program;
  for (const step of names) {
    const found = command.commands.find((one) => one.name() === step);
    if (found === undefined) throw unknown(step, command, program);
    command = found;
  }
  command.outputHelp();
  return "";
}

function unknown(name: string, command: Command, program: Command): DriftError {
  const topics = command === program ? TOPIC_NAMES : [];
  const nearest = didYouMean(name, [...command.commands.map((one) => one.name()), ...topics]);
  return new DriftError({
    code: "usage",
    message: `There is no help on ${JSON.stringify(name)}.`,
    hint:
      nearest === undefined
        ? "`contract-drift help` lists the topics, --help the commands."
        : `Did you mean ${nearest}?`,
  });
}
