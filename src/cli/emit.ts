import type { Report } from "../report/report.ts";
import type { RenderOptions } from "../report/reporter.ts";
import type { CommonOptions } from "./options.ts";
import { wantsColour, writeResult } from "./terminal.ts";

/** Shows a report in the format asked for and sets the exit code that its verdict stands for. */
export async function emitReport(report: Report, options: CommonOptions): Promise<void> {
  process.exitCode = report.blocking ? 1 : 0;
  if (options.quiet === true && options.output === undefined) return;
  const { isReportFormat, REPORTERS } = await import("../report/index.ts");
  const render = await REPORTERS[isReportFormat(options.format) ? options.format : "text"]();
  writeResult(render(report, viewOf(options)), options.output);
}

/** Shows the answer to a question: as JSON with a version, or as text. */
export function emitAnswer(
  answer: object,
  options: CommonOptions,
  asText: (view: RenderOptions) => string,
): void {
  if (options.quiet === true && options.output === undefined) return;
  const text =
    options.format === "json"
      ? `${JSON.stringify({ schemaVersion: 1, ...answer }, undefined, 2)}\n`
      : asText(viewOf(options));
  writeResult(text, options.output);
}

function viewOf(options: CommonOptions): RenderOptions {
  const colour = wantsColour({
    flag: options.color,
    environment: process.env,
    isTerminal: options.output === undefined && process.stdout.isTTY,
  });
  return { colour, verbose: options.verbose ?? false };
}
