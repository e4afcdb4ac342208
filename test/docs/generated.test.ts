import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DOCS, generatedPages } from "../../scripts/rules/pages.ts";

const PAGES = await generatedPages();

describe("Generated pages", () => {
  it.each([...PAGES])("are up to date (npm run docs): %s", (path, text) => {
    const file = new URL(path, DOCS);
    expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(text);
  });

  it("are all that stands in docs/rules", () => {
    const written = readdirSync(new URL("rules/", DOCS)).map((name) => `rules/${name}`);
    expect(written.filter((path) => !PAGES.has(path))).toEqual([]);
  });
});

describe("Links of pages", () => {
  const pages = [
    ...PAGES.keys(),
    "severities.md",
    ...readdirSync(new URL("decisions/", DOCS)).map((name) => `decisions/${name}`),
  ];

  it.each(pages)("lead somewhere: %s", (path) => {
    const file = new URL(path, DOCS);
    const text = readFileSync(file, "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(
      (match) => match[1] ?? "",
    );
    expect(links.filter((link) => !existsSync(new URL(link, file)))).toEqual([]);
  });
});
