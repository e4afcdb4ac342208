// Writes what is published to dist/: two entries, and chunks that load when they are first needed.
import { existsSync, readFileSync } from "node:fs";
import { rolldown } from "rolldown";

/** What ajv itself is built on. */
const AJV_NEEDS = ["fast-deep-equal", "fast-uri", "json-schema-traverse"];

/**
 * Packages that are taken in: whoever imports zod loads the messages of 50 languages, graphql and
 * ajv are a hundred files each, of which finding and opening takes longer than running them, and
 * js-yaml and picomatch are needed before every check. Their licences travel with the chunk that
 * holds them.
 */
const BUNDLED = [
  "zod",
  "graphql",
  "commander",
  "js-yaml",
  "picomatch",
  "protobufjs",
  "long",
  "@bufbuild/protobuf",
  "ajv",
  "ajv-formats",
  ...AJV_NEEDS,
];

/**
 * What is loaded together stands in one file, with all that it imports: fifty small files take longer
 * to find, to open and to link than what they hold takes to run. `start` is what comes before the
 * compile cache is on, so it must stay small; `check` is what every check needs even where nothing
 * has changed, `kept` what finds an answer that is known, `compare` what finds another one.
 */
const TOGETHER = [
  { name: "start", test: /\/src\/cli\/(?:failure|interrupt|terminal|version)\.ts$/ },
  {
    name: "check",
    test: /\/src\/(?:cli\/program|app\/repository|app\/config\/accept|report\/json)\.ts$/,
  },
  { name: "kept", test: /\/src\/app\/(?:narrow|kept\/kept-in-repository)\.ts$/ },
  {
    name: "compare",
    test: /\/src\/(?:app\/compare|(?:formats|model|referee|witness(?:\/(?:difference|sample))?)\/[\w-]+)\.ts$/,
  },
  { name: "graphql", test: /\/src\/formats\/graphql\/index\.ts$/ },
  { name: "graphql-referee", test: /\/src\/(?:referee|witness)\/graphql\/[\w-]+\.ts$/ },
  { name: "protobuf", test: /\/src\/formats\/protobuf\/index\.ts$/ },
  { name: "protobuf-referee", test: /\/src\/(?:referee|witness)\/protobuf\/[\w-]+\.ts$/ },
].map((group, index, { length }) => ({
  name: group.name,
  test: (id: string) => group.test.test(id.replaceAll("\\", "/")),
  priority: length - index,
}));

/** What only one format needs, or only somebody who has made a mistake. */
const HEAVY = /\/node_modules\/(?:zod|graphql|protobufjs|@bufbuild|ajv)\//;

/** Take long to load, are mostly not needed, and nothing but functions is taken from them. */
const LATE = new Set(['"node:crypto"', '"node:child_process"']);

const bundle = await rolldown({
  input: { index: "src/index.ts", "cli/main": "src/cli/main.ts" },
  platform: "node",
  // What several commands load when they need it may well stand in a chunk that is there already.
  checks: { ineffectiveDynamicImport: false },
  plugins: [{ name: "plain-builtins", renderChunk: (code) => withPlainBuiltins(code) }],
  // All others stay packages: they are installed beside ours, with their licences and their fixes.
  external: (id) => !/^(?:[./]|[a-z]:\\)/i.test(id) && !isBundled(id),
});
const { output } = await bundle.write({
  dir: "dist",
  format: "esm",
  // As deep as cli/main.js, so that the manifest is found from there as well.
  chunkFileNames: "chunks/[name]-[hash].js",
  codeSplitting: { groups: TOGETHER },
  postBanner: ({ moduleIds }) => BUNDLED.flatMap((name) => licenceOf(name, moduleIds)).join("\n"),
});
await bundle.close();
for (const chunk of output) {
  if (chunk.type !== "chunk" || !["start", "check", "compare", "main"].includes(chunk.name))
    continue;
  const heavy = loadedWith(chunk.fileName).find((id) => HEAVY.test(id.replaceAll("\\", "/")));
  if (heavy !== undefined) throw new Error(`${chunk.fileName} loads ${heavy} before it is needed`);
}

/** The modules of a chunk and of all chunks that it imports. */
function loadedWith(fileName: string): readonly string[] {
  const files = new Set([fileName]);
  const modules: string[] = [];
  // The iterator meets what is added meanwhile.
  for (const file of files) {
    const chunk = output.find((one) => one.fileName === file);
    if (chunk?.type !== "chunk") continue;
    modules.push(...chunk.moduleIds);
    for (const imported of chunk.imports) files.add(imported);
  }
  return modules;
}

/**
 * Node's own modules, taken as they are. Whoever imports one as an ES module has all its properties
 * read, and what stands behind them loaded: of `crypto` all of WebCrypto, of `process` its reports.
 * That takes longer than everything else before a check.
 */
function withPlainBuiltins(code: string): string {
  return code.replaceAll(
    /^import (?:\* as )?([\w$]+)?(?:, )?(?:\{ ([^}]*) \})? from ("node:[\w/]+");$/gm,
    (_statement, whole: string | undefined, named: string | undefined, id: string) => {
      const builtin = `process.getBuiltinModule(${id})`;
      const local = named?.replaceAll(" as ", ": ");
      return [
        ...(whole === undefined
          ? []
          : [`const ${whole} = ${LATE.has(id) ? lateWhole(builtin) : builtin};`]),
        ...(local === undefined
          ? []
          : [LATE.has(id) ? late(local, builtin) : `const { ${local} } = ${builtin};`]),
      ].join("\n");
    },
  );
}

/** Functions of a module that is loaded when one of them is first called. */
function late(names: string, builtin: string): string {
  const functions = names.split(", ").map((name) => name.split(": "));
  return functions
    .map(
      ([name = "", local = name]) => `const ${local} = (...args) => ${builtin}.${name}(...args);`,
    )
    .join("\n");
}

/** A module that is loaded when something of it is first asked for. */
function lateWhole(builtin: string): string {
  return `new Proxy({}, { get: (_, name) => ${builtin}[name] })`;
}

/** The licence of a package that has modules in a chunk, as a comment. */
function licenceOf(name: string, moduleIds: readonly string[]): readonly string[] {
  const inside = moduleIds.filter((id) =>
    id.replaceAll("\\", "/").includes(`/node_modules/${name}/`),
  );
  if (inside.length === 0) return [];
  const file = new URL(`../node_modules/${name}/LICENSE`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, "utf8").trim() : noticesIn(inside);
  if (text === "") throw new Error(`${name} is taken in without its licence`);
  return [`/*! ${name}\n${text}\n*/`];
}

/** What the files of a package say of their licence, where it has no file of its own for that. */
function noticesIn(files: readonly string[]): string {
  const notices = files.map((file) => {
    const [notice = ""] = /^(?:\/\/.*\n)+/.exec(readFileSync(file, "utf8")) ?? [];
    return notice.replaceAll(/^\/\/ ?/gm, "").trim();
  });
  return [...new Set(notices)].filter((notice) => /copyright/i.test(notice)).join("\n\n");
}

/** Whether an import names a package that is taken in, or a part of one (`graphql/language`). */
function isBundled(id: string): boolean {
  return BUNDLED.some((name) => id === name || id.startsWith(`${name}/`));
}
