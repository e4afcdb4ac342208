import type { Diagnostic } from "../../model/contract.ts";
import { counted, harmless } from "./style.ts";
import type { Style } from "./style.ts";

/** How many are listed before the rest is a count. */
const LISTED = 5;

/** What did not stop the run, a line each. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  style: Style,
  verbose: boolean,
): readonly string[] {
  const listed = verbose ? diagnostics : diagnostics.slice(0, LISTED);
  const rest = diagnostics.length - listed.length;
  return [
    ...listed.map(
      ({ code, message, location }) =>
        `${style.faint("note")}  ${code}  ${harmless(message)}${placed(location)}`,
    ),
    ...(rest > 0 ? [`note  … and ${counted(rest, "more note")} (--verbose lists them)`] : []),
  ];
}

/** `  file:line:column`, as far as it is known. */
export function placed(location: Diagnostic["location"]): string {
  if (location === undefined) return "";
  const place = [location.file, location.line, location.column].filter(
    (part) => part !== undefined,
  );
  return `  ${harmless(place.join(":"))}`;
}
