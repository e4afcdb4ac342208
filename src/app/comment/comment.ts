import { DriftError } from "../../errors.ts";
import { isFromFork } from "./facts.ts";
import { githubPlatform } from "./github.ts";
import { gitlabPlatform } from "./gitlab.ts";
import type { Comment, Environment, Platform, RequestFacts } from "./platform.ts";

/** A platform by its name on the command line. */
export type PlatformName = "github" | "gitlab";

/** What to post, and where. */
export interface CommentRequest extends RequestFacts {
  /** The text, with its marker on the first line. */
  readonly body: string;
  /** Default: by the variables that the CI sets. */
  readonly platform?: PlatformName;
  /** Updates a comment that is there, and never makes one. */
  readonly updateOnly: boolean;
  readonly dryRun: boolean;
}

/** What became of it; `refused`: a request from a fork, whose token may not write. */
export interface CommentAnswer {
  readonly done: "created" | "updated" | "unchanged" | "skipped" | "refused";
  readonly platform: string;
  /** Why it was refused. */
  readonly because?: string;
}

/**
 * Posts a text as the one comment with its marker, or brings that comment up to date. Comments of
 * others are never changed, whatever they begin with.
 */
export async function postComment(request: CommentRequest): Promise<CommentAnswer> {
  const marker = markerIn(request.body);
  const platform = platformFor(request);
  if (request.body.length > platform.limit) {
    throw new DriftError({
      code: "usage",
      message: `The text has ${request.body.length} characters; ${platform.name} takes ${platform.limit}.`,
      hint: "Post what `--format markdown` or `--format risk` writes: it always fits.",
    });
  }
  try {
    return { done: await bringUpToDate(platform, marker, request), platform: platform.name };
  } catch (error) {
    const isRefused = error instanceof DriftError && error.code === "network-refused";
    if (!isRefused || !isFromFork(request.environment)) throw error;
    return { done: "refused", platform: platform.name, because: error.message };
  }
}

async function bringUpToDate(
  platform: Platform,
  marker: string,
  { body, updateOnly, dryRun }: CommentRequest,
): Promise<CommentAnswer["done"]> {
  const existing = await commentWith(platform, marker);
  if (existing === undefined) {
    if (updateOnly) return "skipped";
    if (!dryRun) await platform.create(body);
    return "created";
  }
  if (sameText(existing.body, body)) return "unchanged";
  if (!dryRun) await platform.update(existing, body);
  return "updated";
}

async function commentWith(platform: Platform, marker: string): Promise<Comment | undefined> {
  for await (const comment of platform.comments()) {
    if (comment.isOurs && comment.body.startsWith(marker)) return comment;
  }
  return undefined;
}

/** Platforms may give back other line ends, and none at the end. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n").trimEnd() === other.replaceAll("\r\n", "\n").trimEnd();
}

function markerIn(body: string): string {
  const [, marker] = /^(<!-- contract-drift:[^\n]* -->)\r?(?:\n|$)/.exec(body) ?? [];
  if (marker !== undefined) return marker;
  throw new DriftError({
    code: "usage",
    message: "The text does not begin with the marker of a report.",
    hint: "Post what `--format markdown` or `--format risk` writes.",
  });
}

function platformFor(request: CommentRequest): Platform {
  const name = request.platform ?? platformOfCi(request.environment);
  if (name === "github") return githubPlatform(request);
  if (name === "gitlab") return gitlabPlatform(request);
  throw new DriftError({
    code: "usage",
    message: "This is neither GitHub Actions nor GitLab CI.",
    hint: "Name the platform: --platform github or --platform gitlab.",
  });
}

function platformOfCi(environment: Environment): PlatformName | undefined {
  if (environment["GITHUB_ACTIONS"] === "true") return "github";
  return environment["GITLAB_CI"] === "true" ? "gitlab" : undefined;
}
