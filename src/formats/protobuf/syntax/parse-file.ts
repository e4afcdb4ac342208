import { DriftError } from "../../../errors.ts";
import { leadingComment } from "./comments.ts";
import { acceptWord, currentWord, expect, fail, spotOf, takeName, takeString } from "./expect.ts";
import { advance, END, type Lexer, lexerOf, WORD } from "./lexer.ts";
import { parseExtend, parseNested, parseVisible } from "./parse-message.ts";
import { parseOption } from "./parse-options.ts";
import { parseService } from "./parse-service.ts";
import { EQUALS, SEMICOLON } from "./punctuation.ts";
import type {
  EnumNode,
  ExtendNode,
  ImportNode,
  MessageNode,
  OptionNode,
  ProtoFile,
  ServiceNode,
  Spot,
  Syntax,
} from "./syntax-tree.ts";

/** A file under construction. */
interface Body {
  readonly depth: number;
  readonly imports: ImportNode[];
  readonly messages: MessageNode[];
  readonly enums: EnumNode[];
  readonly services: ServiceNode[];
  readonly extends: ExtendNode[];
  readonly options: OptionNode[];
  package?: { readonly name: string; readonly spot: Spot };
}

/**
 * Parses one .proto text: proto2, proto3, editions. Stops with `syntax` at the first
 * token that does not fit the grammar, with `not-a-contract` for what is no text, and with
 * `unsupported-version` for a syntax or edition that nobody has defined yet. What the grammar
 * allows and the language forbids is left to `checks.ts`.
 */
export function parseProto(path: string, text: string): ProtoFile {
  refuseBinary(path, text);
  const lexer = lexerOf(path, text);
  const comment = leadingComment(lexer);
  const version = parseVersion(lexer);
  const body: Body = {
    depth: 0,
    imports: [],
    messages: [],
    enums: [],
    services: [],
    extends: [],
    options: [],
  };
  while (lexer.kind !== END) parseStatement(lexer, body);
  const { imports, messages, enums, services, options } = body;
  return {
    path,
    ...version,
    package: body.package?.name ?? "",
    ...(body.package === undefined ? {} : { packageSpot: body.package.spot }),
    imports,
    messages,
    enums,
    services,
    extends: body.extends,
    options,
    ...(comment === undefined ? {} : { comment }),
  };
}

/** True where a text holds no declaration at all, only white space and comments. */
export function isEmptyProto(text: string): boolean {
  return lexerOf("", text).kind === END;
}

function refuseBinary(path: string, text: string): void {
  if (!text.includes("\0")) return;
  throw new DriftError({
    code: "not-a-contract",
    message: "The file is binary, not a .proto text.",
    place: { file: path },
    hint: "A binary descriptor set can be given as JSON: `buf build -o image.json`.",
  });
}

interface Version {
  readonly syntax: Syntax;
  readonly edition?: string;
}

/** Without a syntax statement a file is proto2. */
function parseVersion(lexer: Lexer): Version {
  const edition = acceptWord(lexer, "edition");
  if (!edition && !acceptWord(lexer, "syntax")) return { syntax: "proto2" };
  expect(lexer, EQUALS);
  const spot = spotOf(lexer);
  const value = takeString(lexer, edition ? "an edition in quotes" : "a syntax in quotes");
  expect(lexer, SEMICOLON);
  return versionOf(value, edition, { file: lexer.path, ...spot });
}

/** The editions whose defaults are known (descriptor.proto, `Edition`); there is none of 2025. */
const EDITIONS: ReadonlySet<string> = new Set(["2023", "2024", "2026"]);

/** The syntax or edition by its written value; `unsupported-version` for one that is not known. */
export function versionOf(
  value: string,
  edition: boolean,
  place: Spot & { readonly file: string },
): Version {
  if (edition && EDITIONS.has(value)) {
    return { syntax: "editions", edition: value };
  }
  if (!edition && (value === "proto2" || value === "proto3")) return { syntax: value };
  throw new DriftError({
    code: "unsupported-version",
    message: `The ${edition ? "edition" : "syntax"} ${JSON.stringify(value)} is not known.`,
    place,
    hint: `Known are proto2, proto3, and the editions ${[...EDITIONS].join(", ")}.`,
  });
}

function parseStatement(lexer: Lexer, body: Body): void {
  if (lexer.kind === SEMICOLON) {
    advance(lexer);
    return;
  }
  if (lexer.kind !== WORD) fail(lexer, EXPECTED);
  const word = currentWord(lexer);
  switch (word) {
    case "message":
    case "enum":
      parseNested(lexer, body);
      break;
    case "service":
      body.services.push(parseServiceAt(lexer));
      break;
    case "import":
      body.imports.push(parseImport(lexer));
      break;
    case "option":
      advance(lexer);
      body.options.push(parseOption(lexer));
      break;
    case "package":
      parsePackage(lexer, body);
      break;
    case "extend":
      body.extends.push(parseExtend(lexer, body.messages, body.depth));
      break;
    case "export":
    case "local":
      if (!parseVisible(lexer, body)) fail(lexer, EXPECTED);
      break;
    case "syntax":
    case "edition":
      fail(lexer, `another statement, because ${word} must come first and only once`);
    default:
      fail(lexer, EXPECTED);
  }
}

const EXPECTED = "a message, enum, service, import, option or package";

function parseServiceAt(lexer: Lexer): ServiceNode {
  const spot = spotOf(lexer);
  const comment = leadingComment(lexer);
  advance(lexer);
  return parseService(lexer, spot, comment);
}

function parseImport(lexer: Lexer): ImportNode {
  const spot = spotOf(lexer);
  advance(lexer);
  const modifier = parseModifier(lexer);
  const path = takeString(lexer, "the path of an import in quotes");
  expect(lexer, SEMICOLON);
  return { path, ...spot, ...(modifier === undefined ? {} : { modifier }) };
}

function parseModifier(lexer: Lexer): ImportNode["modifier"] {
  if (acceptWord(lexer, "public")) return "public";
  if (acceptWord(lexer, "weak")) return "weak";
  return acceptWord(lexer, "option") ? "option" : undefined;
}

function parsePackage(lexer: Lexer, body: Body): void {
  const spot = spotOf(lexer);
  if (body.package !== undefined) fail(lexer, "only one package statement");
  advance(lexer);
  const name = takeName(lexer, "the name of the package");
  expect(lexer, SEMICOLON);
  body.package = { name, spot };
}
