import { RULES } from "../../rules/index.ts";
import type { Rule } from "../../rules/rule.ts";
import { HOME } from "../home.ts";

const CATALOGUE: ReadonlyMap<string, Rule> = new Map(Object.entries(RULES));

/** A reporting descriptor (SARIF 2.1.0, 3.49): what a rule means and what to do about it. */
export function ruleDescriptor(id: string) {
  const rule = CATALOGUE.get(id);
  const helpUri = `${HOME}#rules`;
  if (rule === undefined) return { id, helpUri };
  const { title, explanation, advice, area, retired } = rule;
  const more = `contract-drift explain ${id}`;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: explanation },
    help: {
      text: `${explanation} ${advice} More: ${more}`,
      markdown: `${explanation}\n\n**What to do:** ${advice}\n\nMore: \`${more}\``,
    },
    helpUri,
    ...(retired === undefined ? {} : { deprecatedIds: retired }),
    properties: { tags: ["api", "contract", area] },
  };
}

function pascalCase(id: string): string {
  return id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
