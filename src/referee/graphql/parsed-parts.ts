import type { DefinitionNode } from "graphql";

/** What is known of texts: referees that share it cut and parse once what their texts have alike. */
export interface ParsedParts {
  /** The definitions of the parts that were parsed, by the part's own text. */
  readonly nodes: Map<string, readonly DefinitionNode[]>;
  /** The parts of the text that was cut first, and where its types stand among them. */
  readonly first: DefinitionPart[];
  readonly index: Map<string, number>;
}

export function noParts(): ParsedParts {
  return { nodes: new Map(), first: [], index: new Map() };
}

/** What stands before the braces of a type's definition or extension. */
export interface TypeHead {
  readonly keyword: string;
  readonly name: string;
  readonly isExtension: boolean;
  readonly interfaces: readonly string[];
}

/** A part of a text of SDL: one definition, or several that nothing in between parts. */
export interface DefinitionPart {
  readonly text: string;
  /** Of a part that is one type's definition or extension and nothing else. */
  readonly head: TypeHead | undefined;
  /** Where the braces begin of which the head tells. */
  readonly body: number;
}
