import type { Hosting, RenderOptions } from "../report/reporter.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the CI says of the run: where the repository's pages are, and what the job is called. */
export function ciView(environment: Environment): Pick<RenderOptions, "hosting" | "name"> {
  const hosting = hostingOf(environment);
  const name = jobName(environment);
  return {
    ...(hosting === undefined ? {} : { hosting }),
    ...(name === undefined ? {} : { name }),
  };
}

function hostingOf(environment: Environment): Hosting | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  if (server !== undefined && repository !== undefined) {
    return hostingAt("github", `${server}/${repository}`, environment["GITHUB_SHA"]);
  }
  const { CI_PROJECT_URL: project } = environment;
  return project === undefined
    ? undefined
    : hostingAt("gitlab", project, environment["CI_COMMIT_SHA"]);
}

function hostingAt(
  kind: Hosting["kind"],
  url: string,
  commit: string | undefined,
): Hosting | undefined {
  if (!/^https?:\/\/[^\s<>()"]+$/.test(url)) return undefined;
  const isCommit = commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit);
  return { kind, url: url.replace(/\/+$/, ""), ...(isCommit ? { commit } : {}) };
}

/** Workflow and job: two jobs of one pull request keep two comments. */
function jobName(environment: Environment): string | undefined {
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job, CI_JOB_NAME: gitlab } = environment;
  if (job !== undefined) return workflow === undefined ? job : `${workflow}/${job}`;
  return gitlab;
}
