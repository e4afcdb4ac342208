import { leadingComment, withTrailing } from "./comments.ts";
import { accept, acceptWord, expect, fail, spotOf, takeName, takeWord } from "./expect.ts";
import type { Lexer } from "./lexer.ts";
import { parseOption } from "./parse-options.ts";
import * as mark from "./punctuation.ts";
import type { MethodNode, OptionNode, ServiceNode, Spot, WrittenComment } from "./syntax-tree.ts";

/** The rest of a service after the keyword. */
export function parseService(
  lexer: Lexer,
  spot: Spot,
  leading: WrittenComment | undefined,
): ServiceNode {
  const name = takeWord(lexer, "the name of a service");
  expect(lexer, mark.OPEN_BRACE);
  const comment = withTrailing(lexer, leading);
  const methods: MethodNode[] = [];
  const options: OptionNode[] = [];
  while (!accept(lexer, mark.CLOSE_BRACE)) {
    if (accept(lexer, mark.SEMICOLON)) continue;
    const methodSpot = spotOf(lexer);
    const methodComment = leadingComment(lexer);
    if (acceptWord(lexer, "option")) options.push(parseOption(lexer));
    else if (acceptWord(lexer, "rpc")) methods.push(parseMethod(lexer, methodSpot, methodComment));
    else fail(lexer, '"rpc", "option" or "}"');
  }
  return { name, methods, options, ...spot, ...(comment === undefined ? {} : { comment }) };
}

function parseMethod(lexer: Lexer, spot: Spot, leading: WrittenComment | undefined): MethodNode {
  const name = takeWord(lexer, "the name of an rpc");
  const request = parseMessageType(lexer);
  if (!acceptWord(lexer, "returns")) fail(lexer, '"returns"');
  const response = parseMessageType(lexer);
  const options: OptionNode[] = [];
  const comment = parseMethodEnd(lexer, options, leading);
  return {
    name,
    input: request.type,
    output: response.type,
    clientStreaming: request.streamed,
    serverStreaming: response.streamed,
    options,
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

/** `;` or a block of options; answers with the method's whole comment. */
function parseMethodEnd(
  lexer: Lexer,
  options: OptionNode[],
  leading: WrittenComment | undefined,
): WrittenComment | undefined {
  if (!accept(lexer, mark.OPEN_BRACE)) {
    expect(lexer, mark.SEMICOLON);
    return withTrailing(lexer, leading);
  }
  const comment = withTrailing(lexer, leading);
  while (!accept(lexer, mark.CLOSE_BRACE)) {
    if (accept(lexer, mark.SEMICOLON)) continue;
    if (!acceptWord(lexer, "option")) fail(lexer, '"option" or "}"');
    options.push(parseOption(lexer));
  }
  return comment;
}

/** A type named `stream` needs a leading dot or the keyword before it, as in protoc. */
function parseMessageType(lexer: Lexer): { readonly type: string; readonly streamed: boolean } {
  expect(lexer, mark.OPEN_PARENTHESIS);
  const streamed = acceptWord(lexer, "stream");
  if (streamed && lexer.kind === mark.CLOSE_PARENTHESIS) {
    expect(lexer, mark.CLOSE_PARENTHESIS);
    return { type: "stream", streamed: false };
  }
  const type = takeName(lexer, "the name of a message");
  expect(lexer, mark.CLOSE_PARENTHESIS);
  return { type, streamed };
}
