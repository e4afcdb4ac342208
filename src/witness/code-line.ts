import type { Change } from "../diff/change.ts";
import type { ElementKind } from "../model/element.ts";
import type { Witness } from "../model/witness.ts";

/**
 * What shows a break of client code alone: a line of it, in words. No compiler of any language is
 * asked, so it stays a claim by rule.
 */
export function codeLine(change: Change): Witness {
  return { status: "undecidable", why: `no compiler is asked; ${lineOf(change)}` };
}

function lineOf({ kind, element, details, before, after }: Change): string {
  const name = lastName(element);
  const { keyword } = details;
  if (keyword !== undefined && kind !== "field") {
    return `code that was generated with ${keyword} ${shown(before?.value)} has to be written again for ${shown(after?.value)}`;
  }
  const line = LINES[kind]?.(name) ?? `\`${name}\``;
  return `code written against before, such as ${line}, does not compile against after`;
}

/** As most generated clients put it; the names are those of the contract. */
const LINES: Partial<Record<ElementKind, (name: string) => string>> = {
  field: (name) => `\`message.${name}\``,
  argument: (name) => `\`{ ${name}: … }\``,
  "enum-value": (name) => `\`case ${name}:\``,
  type: (name) => `\`new ${name}()\``,
  operation: (name) => `\`client.${name}(…)\``,
  service: (name) => `\`new ${name}Client()\``,
};

function lastName(element: string): string {
  const names = element.replace(/#\d+$/, "").match(/[\p{L}_][\p{L}\p{N}_-]*/gu);
  return names?.at(-1) ?? element;
}

function shown(value: unknown): string {
  return value === undefined || value === null ? "none" : JSON.stringify(value);
}
