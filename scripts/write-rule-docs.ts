import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { DOCS, generatedPages } from "./rules/pages.ts";

// Writes the pages of docs/ that come from the catalogue, its fixtures and the list of divergences.
const pages = await generatedPages();
mkdirSync(new URL("rules/", DOCS), { recursive: true });
for (const name of readdirSync(new URL("rules/", DOCS))) {
  if (!pages.has(`rules/${name}`)) rmSync(new URL(`rules/${name}`, DOCS));
}
for (const [path, text] of pages) writeFileSync(new URL(path, DOCS), text);
console.log(`${pages.size} pages in docs/`);
