import type { HeadersAnswer } from "../answers.ts";
import { counted, harmless, styleOf } from "./style.ts";

/** The answer of `headers` for people and for shell scripts. */
export function renderHeaders(answer: HeadersAnswer, colour: boolean): string {
  const style = styleOf(colour);
  const blocks = answer.operations.map(({ method, path, headers }) =>
    [
      style.strong(harmless(`${method} ${path}`)),
      ...Object.entries(headers).map(([name, value]) => harmless(`  ${name}: ${value}`)),
    ].join("\n"),
  );
  const total = counted(answer.operations.length, "deprecated operation");
  return [...blocks, style.faint(`${total} in ${harmless(answer.contract)} on ${answer.today}.`)]
    .map((block) => `${block}\n`)
    .join("\n");
}
