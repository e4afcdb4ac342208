import { DriftError, exitCodeOf, formatPlace } from "../errors.ts";

/** What goes to standard error when a run cannot go on. */
export function failureText(error: unknown, debug: boolean): string {
  const lines = error instanceof DriftError ? troubleLines(error) : bugLines(error, debug);
  if (debug && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  return `${lines.join("\n")}\n`;
}

/** Reports an error and sets the exit code that belongs to it. */
export function fail(error: unknown, debug: boolean): void {
  process.stderr.write(failureText(error, debug));
  process.exitCode = exitCodeOf(error);
}

function troubleLines(error: DriftError): string[] {
  return [
    `error: ${oneLine(error.message)}`,
    ...(error.place === undefined ? [] : [`  at ${oneLine(formatPlace(error.place))}`]),
    ...(error.hint === undefined ? [] : [`  hint: ${oneLine(error.hint)}`]),
  ];
}

function bugLines(error: unknown, debug: boolean): string[] {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return [
    "error: contract-drift has failed through a mistake of its own.",
    `  ${oneLine(what)}`,
    ...(debug
      ? []
      : ["  hint: Run again with --debug for the trace, and report it with the input."]),
  ];
}

/** Control characters of hostile names must not reach the terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, "\uFFFD");
}
