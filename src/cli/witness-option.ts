import { Option } from "commander";
import type { Command } from "commander";
import type { WitnessMode } from "../app/witnesses.ts";

/** The option of commands whose report shows witnesses. */
export interface WitnessOption {
  readonly witness: WitnessMode;
}

const MODES = ["shown", "all", "none"] as const satisfies readonly WitnessMode[];

/** Adds `--witness`. */
export function withWitness(command: Command): Command {
  return command.addOption(
    new Option(
      "--witness <changes>",
      "which breaking changes get a message that shows them: those shown first, all, or none",
    )
      .choices(MODES)
      .default("shown"),
  );
}
