import type { CompletionNode } from "./spec.ts";

/** A script for zsh: a file `_contract-drift` in a folder of `fpath`, or read once. */
export function zshCompletion(nodes: readonly CompletionNode[]): string {
  const places = nodes.filter(({ at }) => at !== "").map(({ at }) => quoted(at));
  return `#compdef contract-drift
# zsh completion of contract-drift: source <(contract-drift completion zsh)
_contract_drift() {
  local at="" word previous="\${words[CURRENT - 1]}"
  local -a listed values
  for word in "\${(@)words[2, CURRENT - 1]}"; do
    case "$at/$word" in
    ${places.join(" | ")}) at="$at/$word" ;;
    esac
  done
  case "$at:$previous" in
${nodes.flatMap(valueCases).join("\n")}
  esac
  case "$at:\${words[CURRENT]}" in
${nodes.flatMap(wordCases).join("\n")}
  esac
  if (( \${#listed} )); then _describe 'contract-drift' listed; else _files; fi
}
if [ "$funcstack[1]" = "_contract_drift" ]; then _contract_drift "$@"; else compdef _contract_drift contract-drift; fi
`;
}

function valueCases({ at, options }: CompletionNode): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ long, short, values }) => {
      const flags = [long, ...(short === undefined ? [] : [short])];
      const patterns = flags.map((flag) => quoted(`${at}:${flag}`)).join(" | ");
      const answer =
        values.length === 0
          ? "_files"
          : `values=(${values.map(quoted).join(" ")}); compadd -a values`;
      return `  ${patterns}) ${answer}; return ;;`;
    });
}

function wordCases({ at, commands, options, values }: CompletionNode): readonly string[] {
  const flags = options.map(({ long, about }) => entry(long, about));
  const rest = [...commands.map(({ name, about }) => entry(name, about)), ...values.map(quoted)];
  return [
    `  ${quoted(`${at}:-`)}*) listed=(${flags.join(" ")}) ;;`,
    `  ${quoted(`${at}:`)}*) listed=(${rest.join(" ")}) ;;`,
  ];
}

/** A word and what it means, with a colon in between. */
function entry(word: string, about: string): string {
  return quoted(`${word.replaceAll(":", "\\:")}:${about}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
