/** What histories from git need beside the branch. */
export interface HistoryPlace {
  /** The folder below which they are kept between runs. */
  readonly root: string;
  /** The tool's version. */
  readonly tool: string;
}
