import { changelogOf } from "./changelog.ts";
import { renderChangelog } from "./markdown/changelog.ts";
import type { Report } from "./report.ts";

/** Release notes of a report in Markdown. */
export function renderChangelogOf(report: Report): string {
  return renderChangelog(changelogOf(report));
}
