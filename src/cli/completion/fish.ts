import type { CompletionNode, CompletionOption } from "./spec.ts";

/** A script for fish: `contract-drift completion fish | source`. */
export function fishCompletion(nodes: readonly CompletionNode[]): string {
  const places = nodes.filter(({ at }) => at !== "").map(({ at }) => at);
  return `# fish completion of contract-drift: contract-drift completion fish | source
function __contract_drift_at
    set -l at ""
    for word in (commandline -opc)[2..-1]
        switch "$at/$word"
            case ${places.map(quoted).join(" ")}
                set at "$at/$word"
        end
    end
    test "$at" = "$argv[1]"
end
${nodes.flatMap(linesOf).join("\n")}
`;
}

function linesOf({ at, commands, options, values }: CompletionNode): readonly string[] {
  const where = `complete -c contract-drift -n ${quoted(`__contract_drift_at "${at}"`)}`;
  return [
    ...commands.map(({ name, about }) => `${where} -f -a ${quoted(name)} -d ${quoted(about)}`),
    ...(values.length === 0 ? [] : [`${where} -f -a ${quoted(values.join(" "))}`]),
    ...options.map((option) => `${where} ${flagsOf(option)} -d ${quoted(option.about)}`),
  ];
}

function flagsOf({ long, short, takesValue, values }: CompletionOption): string {
  return [
    `-l ${long.replace(/^--/, "")}`,
    ...(short === undefined ? [] : [`-s ${short.replace(/^-/, "")}`]),
    ...(values.length > 0 ? [`-x -a ${quoted(values.join(" "))}`] : takesValue ? ["-r"] : []),
  ].join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}
