import type { CompletionNode } from "./spec.ts";

/** A script that bash reads once: `source <(contract-drift completion bash)`. */
export function bashCompletion(nodes: readonly CompletionNode[]): string {
  const places = nodes.filter(({ at }) => at !== "").map(({ at }) => quoted(at));
  return `# bash completion of contract-drift: source <(contract-drift completion bash)
_contract_drift() {
  local at="" words="" index
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at/\${COMP_WORDS[index]}" in
    ${places.join(" | ")}) at="$at/\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$at:$previous" in
${nodes.flatMap(valueCases).join("\n")}
  *)
    case "$at:$current" in
${nodes.flatMap(wordCases).join("\n")}
    esac
    ;;
  esac
  # Where nothing is known the shell completes files.
  while IFS='' read -r index; do COMPREPLY+=("$index"); done < <(compgen -W "$words" -- "$current")
}
complete -o default -F _contract_drift contract-drift
`;
}

function valueCases({ at, options }: CompletionNode): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ long, short, values }) => {
      const flags = [long, ...(short === undefined ? [] : [short])];
      const patterns = flags.map((flag) => quoted(`${at}:${flag}`));
      return `  ${patterns.join(" | ")}) words=${quoted(values.join(" "))} ;;`;
    });
}

function wordCases({ at, commands, options, values }: CompletionNode): readonly string[] {
  const flags = options.map(({ long }) => long);
  const rest = [...commands.map(({ name }) => name), ...values];
  return [
    `    ${quoted(`${at}:-`)}*) words=${quoted(flags.join(" "))} ;;`,
    `    ${quoted(`${at}:`)}*) words=${quoted(rest.join(" "))} ;;`,
  ];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
