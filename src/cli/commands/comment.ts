import { readFileSync } from "node:fs";
import { Option } from "commander";
import type { Command } from "commander";
import { DriftError } from "../../errors.ts";
import type { CommentAnswer, PlatformName } from "../../app/comment/comment.ts";
import { emitAnswer } from "../emit.ts";
import { withAnswerOptions } from "../options.ts";
import type { AnswerOptions } from "../options.ts";

const EXAMPLES = `Examples:
  $ contract-drift check --format markdown=comment.md; contract-drift comment comment.md
  $ contract-drift comment --platform gitlab --number 12 comment.md
`;

interface CommentOptions extends AnswerOptions {
  readonly platform?: PlatformName;
  readonly number?: string;
  readonly tokenEnv?: string;
  readonly updateOnly?: boolean;
  readonly dryRun?: boolean;
}

/** `comment <file>`: the one command that sends anything anywhere. */
export function addComment(program: Command): void {
  const command = program
    .command("comment")
    .description("post a report on its pull or merge request, or update the one that is there")
    .argument("<file>", "what --format markdown or --format risk wrote; - for standard input")
    .addHelpText("before", EXAMPLES)
    .addOption(
      new Option("--platform <name>", "where to (default: as the CI says)").choices([
        "github",
        "gitlab",
      ]),
    )
    .option("--number <number>", "of the pull or merge request (default: as the CI says)")
    .option(
      "--token-env <name>",
      "the variable that holds the token (default: GITHUB_TOKEN, GITLAB_TOKEN)",
    )
    .option("--update-only", "never make a comment, only update one that is there")
    .option("-n, --dry-run", "look, and write nothing");
  withAnswerOptions(command).action(runComment);
}

async function runComment(file: string, options: CommentOptions): Promise<void> {
  const { postComment } = await import("../../app/comment/comment.ts");
  const answer = await postComment({
    body: textOf(file),
    environment: process.env,
    updateOnly: options.updateOnly ?? false,
    dryRun: options.dryRun ?? false,
    ...(options.platform === undefined ? {} : { platform: options.platform }),
    ...(options.number === undefined ? {} : { number: options.number }),
    ...(options.tokenEnv === undefined ? {} : { tokenVariable: options.tokenEnv }),
  });
  emitAnswer({ ...answer, dryRun: options.dryRun ?? false }, options, () => answerText(answer));
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (cause) {
    throw new DriftError({
      code: "source-unreadable",
      message: `${file} cannot be read.`,
      place: { file },
      hint: "Write it with `contract-drift check --format markdown=FILE`.",
      cause,
    });
  }
}

const WORDS: Readonly<Record<CommentAnswer["done"], string>> = {
  created: "The comment was made",
  updated: "The comment was brought up to date",
  unchanged: "The comment says so already",
  skipped: "There is no comment to update",
  refused: "No comment: a request from a fork has no token that may write",
};

function answerText({ done, platform, because }: CommentAnswer): string {
  return `${WORDS[done]} (${platform}).${because === undefined ? "" : ` ${because}`}\n`;
}
