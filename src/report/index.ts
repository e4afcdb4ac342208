import type { Report } from "./report.ts";
import type { Reporter } from "./reporter.ts";

interface Format {
  /** What it is for, in a few words. */
  readonly about: string;
  /** A reporter is loaded when it is first asked for. */
  readonly load: () => Promise<Reporter>;
  /** The same text in pieces, where it can be too large to be held. */
  readonly loadPieces?: () => Promise<(report: Report) => Iterable<string>>;
}

/** Every output format by its name on the command line. */
export const REPORTERS = {
  text: {
    about: "for people at a terminal",
    load: async () => (await import("./text/index.ts")).renderText,
  },
  json: {
    about: "everything, by the published schema (schema/report.schema.json)",
    load: async () => (await import("./json.ts")).renderJson,
    loadPieces: async () => (await import("./json.ts")).jsonPieces,
  },
  markdown: {
    about: "a comment on a pull request, or a job summary",
    load: async () => (await import("./markdown/index.ts")).renderMarkdown,
  },
  github: {
    about: "annotations in GitHub Actions",
    load: async () => (await import("./github.ts")).renderGithub,
  },
  sarif: {
    about: "SARIF 2.1.0, for code scanning",
    load: async () => (await import("./sarif/index.ts")).renderSarif,
  },
  junit: {
    about: "JUnit XML, for test tabs",
    load: async () => (await import("./junit.ts")).renderJunit,
  },
  gitlab: {
    about: "GitLab's code quality report",
    load: async () => (await import("./gitlab.ts")).renderGitlab,
  },
  html: {
    about: "one page for people, with a picture of who is hit; needs no network",
    load: async () => (await import("./html/index.ts")).renderHtml,
  },
  changelog: {
    about: "release notes in Markdown, with the version step they ask for",
    load: async () => (await import("./changelog-notes.ts")).renderChangelogOf,
  },
  risk: {
    about: "a note for reviewers: who is hit, which order, whether there is a way back",
    load: async () => (await import("./risk/index.ts")).renderRisk,
  },
} satisfies Record<string, Format>;

export type ReportFormat = keyof typeof REPORTERS;

/** The pieces of a report in a format, for formats that come in pieces. */
export async function piecesOf(
  format: ReportFormat,
  report: Report,
): Promise<Iterable<string> | undefined> {
  const known: Format = REPORTERS[format];
  return (await known.loadPieces?.())?.(report);
}

/** True for the name of an output format. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(REPORTERS, name);
}
