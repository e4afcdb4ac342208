import type { ConsumerImpact, ImpactVerdict } from "../../impact/verdict.ts";
import type { Json } from "../../model/json.ts";
import type { Location } from "../../model/position.ts";
import { anchorOf, printedPlace } from "../findings.ts";
import type { Finding } from "../findings.ts";
import { lineUrl } from "../line-url.ts";
import type { ReportedSide, Witness } from "../report.ts";
import type { RenderOptions } from "../reporter.ts";
import { counted, shortened, SYMBOLS } from "../text/style.ts";
import { windowSentence } from "../text/window.ts";
import { witnessBlockOf } from "../witness-text.ts";
import { deploySentence, feltBy, lapsedSentence, ruleOf, sentence } from "../words.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";

const TEXT_LIMIT = 600;
const VALUE_LIMIT = 3_000;
const LINES = 30;
const PLACES = 10;
const CONSUMERS = 50;

/** What a page knows beside a change: how consumers are numbered, and where files are seen. */
export interface ChangeContext extends RenderOptions {
  readonly consumerIds: ReadonlyMap<string, number>;
}

/** One change, folded or open. */
export function changeArticle(finding: Finding, context: ChangeContext, isOpen: boolean): Markup {
  const { change, comparison } = finding;
  const blocks = change.blocking.value;
  return markup`<article class="change${blocks ? " blocks" : ""}" id="c-${change.key}" ${marks(finding, context)}>
<details${isOpen ? markup` open` : ""}><summary>${level(finding)} <h3><code>${shortened(change.element, TEXT_LIMIT)}</code></h3> <span class="soft">${comparison.contract}</span>
<span class="headline">${shortened(sentence(change.message), TEXT_LIMIT)}</span></summary>
<div class="body">
${facts(finding)}
${sides(finding, context)}
${witness(change.witness)}
${consumers(change.impact)}
${blocks ? waiveHint(change.key) : ""}
<p class="soft">Key <code>${change.key}</code>, rule <code>${change.rule}</code>. <a href="#c-${change.key}">Link to this change</a></p>
</div></details></article>
`;
}

function waiveHint(key: string): Markup {
  return markup`<p>Meant to be so? <code>contract-drift waive ${key} --reason "…" --owner TEAM --expires DAY</code></p>`;
}

/** One change in a row of a table. */
export function changeRow(finding: Finding, context: ChangeContext): Markup {
  const { change, comparison } = finding;
  return markup`<tr id="c-${change.key}" ${marks(finding, context)}><td>${level(finding)}</td><td>${comparison.contract}</td><th scope="row"><code>${shortened(change.element, TEXT_LIMIT)}</code></th><td>${shortened(sentence(change.message), TEXT_LIMIT)}</td><td><code>${change.key}</code></td></tr>
`;
}

/** What the filter goes by. */
function marks({ change }: Finding, { consumerIds }: ChangeContext): Markup {
  const ids = change.impact.map(({ consumer }) => consumerIds.get(consumer) ?? "");
  return markup`data-severity="${change.severity}" data-blocks="${change.blocking.value ? "yes" : "no"}" data-consumers="${[...new Set(ids)].join(" ")}"`;
}

function level({ change }: Finding): Markup {
  const { severity, blocking, waiver } = change;
  const verdict = blocking.value ? ", blocks" : waiver === null ? "" : ", waived";
  return markup`<span class="level ${severity}">${SYMBOLS[severity]} ${severity}${verdict}</span>`;
}

function facts({ change }: Finding): Markup {
  const rule = ruleOf(change);
  const { waiver } = change;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Why", [feltBy(change), ...(rule === undefined ? [] : [rule.explanation])].join(": ")],
    ["Window", change.lifecycle === undefined ? undefined : windowSentence(change.lifecycle)],
    ["Deploy", deploySentence(change)],
    [change.blocking.value ? "Blocks" : "Passes", change.blocking.because],
    ["Waiver", lapsedSentence(change)],
    ["Decision", waiver?.decision],
    ["Do", rule?.advice],
  ];
  const entries = rows.flatMap(([term, text]) =>
    text === undefined ? [] : [markup`<dt>${term}</dt><dd>${shortened(text, TEXT_LIMIT)}</dd>`],
  );
  return markup`<dl>${entries}${places(change)}</dl>`;
}

function places({ reach, reachTotal }: Finding["change"]): Markup {
  const listed = reach.slice(0, PLACES);
  if (listed.length === 0) return markup``;
  const rest = Math.max(reachTotal, reach.length) - listed.length;
  const items = listed.map(
    ({ operation, place }) =>
      markup`<li><code>${shortened(`${operation} ${place}`.trim(), TEXT_LIMIT)}</code></li>`,
  );
  const more = rest > 0 ? markup`<li>and ${counted(rest, "more place")}</li>` : markup``;
  return markup`<dt>Met in</dt><dd><ul class="plain">${items}${more}</ul></dd>`;
}

function sides({ change, comparison }: Finding, { hosting }: ChangeContext): Markup {
  const commitAfter = comparison.head?.commit ?? hosting?.commit;
  const before = { side: change.before, commit: comparison.base?.commit, title: "Before" };
  const around = anchorOf(change)?.at === "parent" ? ", around it" : "";
  const after = { side: change.after, commit: commitAfter, title: `After${around}` };
  const shown = [before, after].map(({ side, commit, title }) => {
    const url =
      side?.location === undefined || commit === undefined
        ? undefined
        : lineUrl(side.location, commit, hosting);
    return markup`<div><h4>${title}${placeOf(side?.location, url)}</h4><pre>${valueOf(side)}</pre></div>`;
  });
  return markup`<div class="sides">${shown}</div>`;
}

function placeOf(location: Location | undefined, url: string | undefined): Markup {
  if (location === undefined) return markup``;
  const place = printedPlace(location);
  return url === undefined
    ? markup`: ${place}`
    : markup`: <a href="${url}" rel="noreferrer">${place}</a>`;
}

function valueOf(side: ReportedSide | undefined): string {
  return side?.value === undefined ? "not there" : fewLines(written(side.value));
}

/** What fits on a screen; the JSON report has it whole. */
function fewLines(text: string): string {
  const lines = text.split("\n");
  const cut = lines.length > LINES ? [...lines.slice(0, LINES), "…"].join("\n") : text;
  return shortened(cut, VALUE_LIMIT);
}

/** Text as it is, everything else as JSON. */
function written(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}

function witness(found: Witness | undefined): Markup {
  if (found === undefined) return markup``;
  if (found.status !== "confirmed") {
    return markup`<p class="soft">No message that shows it (${found.status}): ${found.why}</p>`;
  }
  const where = found.operation === undefined ? "" : ` of ${found.operation}`;
  const block = witnessBlockOf(found);
  return markup`<h4>Witness: a ${found.kind}${where}</h4><p>${found.detail} (confirmed by ${found.confirmedBy})</p>${block === undefined ? markup`` : markup`<pre>${fewLines(block.text)}</pre>`}`;
}

/** A verdict on one consumer, in words. */
export const VERDICTS: Readonly<Record<ImpactVerdict, string>> = {
  breaks: "breaks",
  "may-break": "may break",
  "not-covered": "no evidence",
  "no-use-seen": "no use seen",
};

function consumers(impact: readonly ConsumerImpact[]): Markup {
  if (impact.length === 0) return markup`<p>No consumer of it is known.</p>`;
  const rows = impact
    .slice(0, CONSUMERS)
    .map(
      (one) =>
        markup`<tr><th scope="row">${one.consumer}</th><td>${one.team ?? ""}</td><td>${VERDICTS[one.verdict]}</td><td>${evidenceOf(one)}</td><td>${one.lastSeen ?? ""}</td></tr>`,
    );
  const rest = impact.length - rows.length;
  const more = rest > 0 ? markup`<p>and ${counted(rest, "more consumer")}</p>` : markup``;
  return markup`<div class="scroll"><table><caption>Consumers</caption><thead><tr><th scope="col">Consumer</th><th scope="col">Team</th><th scope="col">Verdict</th><th scope="col">Evidence</th><th scope="col">Last seen</th></tr></thead><tbody>${rows}</tbody></table></div>${more}`;
}

function evidenceOf({ because }: ConsumerImpact): string {
  const [first] = because;
  if (first === undefined) return "";
  const { file, line } = first.evidence;
  const more = because.length > 1 ? `, and ${because.length - 1} more` : "";
  return `${first.detail} (${line === undefined ? file : `${file}:${line}`}${more})`;
}
