import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postComment } from "../../../src/app/comment/comment.ts";
import type { CommentRequest } from "../../../src/app/comment/comment.ts";
import { DriftError } from "../../../src/errors.ts";
import { MAIN } from "../../cli/run.ts";
import { temporaryFolder } from "../../sources/temporary.ts";
import { BOT, startForge, TOKEN } from "./forge.ts";
import type { Forge } from "./forge.ts";

const MARKER = "<!-- contract-drift:CI/contracts -->";
const RED = `${MARKER}\n### ✖ contract-drift: blocking\n`;
const GREEN = `${MARKER}\n### ✔ contract-drift: nothing blocks\n`;

let forge: Forge;

afterEach(() => forge.close());

function github(parts: Partial<CommentRequest> = {}): CommentRequest {
  return {
    body: RED,
    environment: {
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: "shop/api",
      GITHUB_REF: "refs/pull/12/merge",
      GITHUB_API_URL: forge.url,
      GITHUB_TOKEN: TOKEN,
    },
    updateOnly: false,
    dryRun: false,
    ...parts,
  };
}

async function failure(request: CommentRequest): Promise<DriftError> {
  const error: unknown = await postComment(request).catch((reason: unknown) => reason);
  if (error instanceof DriftError) return error;
  throw new Error("It has not failed.");
}

describe("on GitHub, with the job's own token", () => {
  beforeEach(async () => {
    forge = await startForge(undefined);
  });

  it("makes one comment, updates it, and lets it turn green", async () => {
    expect(await postComment(github())).toEqual({ done: "created", platform: "GitHub" });
    expect(await postComment(github())).toEqual({ done: "unchanged", platform: "GitHub" });
    expect(await postComment(github({ body: GREEN }))).toMatchObject({ done: "updated" });
    expect(forge.comments.map(({ body }) => body)).toEqual([GREEN]);
    expect(forge.requests.filter((one) => !one.startsWith("GET"))).toEqual([
      "POST /repos/shop/api/issues/12/comments",
      "PATCH /repos/shop/api/issues/comments/1",
    ]);
  });

  it("finds it behind pages of other comments", async () => {
    for (let id = 1; id <= 250; id++)
      forge.comments.push({ id, body: `comment ${id}`, login: "ana", type: "User" });
    forge.comments.push({ id: 251, body: RED, login: BOT, type: "Bot" });
    expect(await postComment(github({ body: GREEN }))).toMatchObject({ done: "updated" });
    expect(forge.comments).toHaveLength(251);
    expect(forge.requests.filter((one) => one.includes("page="))).toHaveLength(3);
  });

  it("keeps one comment for each marker", async () => {
    await postComment(github());
    const other = RED.replace("CI/contracts", "CI/contracts/risk");
    expect(await postComment(github({ body: other }))).toMatchObject({ done: "created" });
    expect(forge.comments).toHaveLength(2);
  });

  it("never touches what somebody else wrote with the same marker", async () => {
    forge.comments.push({ id: 1, body: RED, login: "mallory", type: "User" });
    expect(await postComment(github({ body: GREEN }))).toMatchObject({ done: "created" });
    expect(forge.comments[0]?.body).toBe(RED);
  });

  it("makes none where it may only update", async () => {
    expect(await postComment(github({ updateOnly: true }))).toMatchObject({ done: "skipped" });
    await postComment(github());
    expect(await postComment(github({ body: GREEN, updateOnly: true }))).toMatchObject({
      done: "updated",
    });
  });

  it("only looks when asked to", async () => {
    expect(await postComment(github({ dryRun: true }))).toMatchObject({ done: "created" });
    expect(forge.comments).toEqual([]);
  });

  it.each([
    ["too many requests", { method: "GET", status: 429, headers: { "retry-after": "0" } }],
    ["a limit of its own kind", { method: "POST", status: 403, headers: { "retry-after": "0" } }],
    [
      "a fault of the server while reading",
      { method: "GET", status: 502, headers: { "retry-after": "0" } },
    ],
  ])("tries again after %s", async (_, fault) => {
    forge.faults.push(fault);
    expect(await postComment(github())).toMatchObject({ done: "created" });
    expect(forge.comments).toHaveLength(1);
  });

  it("does not write again after a fault of the server: it may have written", async () => {
    forge.faults.push({ method: "POST", status: 502, body: "<html>Bad gateway</html>" });
    const error = await failure(github());
    expect(error.message).toBe("GitHub does not let this job write a comment (502).");
    expect(forge.requests.filter((one) => one.startsWith("POST"))).toHaveLength(1);
  });

  it("gives up on a server that keeps failing", async () => {
    const fault = { method: "GET", status: 503, headers: { "retry-after": "0" } };
    forge.faults.push(fault, fault, fault);
    expect((await failure(github())).message).toContain("list comments (503)");
  });

  it("says which permission is missing", async () => {
    forge.faults.push({
      method: "GET",
      status: 403,
      body: '{"message":"Resource not accessible by integration"}',
    });
    const error = await failure(github());
    expect(error.code).toBe("network-refused");
    expect(error.message).toBe(
      "GitHub does not let this job list comments (403: Resource not accessible by integration).",
    );
    expect(error.hint).toContain("pull-requests: write");
  });

  it("passes on a request from a fork, whose token may not write, and says so", async () => {
    const event = join(temporaryFolder(), "event.json");
    const repo = (name: string) => ({ repo: { full_name: name } });
    const pull = { number: 12, head: repo("mallory/api"), base: repo("shop/api") };
    writeFileSync(event, JSON.stringify({ number: 12, pull_request: pull }));
    forge.faults.push({ method: "POST", status: 403, body: '{"message":"no"}' });
    const request = github();
    const environment = { ...request.environment, GITHUB_EVENT_PATH: event };
    expect(await postComment({ ...request, environment })).toMatchObject({
      done: "refused",
      because: expect.stringContaining("write a comment (403: no)"),
    });
  });

  it("follows no redirect, which would carry the token elsewhere", async () => {
    forge.faults.push({ method: "GET", status: 302, headers: { location: "http://127.0.0.1:1/" } });
    expect((await failure(github())).message).toContain("cannot be reached to list comments");
  });

  it("shows the token in no error", async () => {
    const wrong = { ...github().environment, GITHUB_TOKEN: "another-secret" };
    const error = await failure(github({ environment: wrong }));
    expect(error.message).toContain("401: Bad credentials");
    expect(JSON.stringify([error.message, error.hint])).not.toContain("another-secret");
  });
});

describe("on GitHub, with a person's token", () => {
  beforeEach(async () => {
    forge = await startForge({ login: "ana", id: 1 });
  });

  it("updates this person's comment only", async () => {
    forge.comments.push({ id: 1, body: RED, login: BOT, type: "Bot" });
    expect(await postComment(github())).toMatchObject({ done: "created" });
    expect(await postComment(github({ body: GREEN }))).toMatchObject({ done: "updated" });
    expect(forge.comments.map(({ body }) => body)).toEqual([RED, GREEN]);
  });
});

describe("on GitLab", () => {
  beforeEach(async () => {
    forge = await startForge({ login: "project-bot", id: 7 });
  });

  function gitlab(parts: Partial<CommentRequest> = {}): CommentRequest {
    return {
      ...github(),
      environment: {
        GITLAB_CI: "true",
        CI_PROJECT_ID: "shop/api",
        CI_MERGE_REQUEST_IID: "34",
        CI_API_V4_URL: `${forge.url}/api/v4/`,
        GITLAB_TOKEN: TOKEN,
      },
      ...parts,
    };
  }

  it("makes one note, and updates it", async () => {
    for (let id = 1; id <= 100; id++)
      forge.comments.push({ id, body: RED, login: "mallory", type: "User" });
    expect(await postComment(gitlab())).toEqual({ done: "created", platform: "GitLab" });
    expect(await postComment(gitlab({ body: GREEN }))).toMatchObject({ done: "updated" });
    expect(forge.comments.filter(({ body }) => body === GREEN)).toHaveLength(1);
    expect(forge.requests.filter((one) => !one.startsWith("GET"))).toEqual([
      "POST /api/v4/projects/shop%2Fapi/merge_requests/34/notes",
      "PUT /api/v4/projects/shop%2Fapi/merge_requests/34/notes/101",
    ]);
  });

  it("says which token it needs", async () => {
    const environment = { ...gitlab().environment, GITLAB_TOKEN: "job-token" };
    expect((await failure(gitlab({ environment }))).hint).toContain("project access token");
  });
});

describe("what cannot be posted", () => {
  beforeEach(async () => {
    forge = await startForge(undefined);
  });

  it.each([
    ["a text without marker", { body: "hello" }, "does not begin with the marker"],
    ["a text that is too long", { body: `${RED}${"x".repeat(65_536)}` }, "GitHub takes 65536"],
    ["no CI", { environment: {} }, "neither GitHub Actions nor GitLab CI"],
    ["a number that is none", { number: "12/../13" }, "is no number"],
  ])("%s is a usage error, and nothing is asked", async (_, parts, words) => {
    const error = await failure(github(parts));
    expect(error.code).toBe("usage");
    expect(error.message).toContain(words);
    expect(forge.requests).toEqual([]);
  });

  it.each([
    ["GITHUB_REPOSITORY", undefined, "GITHUB_REPOSITORY does not name a repository"],
    ["GITHUB_REPOSITORY", "shop/api/../../user", "does not name a repository"],
    ["GITHUB_REF", "refs/heads/main", "belongs to no pull or merge request"],
    ["GITHUB_TOKEN", undefined, "no token in GITHUB_TOKEN"],
    ["GITHUB_TOKEN", "a\nb", "no token in GITHUB_TOKEN"],
    ["GITHUB_API_URL", "http://api.shop.example", "is no https address"],
    ["GITHUB_API_URL", "file:///etc", "is no https address"],
  ])("%s=%j is a usage error", async (name, value, words) => {
    const environment = { ...github().environment, [name]: value };
    const error = await failure(github({ environment }));
    expect(error.code).toBe("usage");
    expect(error.message).toContain(words);
  });

  it("a server that does not answer is named, without a trace", async () => {
    const environment = { ...github().environment, GITHUB_API_URL: "http://127.0.0.1:1" };
    const error = await failure(github({ environment }));
    expect(error.message).toMatch(/^GitHub cannot be reached to /);
  });
});

describe("the command", () => {
  it("posts a file and says what it did", async () => {
    forge = await startForge(undefined);
    const file = join(temporaryFolder(), "comment.md");
    writeFileSync(file, RED);
    const env = { PATH: process.env["PATH"], ...github().environment };
    const run = promisify(execFile);
    const { stdout, stderr } = await run(process.execPath, [MAIN, "comment", file], { env });
    expect({ stdout, stderr }).toEqual({ stdout: "The comment was made (GitHub).\n", stderr: "" });
    const again = await run(process.execPath, [MAIN, "comment", file, "--format", "json"], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({ done: "unchanged" });
  });
});
