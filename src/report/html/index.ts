import { createHash } from "node:crypto";
import { rankedFindings } from "../findings.ts";
import type { Finding } from "../findings.ts";
import type { Report } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { blockingChanges } from "../summary-words.ts";
import { countByRule } from "../text/selection.ts";
import { counted } from "../text/style.ts";
import { changeArticle, changeRow } from "./change.ts";
import type { ChangeContext } from "./change.ts";
import { markup, trusted } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { SCRIPT } from "./script.ts";
import { contractsSection, impactSection, noticesSection } from "./sections.ts";
import { STYLE } from "./style.ts";

/** How many changes that block stand open. */
const OPEN = 10;

/** How many changes are shown in full, and how many more as rows of a table. */
const IN_FULL = 300;
const AS_ROWS = 2_000;

/**
 * The report as one page that needs no network: what blocks, who is affected, each change with
 * both sides and its witness. Style and script are in the page, allowed by their digests.
 */
export function renderHtml(report: Report, options: RenderOptions): string {
  const ranked = rankedFindings(report);
  const verdict = verdictWords(report);
  const summary = blockingChanges(report.summary);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${digest(STYLE)}; script-src ${digest(SCRIPT)}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>contract-drift: ${verdict}, ${summary}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
<header>
<h1>contract-drift <span class="badge${report.blocking ? " blocking" : ""}">${report.blocking ? "✖" : "✔"} ${verdict}</span></h1>
<p>${summary}. <span class="soft">As of ${report.today} (UTC).</span></p>
</header>
<main>
${noticesSection(report)}
${contractsSection(report)}
${impactSection(ranked)}
${changesSection(ranked, options)}
</main>
<footer class="soft"><p>${report.tool.name} ${report.tool.version}. <code>contract-drift explain RULE</code> says what a rule means; <code>contract-drift waive KEY</code> lets a change pass until a day.</p></footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return page.html;
}

/** What a policy for content allows by, instead of everything that stands in the page. */
function digest(text: string): Markup {
  return trusted(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

function verdictWords(report: Report): string {
  if (report.blocking) return "blocking";
  const unreadable = report.comparisons.filter(({ state }) => state === "unreadable").length;
  return unreadable > 0 ? `${counted(unreadable, "contract")} could not be read` : "nothing blocks";
}

function changesSection(ranked: readonly Finding[], options: RenderOptions): Markup {
  if (ranked.length === 0) {
    return markup`<section aria-labelledby="changes"><h2 id="changes">Changes</h2><p>No changes.</p></section>`;
  }
  const names = ranked.flatMap(({ change }) => change.impact.map(({ consumer }) => consumer));
  const consumerIds = new Map([...new Set(names)].sort().map((name, index) => [name, index]));
  const context: ChangeContext = { ...options, consumerIds };
  const inFull = ranked
    .slice(0, IN_FULL)
    .map((finding, index) =>
      changeArticle(finding, context, index < OPEN && finding.change.blocking.value),
    );
  const rows = ranked
    .slice(IN_FULL, IN_FULL + AS_ROWS)
    .map((finding) => changeRow(finding, context));
  return markup`<section aria-labelledby="changes"><h2 id="changes">Changes</h2>
${filterForm(consumerIds)}
${inFull}
${rows.length === 0 ? "" : restTable(rows)}
${cutParagraph(ranked.slice(IN_FULL + AS_ROWS))}
</section>`;
}

function filterForm(consumerIds: ReadonlyMap<string, number>): Markup {
  const severities = ["breaking", "dangerous", "compatible"].map(
    (name) =>
      markup`<label><input type="checkbox" name="severity" value="${name}" checked> ${name}</label>`,
  );
  const consumers = [...consumerIds].map(
    ([name, id]) => markup`<option value="${id}">${name}</option>`,
  );
  return markup`<form id="filter" class="filter-form" hidden><fieldset><legend>Filter</legend><div class="filters">
${severities}<label><input type="checkbox" name="blocking"> blocking only</label>
<span><label for="consumer">Consumer</label> <select id="consumer" name="consumer"><option value="">any</option>${consumers}</select></span>
<span><label for="text">Text</label> <input id="text" type="search" name="text" size="24"></span>
<input type="reset" value="Reset"> <span id="filter-count" class="soft" role="status"></span>
</div></fieldset></form>`;
}

function restTable(rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" role="region" aria-label="Table of more changes" tabindex="0"><table><caption>More changes</caption><thead><tr><th scope="col">Level</th><th scope="col">Contract</th><th scope="col">Element</th><th scope="col">Change</th><th scope="col">Key</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cutParagraph(cut: readonly Finding[]): Markup {
  if (cut.length === 0) return markup``;
  const changes = cut.map(({ change }) => change);
  return markup`<p>… and ${counted(cut.length, "more change")} for which this page has no room: ${countByRule(changes, 6)}. The JSON report has all of them.</p>`;
}
