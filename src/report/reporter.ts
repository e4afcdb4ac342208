import type { Report } from "./report.ts";

/** How a report is to be shown. Resolved once by the caller; reporters ask no terminal. */
export interface RenderOptions {
  /** Colour beside the words and symbols, which always stand. */
  readonly colour: boolean;
  /** Everything in full: compatible changes too, and no limit on their number. */
  readonly verbose: boolean;
}

/** A pure function of the report: the same report and options give the same bytes. */
export type Reporter = (report: Report, options: RenderOptions) => string;
