import type { Location } from "../model/position.ts";
import type { Hosting } from "./reporter.ts";

/** The page of a line at a commit. Lines stay right there, whatever is pushed later. */
export function lineUrl(
  { file, line }: Location,
  commit: string,
  hosting: Hosting | undefined,
): string | undefined {
  if (hosting === undefined) return undefined;
  const path = file.split("/").map(percentEncoded).join("/");
  const blob = hosting.kind === "github" ? "blob" : "-/blob";
  return `${hosting.url}/${blob}/${commit}/${path}#L${line}`;
}

/** Parentheses would end a link, and a name may hold half a character, which has no encoding. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[()'!*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
}
