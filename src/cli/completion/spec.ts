import type { Command, Option } from "commander";

/** What may be typed after one command. */
export interface CompletionNode {
  /** Where it is: empty for the program, `/registry/publish`. */
  readonly at: string;
  readonly about: string;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletionOption[];
  /** What the first argument may be, where that is a closed list. */
  readonly values: readonly string[];
}

export interface CompletionOption {
  readonly long: string;
  readonly short?: string;
  readonly about: string;
  readonly takesValue: boolean;
  /** What its value may be, where that is a closed list. */
  readonly values: readonly string[];
}

/** Values that the parser does not know of itself, by place and option or argument. */
export interface KnownValues {
  /** Of `--format`, where it takes a file as well. */
  readonly formats: readonly string[];
  /** Of first arguments, by command: the rules of `explain`, the topics of `help`. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Everything that may be typed, from the program's own commands and options. */
export function completionNodes(program: Command, known: KnownValues): readonly CompletionNode[] {
  return nodesBelow(program, "", known);
}

function nodesBelow(command: Command, at: string, known: KnownValues): readonly CompletionNode[] {
  const help = command.createHelp();
  const commands = help
    .visibleCommands(command)
    .filter((one) => one.name() !== "help" || at === "");
  const node: CompletionNode = {
    at,
    about: command.description(),
    commands: commands.map((one) => ({ name: one.name(), about: one.description() })),
    options: help.visibleOptions(command).flatMap((option) => optionOf(option, known)),
    values: known.values[at] ?? [],
  };
  return [node, ...commands.flatMap((one) => nodesBelow(one, `${at}/${one.name()}`, known))];
}

function optionOf(option: Option, { formats }: KnownValues): readonly CompletionOption[] {
  const { long, short, description, argChoices } = option;
  if (long === undefined) return [];
  const values = argChoices ?? (long === "--format" ? formats : []);
  return [
    {
      long,
      ...(short === undefined ? {} : { short }),
      about: description,
      takesValue: option.required || option.optional,
      values,
    },
  ];
}
