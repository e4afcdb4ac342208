import type { Report } from "../report/report.ts";
import type { RenderOptions } from "../report/reporter.ts";
import { ciView } from "./ci.ts";
import type { AnswerOptions, CommonOptions, Output, ReportOptions } from "./options.ts";
import { wantsColour, writePieces, writeResult } from "./terminal.ts";

/** Shows a report in the formats asked for and sets the exit code that its verdict stands for. */
export async function emitReport(report: Report, options: ReportOptions): Promise<void> {
  process.exitCode = report.blocking ? 1 : 0;
  const wanted = options.format ?? [{ format: "text" }];
  const shown = wanted.filter((output) => fileOf(output, options) !== undefined || !options.quiet);
  if (shown.length === 0) return;
  const { REPORTERS, piecesOf } = await import("../report/index.ts");
  const results = await Promise.all(
    shown.map(async (output) => {
      const file = fileOf(output, options);
      const pieces = file === undefined ? await piecesOf(output.format, report) : undefined;
      if (pieces !== undefined) return { pieces };
      const render = await REPORTERS[output.format].load();
      return { text: render(report, viewOf(options, file)), file };
    }),
  );
  for (const result of results) {
    if ("pieces" in result) await writePieces(result.pieces);
    else writeResult(result.text, result.file);
  }
}

/** Shows the answer to a question: as JSON with a version, or as text. */
export function emitAnswer(
  answer: object,
  options: AnswerOptions,
  asText: (view: RenderOptions) => string,
): void {
  if (options.quiet === true && options.output === undefined) return;
  const text =
    options.format === "json"
      ? `${JSON.stringify({ schemaVersion: 1, ...answer }, undefined, 2)}\n`
      : asText(viewOf(options, options.output));
  writeResult(text, options.output);
}

function fileOf(output: Output, options: CommonOptions): string | undefined {
  return output.file ?? options.output;
}

function viewOf(options: CommonOptions, file: string | undefined): RenderOptions {
  const colour = wantsColour({
    flag: options.color,
    environment: process.env,
    isTerminal: file === undefined && process.stdout.isTTY,
  });
  return { colour, verbose: options.verbose ?? false, ...ciView(process.env) };
}
