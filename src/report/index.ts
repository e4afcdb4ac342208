import { renderJson } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { renderText } from "./text/index.ts";

/** Every output format by its name on the command line. */
export const REPORTERS = {
  text: renderText,
  json: renderJson,
} satisfies Record<string, Reporter>;

export type ReportFormat = keyof typeof REPORTERS;
