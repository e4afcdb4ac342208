import { parseSync, Visitor } from "oxc-parser";

/** One import, re-export, `import()` or `import("…")` type, with the line it stands on. */
export interface Import {
  readonly from: string;
  readonly line: number;
}

/** What the architecture rules look at in one file. */
export interface SourceFile {
  /** From `src/`, without extension: `formats/graphql/sdl`. */
  readonly module: string;
  readonly imports: readonly Import[];
  /** Uses of environment, clock, chance and network that need no import. */
  readonly ambient: readonly Import[];
}

/** Parses one file. Throws where the text does not parse: a file that is not seen is not checked. */
export function readSourceFile(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ""}`);
  const imports: Import[] = [];
  const ambient: Import[] = [];
  const at = (from: string, offset: number): Import => ({
    from,
    line: text.slice(0, offset).split("\n").length,
  });
  for (const statement of module.staticImports)
    imports.push(at(statement.moduleRequest.value, statement.start));
  for (const entry of module.staticExports.flatMap(({ entries }) => entries)) {
    if (entry.moduleRequest !== null) imports.push(at(entry.moduleRequest.value, entry.start));
  }
  new Visitor({
    ImportExpression({ source, start }) {
      const known = source.type === "Literal" && typeof source.value === "string";
      imports.push(at(known ? source.value : "(computed)", start));
    },
    TSImportType({ source, start }) {
      imports.push(at(source.value, start));
    },
    MemberExpression({ object, property, start }) {
      if (object.type !== "Identifier" || property.type !== "Identifier") return;
      const name = `${object.name}.${property.name}`;
      if (object.name === "process" || AMBIENT_MEMBERS.has(name)) ambient.push(at(name, start));
    },
    NewExpression({ callee, arguments: values, start }) {
      if (callee.type === "Identifier" && callee.name === "Date" && values.length === 0)
        ambient.push(at("new Date()", start));
    },
    CallExpression({ callee, start }) {
      if (callee.type === "Identifier" && callee.name === "fetch") ambient.push(at("fetch", start));
    },
  }).visit(program);
  return { module: path.replace(/\.ts$/, ""), imports, ambient };
}

const AMBIENT_MEMBERS: ReadonlySet<string> = new Set([
  "Date.now",
  "Math.random",
  "performance.now",
  "crypto.randomUUID",
  "globalThis.fetch",
  "globalThis.process",
]);
