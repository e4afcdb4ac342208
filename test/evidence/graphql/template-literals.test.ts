import { describe, expect, it } from "vitest";
import { readGraphqlDocuments } from "../../../src/evidence/graphql-documents.ts";
import { templateLiteralsIn } from "../../../src/evidence/graphql/template-literals.ts";

function chunksIn(source: string): readonly (readonly string[])[] {
  return templateLiteralsIn(source).map(({ chunks }) => chunks);
}

describe("templateLiteralsIn", () => {
  it.each([
    ["a gql tag", "const q = gql`{ a }`;"],
    ["a graphql tag", "graphql`{ a }`"],
    ["a member", "Apollo.gql`{ a }`"],
    ["a call", "graphql(`{ a }`, [Bits])"],
    ["a call over lines", "gql(\n  `{ a }`\n)"],
    ["a comment", "query(/* GraphQL */ `{ a }`)"],
    ["a tight comment", "/*GraphQL*/`{ a }`"],
    ["type arguments", "gql<Orders, Variables>`{ a }`"],
    ["code behind a regular expression", "s.replace(/[`'\"/]/g, ''); gql`{ a }`"],
    ["code behind a division", "a = b / c; d = e / f; gql`{ a }`"],
    ["code behind a returned regular expression", "return /`/.test(s) ? gql`{ a }` : 0"],
    ["code behind an apostrophe in JSX", "<p>Don't</p>\nconst q = gql`{ a }`"],
    ["code behind another template", "css`a ${b} {` + gql`{ a }`"],
    ["code behind a string with a backtick", 'x("`"); gql`{ a }`'],
    ["an interpolation of another template", "html`<p>${gql`{ a }`}</p>`"],
    ["an interpolated object", "html`${{ a: { b: 1 } }}` + gql`{ a }`"],
  ])("finds %s", (_, source) => {
    expect(chunksIn(source)).toEqual([["{ a }"]]);
  });

  it.each([
    ["a line comment", "// gql`{ a }`\n"],
    ["a block comment", "/* gql`{ a }` */"],
    ["a string", '"gql`{ a }`"'],
    ["another tag", "sql`{ a }`; mygql`{ a }`; gqlish`{ a }`"],
    ["a template that is never closed", "gql`{ a }"],
    ["an interpolation that is never closed", "gql`{ ${a `"],
    ["no tag at all", "`{ a }`"],
  ])("finds nothing in %s", (_, source) => {
    expect(chunksIn(source)).toEqual([]);
  });

  it("resolves escapes and keeps lines", () => {
    const source = 'a;\nb;\nconst q = gql`\n  { a(b: "\\`\\n\\\\") }\n`;\ngql`{ c }`';
    expect(templateLiteralsIn(source)).toEqual([
      { line: 3, chunks: ['\n  { a(b: "`\n\\") }\n'], expressions: [] },
      { line: 6, chunks: ["{ c }"], expressions: [] },
    ]);
  });

  it("gives up on templates nested without end, quickly", () => {
    const started = performance.now();
    expect(chunksIn("`${".repeat(50_000))).toEqual([]);
    expect(chunksIn("gql`${a}` / ".repeat(20_000))).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("operations in templates", () => {
  function read(files: Readonly<Record<string, string>>) {
    const { documents, problems } = readGraphqlDocuments(new Map(Object.entries(files)));
    return {
      texts: documents.map(({ text }) => text.replaceAll(/\s+/g, " ").trim()),
      lines: documents.map(({ line }) => line),
      problems: problems.map(({ line, message }) => `${line ?? ""} ${message}`),
    };
  }

  it("finds interpolated fragments by their names", () => {
    expect(
      read({
        "page.tsx":
          "import { BITS } from './bits';\nexport const PAGE = gql`\n  ${BITS}\n  query Page { order { ...Bits } }\n  ${OTHER}\n`;",
        "bits.ts": "export const BITS = gql`fragment Bits on Order { id }`;",
      }),
    ).toEqual({
      texts: ["query Page { order { ...Bits } } fragment Bits on Order { id }"],
      lines: [4],
      problems: [],
    });
  });

  it.each([
    [
      "a value",
      "{ orders(first: ${PAGE_SIZE}) { id } }",
      "{ orders(first: $interpolated) { id } }",
    ],
    ["a name of an argument", "{ orders(${key}: 1) { id } }", "{ orders(interpolated: 1) { id } }"],
    ["fields", "{ orders { id ${FIELDS} } }", "{ orders { id } }"],
    ["a spread", "{ orders { id ...${name} } }", "{ orders { id } }"],
    ["a field", "{ ${root} { id } }", "{ __typename { id } }"],
    ["an alias", "{ ${alias}: orders { id } }", "{ interpolated: orders { id } }"],
    ["a text", '{ orders(after: "${cursor}") { id } }', '{ orders(after: "interpolated") { id } }'],
  ])("reports %s and keeps the rest", (_, template, text) => {
    const { texts, problems } = read({ "a.ts": `const q = gql\`${template}\`;` });
    expect(texts).toEqual([text]);
    expect(problems).toEqual([
      expect.stringMatching(/^1 The value of \$\{\w+\} is not known here\.$/),
    ]);
  });

  it("says nothing of a comment, and keeps lines behind an expression of several", () => {
    const { lines, problems } = read({
      "a.ts": "gql`\n# ${note}\n${[\n  A,\n  B,\n].join()}\nquery Q { a }`",
    });
    expect(problems).toEqual([]);
    expect(lines).toEqual([7]);
  });

  it("reports what cannot be read even so", () => {
    const { texts, problems } = read({ "a.ts": "gql`\nquery Q { a(${all}) }`;\ngql`{ b }`" });
    expect(texts).toEqual(["{ b }"]);
    expect(problems).toEqual([
      "2 The value of ${all} is not known here.",
      expect.stringMatching(/^2 This is not valid GraphQL/),
    ]);
  });

  it("passes over schemas in templates", () => {
    expect(read({ "a.ts": "const typeDefs = gql`type Query { a: Int }`" })).toMatchObject({
      texts: [],
      problems: [],
    });
  });
});
