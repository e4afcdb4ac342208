import { harmless } from "../text/style.ts";

/** A piece of HTML. Only `markup` and `trusted` make one, so that text never becomes markup. */
export interface Markup {
  readonly html: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/** A template of HTML: whatever is filled in is escaped, unless it is markup itself. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const html = parts.reduce((text, part, index) => text + written(values[index - 1]) + part);
  return { html };
}

/** Text of our own that is markup already: the style sheet, the script. */
export function trusted(html: string): Markup {
  return { html };
}

function written(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(value);
  return "html" in value ? value.html : value.map(({ html }) => html).join("");
}

/** Text in an element or in an attribute in quotes; control characters become visible. */
function escaped(text: string): string {
  return text
    .split("\n")
    .map((line) => harmless(line))
    .join("\n")
    .toWellFormed()
    .replaceAll(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
}
