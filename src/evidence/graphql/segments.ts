import { GraphQLError } from "graphql/error";
import { Kind, Lexer, Source, TokenKind, parse, print, visit } from "graphql/language";
import type {
  DefinitionNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
} from "graphql/language";
import type { DocumentProblem } from "./document.ts";

/** A piece of GraphQL text inside a file. */
export interface Segment {
  readonly text: string;
  /** The file's line on which the text begins, counted from 1. */
  readonly line: number;
  /** The id that a manifest gives it. */
  readonly id?: string;
}

/** An operation or fragment and what it takes to print it. */
export interface Definition<
  Node extends OperationDefinitionNode | FragmentDefinitionNode =
    | OperationDefinitionNode
    | FragmentDefinitionNode,
> {
  readonly file: string;
  readonly line: number;
  readonly node: Node;
  readonly id?: string;
  /** The definition alone, printed. */
  readonly text: () => string;
  /** Names of the fragments that it spreads itself. */
  readonly spreads: () => readonly string[];
}

/** Deeper selections are refused (design: bounds on depth). */
const DEEPEST = 500;

/**
 * The operations and fragments of a text, in order. Type system definitions are passed over. A text
 * that cannot be parsed is a problem.
 */
export function definitionsIn(
  file: string,
  segment: Segment,
  problems: DocumentProblem[],
): readonly Definition[] {
  const lineIn = (line: number) => segment.line + line - 1;
  try {
    const deep = lineTooDeep(segment.text);
    if (deep !== undefined) {
      const message = `Brackets are nested deeper than ${DEEPEST} levels; the document is left out.`;
      problems.push({ file, line: lineIn(deep), message });
      return [];
    }
    return parse(segment.text).definitions.flatMap((node) => {
      const line = lineIn(node.loc?.startToken.line ?? 1);
      return isExecutable(node) ? [definition(file, line, node, segment.id)] : [];
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = lineIn(error.locations?.[0]?.line ?? 1);
    const reason = error.message.replace(/^Syntax Error: /, "");
    problems.push({ file, line, message: `This is not valid GraphQL: ${reason}` });
    return [];
  }
}

function isExecutable(
  node: DefinitionNode,
): node is OperationDefinitionNode | FragmentDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION;
}

function definition<Node extends OperationDefinitionNode | FragmentDefinitionNode>(
  file: string,
  line: number,
  node: Node,
  id: string | undefined,
): Definition<Node> {
  let text: string | undefined;
  let spreads: readonly string[] | undefined;
  return {
    file,
    line,
    node,
    ...(id === undefined ? {} : { id }),
    text: () => (text ??= print(node)),
    spreads: () => (spreads ??= spreadsIn(node)),
  };
}

function spreadsIn(node: OperationDefinitionNode | FragmentDefinitionNode): readonly string[] {
  const names = new Set<string>();
  visit(node, {
    FragmentSpread: (spread) => {
      names.add(spread.name.value);
    },
  });
  return [...names];
}

/** The line on which brackets nest too deep for a recursive parser, or undefined. */
function lineTooDeep(text: string): number | undefined {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (;;) {
    const token = lexer.advance();
    if (token.kind === TokenKind.EOF) return undefined;
    if (OPENING.has(token.kind) && ++depth > DEEPEST) return token.line;
    if (CLOSING.has(token.kind)) depth--;
  }
}

const OPENING: ReadonlySet<string> = new Set([
  TokenKind.BRACE_L,
  TokenKind.BRACKET_L,
  TokenKind.PAREN_L,
]);

const CLOSING: ReadonlySet<string> = new Set([
  TokenKind.BRACE_R,
  TokenKind.BRACKET_R,
  TokenKind.PAREN_R,
]);
