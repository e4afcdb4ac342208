import type { Report } from "./report.ts";

/** How a report is to be shown. Resolved once by the caller; reporters ask no terminal. */
export interface RenderOptions {
  /** Colour beside the words and symbols, which always stand. */
  readonly colour: boolean;
  /** Everything in full: compatible changes too, and no limit on their number. */
  readonly verbose: boolean;
  /** Tells reports of one pull request apart that are updated in place. Default: `contract-drift`. */
  readonly name?: string;
  /** Where the repository can be looked at on the web. Absent: places are not linked. */
  readonly hosting?: Hosting;
}

/** A repository's pages: permanent links need a commit. */
export interface Hosting {
  readonly kind: "github" | "gitlab";
  /** The repository's page, without a slash at the end: `https://github.com/shop/api`. */
  readonly url: string;
  /** The commit whose files after is, for comparisons that do not name one (a work tree). */
  readonly commit?: string;
}

/** A pure function of the report: the same report and options give the same bytes. */
export type Reporter = (report: Report, options: RenderOptions) => string;
