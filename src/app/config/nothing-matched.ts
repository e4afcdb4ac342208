import { DriftError } from "../../errors.ts";
import type { ContractConfig } from "./config.ts";

/** An entry whose files are not there, and what to do; one that a command writes may not be written yet. */
export function nothingMatched({ paths, place, generate }: ContractConfig, where = ""): DriftError {
  const named = paths.map((path) => JSON.stringify(path)).join(", ");
  if (generate !== undefined) {
    return new DriftError({
      code: "nothing-to-compare",
      message: `${named} is not there${where}, and \`${generate.command.join(" ")}\`, which writes it, is run by \`check\` and \`baseline\` only.`,
      place,
      hint: "Run the command first; the file may be one that git ignores.",
    });
  }
  return new DriftError({
    code: "nothing-to-compare",
    message: `No file matches ${named}${where}.`,
    place,
    hint: "Mend the path, or remove the entry.",
  });
}
