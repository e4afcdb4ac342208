import type { ConsumerImpact } from "../../impact/verdict.ts";
import { counted } from "./style.ts";

/** How many consumers are listed before the rest is a count. */
const LISTED = 5;

/** Who is hit and why, then who is not, then about whom nothing is known. */
export function consumerLines(
  impact: readonly ConsumerImpact[],
  limit: number = LISTED,
): readonly string[] {
  const hit = impact.filter(({ verdict }) => verdict === "breaks" || verdict === "may-break");
  const lines = hit.slice(0, limit).map((one) => hitLine(one));
  if (hit.length > limit) lines.push(`… and ${counted(hit.length - limit, "more consumer")}`);
  const unseen = impact.filter(({ verdict }) => verdict === "no-use-seen");
  if (unseen.length > 0) lines.push(`no use seen by ${namesOf(unseen, limit)}`);
  const uncovered = impact.filter(({ verdict }) => verdict === "not-covered");
  const stale = uncovered.filter((one) => one.staleDays !== undefined);
  const dark = uncovered.filter((one) => one.staleDays === undefined);
  if (stale.length > 0) lines.push(`only outdated evidence about ${datedNames(stale, limit)}`);
  if (dark.length > 0) lines.push(`no evidence about ${namesOf(dark, limit)}`);
  return lines;
}

/** `web (storefront) breaks: selects Order.status (orders.graphql:4, and 1 more), last seen …`. */
function hitLine(one: ConsumerImpact): string {
  const who = `${one.consumer}${one.team === undefined ? "" : ` (${one.team})`}`;
  const verb = one.verdict === "breaks" ? "breaks" : "may break";
  const [reason] = one.because;
  const more = one.because.length > 1 ? `, and ${one.because.length - 1} more` : "";
  const seen = one.lastSeen === undefined ? "" : `, ${lastSeenText(one)}`;
  if (reason === undefined) return `${who} ${verb}${seen}`;
  const { file, line, item } = reason.evidence;
  const place = line === undefined ? file : `${file}:${line}`;
  const within = item === undefined || reason.detail.includes(item) ? "" : `${item}, `;
  return `${who} ${verb}: ${reason.detail} (${within}${place}${more})${seen}`;
}

/** `last seen in production 2026-01-01 (325 days ago)`: the age is said where it matters. */
function lastSeenText({ lastSeen = "", staleDays, staleIn }: ConsumerImpact): string {
  const where = staleIn === undefined ? "" : `in ${staleIn} `;
  return `last seen ${where}${lastSeen}${staleDays === undefined ? "" : ` (${staleDays} days ago)`}`;
}

/** `web (2026-01-01)`, `app (in production 2026-01-01)`. */
function datedNames(impact: readonly ConsumerImpact[], limit: number): string {
  const dated = impact.map(({ consumer, staleIn, lastSeen = "no date" }) =>
    staleIn === undefined ? `${consumer} (${lastSeen})` : `${consumer} (in ${staleIn} ${lastSeen})`,
  );
  return namesOf(
    dated.map((consumer) => ({ consumer })),
    limit,
  );
}

function namesOf(impact: readonly Pick<ConsumerImpact, "consumer">[], limit: number): string {
  const names = [...new Set(impact.map((one) => one.consumer))];
  const rest = names.length - limit;
  return `${names.slice(0, limit).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
