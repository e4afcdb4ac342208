import type { Report } from "./report.ts";

/** The whole report, as `schema/report.schema.json` describes it; ends with a line break. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
