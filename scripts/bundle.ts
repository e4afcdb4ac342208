// Writes what is published to dist/: two entries, and chunks that load when they are first needed.
import { readFileSync } from "node:fs";
import { rolldown } from "rolldown";

/** What ajv itself is built on. */
const AJV_NEEDS = ["fast-deep-equal", "fast-uri", "json-schema-traverse"];

/**
 * Packages that are taken in: whoever imports zod loads the messages of 50 languages, and graphql and
 * ajv are a hundred files each, of which finding and opening takes longer than running them. Their
 * licences travel with the chunk that holds them.
 */
const BUNDLED = ["zod", "graphql", "commander", "ajv", "ajv-formats", ...AJV_NEEDS];

const bundle = await rolldown({
  input: { index: "src/index.ts", "cli/main": "src/cli/main.ts" },
  platform: "node",
  // All others stay packages: they are installed beside ours, with their licences and their fixes.
  external: (id) => !/^(?:[./]|[a-z]:\\)/i.test(id) && !isBundled(id),
});
await bundle.write({
  dir: "dist",
  format: "esm",
  // As deep as cli/main.js, so that the manifest is found from there as well.
  chunkFileNames: "chunks/[name]-[hash].js",
  postBanner: ({ moduleIds }) => BUNDLED.flatMap((name) => licenceOf(name, moduleIds)).join("\n"),
});
await bundle.close();

/** The licence of a package that has modules in a chunk, as a comment. */
function licenceOf(name: string, moduleIds: readonly string[]): readonly string[] {
  const isIn = moduleIds.some((id) => id.replaceAll("\\", "/").includes(`/node_modules/${name}/`));
  if (!isIn) return [];
  const text = readFileSync(new URL(`../node_modules/${name}/LICENSE`, import.meta.url), "utf8");
  return [`/*! ${name}\n${text.trim()}\n*/`];
}

/** Whether an import names a package that is taken in, or a part of one (`graphql/language`). */
function isBundled(id: string): boolean {
  return BUNDLED.some((name) => id === name || id.startsWith(`${name}/`));
}
