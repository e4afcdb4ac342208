import type { Reporter } from "./reporter.ts";

/** Every output format by its name on the command line. A reporter is loaded when first asked for. */
export const REPORTERS = {
  text: async () => (await import("./text/index.ts")).renderText,
  json: async () => (await import("./json.ts")).renderJson,
  markdown: async () => (await import("./markdown/index.ts")).renderMarkdown,
  github: async () => (await import("./github.ts")).renderGithub,
  sarif: async () => (await import("./sarif/index.ts")).renderSarif,
  junit: async () => (await import("./junit.ts")).renderJunit,
  gitlab: async () => (await import("./gitlab.ts")).renderGitlab,
} satisfies Record<string, () => Promise<Reporter>>;

export type ReportFormat = keyof typeof REPORTERS;

/** True for the name of an output format. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(REPORTERS, name);
}
