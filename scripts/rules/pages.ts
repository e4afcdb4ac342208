import { readFileSync } from "node:fs";
import { RULE_IDS } from "../../src/rules/index.ts";
import { divergencesPage } from "./divergences.ts";
import { changesOfFixture, ruleFixtures } from "./fixtures.ts";
import { withPeerTable } from "./peer-table.ts";
import { ruleIndex } from "./rule-index.ts";
import { rulePage, type Example } from "./rule-page.ts";

/** Every page that is generated, or has a generated part, by its path in `docs/`. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const examples = await allExamples();
  return new Map([
    ["rules/README.md", ruleIndex()],
    ...RULE_IDS.map((id) => [`rules/${id}.md`, rulePage(id, examples.get(id) ?? [])] as const),
    ["divergences.md", divergencesPage()],
    ["migrating/oasdiff.md", migrating("migrating/oasdiff.md", ["oasdiff", "openapi-diff"])],
    ["migrating/buf.md", migrating("migrating/buf.md", ["buf"])],
    [
      "migrating/graphql-inspector.md",
      migrating("migrating/graphql-inspector.md", ["graphql-inspector", "graphql-js"]),
    ],
  ]);
}

/** The folder that the pages are written to. */
export const DOCS = new URL("../../docs/", import.meta.url);

function migrating(path: string, peers: readonly Parameters<typeof withPeerTable>[1][]): string {
  return peers.reduce(withPeerTable, readFileSync(new URL(path, DOCS), "utf8"));
}

async function allExamples(): Promise<ReadonlyMap<string, readonly Example[]>> {
  const examples: Example[] = [];
  for (const fixture of ruleFixtures()) {
    const changes = await changesOfFixture(fixture);
    const change = changes.find(({ rule }) => rule === fixture.rule);
    if (change === undefined) {
      throw new Error(`The fixture of ${fixture.rule} in ${fixture.format} does not fire it.`);
    }
    examples.push({ fixture, change });
  }
  return Map.groupBy(examples, ({ fixture }) => fixture.rule);
}
