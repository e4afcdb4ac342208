import { GraphQLError, parse, type DefinitionNode } from "graphql";

/** The definitions of parts of texts that were parsed already, by the part's own text. */
export type ParsedParts = Map<string, readonly DefinitionNode[]>;

/**
 * The definitions of a text of SDL, parsed in parts that end with a line `}`: parts that are known
 * are not parsed again. Undefined where a part is no document of its own (such a line stands in a
 * description, or the text has a mistake), so that the text is to be parsed as a whole.
 *
 * The parts give what the whole gives: each is a document, so it starts and ends outside of strings
 * and brackets, and no definition goes on behind its closing brace.
 */
export function definitionsInParts(
  text: string,
  parts: ParsedParts,
): readonly DefinitionNode[] | undefined {
  const definitions: DefinitionNode[] = [];
  for (const part of partsOf(text)) {
    const known = parts.get(part) ?? parsedPart(part);
    if (known === undefined) return undefined;
    parts.set(part, known);
    for (const node of known) definitions.push(node);
  }
  return definitions;
}

function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  const end = /^\}[^\S\r\n]*$/gm;
  let from = 0;
  for (let found = end.exec(text); found !== null; found = end.exec(text)) {
    parts.push(text.slice(from, end.lastIndex));
    from = end.lastIndex;
  }
  const rest = text.slice(from);
  return rest.trim() === "" && parts.length > 0 ? parts : [...parts, rest];
}

function parsedPart(part: string): readonly DefinitionNode[] | undefined {
  try {
    return parse(part, { noLocation: true }).definitions;
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
