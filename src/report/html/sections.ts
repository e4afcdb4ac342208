import type { Finding } from "../findings.ts";
import type { Comparison, PolicyNotice, Report } from "../report.ts";
import { baseSentences, comparedSentence, foundIn, sidesOf } from "../summary-words.ts";
import { coverageLine } from "../text/coverage.ts";
import { placed } from "../text/diagnostics.ts";
import { counted, SYMBOLS } from "../text/style.ts";
import { FORMAT_NAMES } from "../words.ts";
import { VERDICTS } from "./change.ts";
import { blastRadius } from "./graph.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { picture } from "./picture.ts";

/** How many rows a table of the page has before it counts. */
const ROWS = 500;

/** What was compared, and what came out, a row for each contract. */
export function contractsSection(report: Report): Markup {
  const shown = report.comparisons.filter(({ state }) => state !== "unchanged").slice(0, ROWS);
  const coverage = report.coverage.known === 0 ? "" : ` ${coverageLine(report.coverage)}.`;
  const bases = baseSentences(report).map((text) => markup`<li>${text}</li>`);
  const list = bases.length === 0 ? markup`` : markup`<ul>${bases}</ul>`;
  const sentence = markup`${list}<p>${comparedSentence(report)}${coverage}</p>`;
  const table =
    shown.length === 0
      ? markup`<p>No contract has changed.</p>`
      : markup`<div class="scroll" role="region" aria-label="Table of contracts" tabindex="0"><table><caption>Contracts that changed</caption><thead><tr><th scope="col">Contract</th><th scope="col">Format</th><th scope="col">Found</th><th scope="col">Sides</th><th scope="col">Owners</th></tr></thead><tbody>${shown.map(contractRow)}</tbody></table></div>`;
  return markup`<section aria-labelledby="contracts"><h2 id="contracts">Contracts</h2>${table}${sentence}</section>`;
}

function contractRow(comparison: Comparison): Markup {
  const { verdict, contract, format, owners } = comparison;
  const level = comparison.state === "unreadable" ? "breaking" : verdict;
  return markup`<tr><th scope="row">${contract}</th><td>${FORMAT_NAMES[format]}</td><td class="${level}">${SYMBOLS[level]} ${foundIn(comparison)}</td><td>${sidesOf(comparison)}</td><td>${owners?.join(", ") ?? "not known"}</td></tr>`;
}

/** What the policy and the readers have to say. */
export function noticesSection(report: Report): Markup {
  const unreadable = report.comparisons.filter(({ state }) => state === "unreadable");
  const diagnostics = [
    ...report.diagnostics,
    ...report.comparisons.flatMap((comparison) => comparison.diagnostics),
  ];
  if (report.policyNotices.length + diagnostics.length === 0) return markup``;
  const notices = [
    ...report.policyNotices.filter(({ blocking }) => blocking),
    ...report.policyNotices.filter(({ blocking }) => !blocking),
  ];
  const notes = diagnostics
    .slice(0, ROWS)
    .map(
      ({ code, message, location }) =>
        markup`<li><code>${code}</code> ${message}${placed(location)}</li>`,
    );
  const folded =
    notes.length === 0
      ? markup``
      : markup`<details${unreadable.length > 0 ? markup` open` : ""}><summary>${counted(diagnostics.length, "note")} on what was read</summary><ul>${notes}</ul></details>`;
  return markup`<section aria-labelledby="notices"><h2 id="notices">Notices</h2>${policyList(notices)}${folded}</section>`;
}

function policyList(notices: readonly PolicyNotice[]): Markup {
  if (notices.length === 0) return markup``;
  const items = notices
    .slice(0, ROWS)
    .map(
      ({ code, message, blocking, location }) =>
        markup`<li>${blocking ? markup`<strong class="breaking">✖ blocks</strong> ` : ""}<code>${code}</code> ${message}${placed(location)}</li>`,
    );
  return markup`<div class="notices"><ul>${items}</ul></div>`;
}

/** Who is hit by what: the picture, and the same as a table. */
export function impactSection(ranked: readonly Finding[]): Markup {
  const worth = ranked.filter(({ change }) => change.severity !== "compatible");
  if (worth.length === 0) return markup``;
  const radius = blastRadius(worth);
  const figure =
    radius === undefined
      ? markup`<p>No consumer is known to be hit.</p>`
      : markup`<div class="scroll" role="region" aria-label="Picture of who is hit by what" tabindex="0">${picture(radius)}</div><p class="soft">Whole line: breaks. Dashed line: may break.</p>`;
  return markup`<section aria-labelledby="impact"><h2 id="impact">Who is affected</h2>${figure}${affectedTable(worth)}</section>`;
}

interface Affected {
  readonly consumer: string;
  readonly team: string;
  readonly verdict: keyof typeof VERDICTS;
  readonly keys: readonly string[];
}

/** How many changes a row links to. */
const LINKS = 5;

function affectedTable(findings: readonly Finding[]): Markup {
  const rows = affectedConsumers(findings);
  if (rows.length === 0) return markup``;
  const shown = rows
    .slice(0, ROWS)
    .map(
      ({ consumer, team, verdict, keys }) =>
        markup`<tr><th scope="row">${consumer}</th><td>${team}</td><td>${VERDICTS[verdict]}</td><td>${links(keys)}</td></tr>`,
    );
  const rest = rows.length - shown.length;
  const more = rest > 0 ? markup`<p>and ${counted(rest, "more row")}</p>` : markup``;
  return markup`<div class="scroll" role="region" aria-label="Table of consumers" tabindex="0"><table><caption>Consumers and the changes they meet</caption><thead><tr><th scope="col">Consumer</th><th scope="col">Team</th><th scope="col">Verdict</th><th scope="col">Changes</th></tr></thead><tbody>${shown}</tbody></table></div>${more}`;
}

function links(keys: readonly string[]): Markup {
  const shown = keys
    .slice(0, LINKS)
    .map((key) => markup`<a href="#c-${key}"><code>${key.slice(0, 8)}</code></a> `);
  const rest = keys.length - shown.length;
  return markup`${shown}${rest > 0 ? `and ${rest} more` : ""}`;
}

/** A row for each consumer and verdict, the worst first. */
function affectedConsumers(findings: readonly Finding[]): readonly Affected[] {
  const met = findings.flatMap(({ change }) =>
    change.impact.map((impact) => ({ impact, key: change.key })),
  );
  const groups = Map.groupBy(met, ({ impact }) =>
    JSON.stringify([impact.consumer, impact.verdict]),
  );
  const rows = [...groups.values()].flatMap((group): readonly Affected[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { consumer, team, verdict } = first.impact;
    return [
      { consumer, team: team ?? "", verdict, keys: [...new Set(group.map(({ key }) => key))] },
    ];
  });
  const order = Object.keys(VERDICTS);
  return rows.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
}
