import type { Agreement, Difference } from "./agreement.ts";
import { reasonFor } from "./reasons.ts";

/** The agreements as a page. */
export function renderAgreement(agreements: readonly Agreement[], peer: string): string {
  const pages = agreements.map(renderPair);
  return [
    `# Agreement with ${peer}`,
    "",
    "Written by `npm run buf-agreement -- --inputs FOLDER --save`. Findings are matched by element: file, type, field number. What is matched counts as _both_ where we call a change of the element breaking on the surfaces of the category: bytes and JSON for WIRE_JSON, generated code as well for FILE.",
    "",
    ...pages,
  ].join("\n");
}

function renderPair({ name, category, both, onlyBuf, onlyUs }: Agreement): string {
  const agreed = [...both.values()].reduce((sum, one) => sum + one, 0);
  const left = total(onlyBuf);
  const rows = [...both].map(([rule, count]) => `| \`${rule}\` | ${String(count)} |`);
  return [
    `## ${name}, ${category}`,
    "",
    `${String(agreed)} of ${String(agreed + left)} findings of buf are breaking here as well; ${String(total(onlyUs))} breaking changes are seen by us alone.`,
    "",
    ...(rows.length === 0 ? [] : ["| both | |", "| --- | ---: |", ...rows, ""]),
    ...table("only buf", onlyBuf),
    ...table("only us", onlyUs),
  ].join("\n");
}

function total(differences: readonly Difference[]): number {
  return differences.reduce((sum, { count }) => sum + count, 0);
}

function table(title: string, differences: readonly Difference[]): readonly string[] {
  if (differences.length === 0) return [];
  const rows = differences
    .toSorted((one, other) => other.count - one.count)
    .map(({ rule, ours, count, example }) => {
      const word = ours === "breaking" ? "" : ours;
      const why = reasonFor(rule, ours) ?? `NO REASON: ${example}`;
      return `| \`${rule}\` | ${word} | ${String(count)} | ${why.replaceAll("|", "\\|")} |`;
    });
  return [`| ${title} | we say | | why |`, "| --- | --- | ---: | --- |", ...rows, ""];
}
