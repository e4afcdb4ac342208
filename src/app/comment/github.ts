import { DriftError } from "../../errors.ts";
import { requestNumber, tokenIn, trustedBase } from "./facts.ts";
import type { Comment, Platform, RequestFacts } from "./platform.ts";
import { call, memberOf, refused } from "./request.ts";
import type { Api } from "./request.ts";

const PAGE = 100;

/** How many pages are looked through; a request with more comments is not updated but refused. */
const PAGES = 100;

const HINT =
  "Give the job `permissions: pull-requests: write`. Requests from forks have no such token: let the job write its summary, or comment from a workflow_run.";

/** A pull request on GitHub: https://docs.github.com/rest/issues/comments. */
export function githubPlatform(facts: RequestFacts): Platform {
  const { environment } = facts;
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new DriftError({
      code: "usage",
      message: "GITHUB_REPOSITORY does not name a repository.",
      hint: "Set it to OWNER/NAME, as GitHub Actions does.",
    });
  }
  const number = requestNumber(facts, /^refs\/pull\/(\d+)\//.exec(environment["GITHUB_REF"] ?? ""));
  const token = tokenIn(facts, ["GITHUB_TOKEN"]);
  const api: Api = {
    name: "GitHub",
    base: trustedBase(environment["GITHUB_API_URL"] ?? "https://api.github.com"),
    headers: { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" },
  };
  const path = `/repos/${repository}/issues`;
  return {
    name: "GitHub",
    limit: 65_536,
    comments: () => comments(api, `${path}/${number}/comments`),
    create: (body) => write(api, "POST", `${path}/${number}/comments`, body),
    update: ({ id }, body) => write(api, "PATCH", `${path}/comments/${id}`, body),
  };
}

async function* comments(api: Api, path: string): AsyncIterable<Comment> {
  const login = await ownLogin(api);
  for (let page = 1; page <= PAGES; page++) {
    const purpose = "list comments";
    const answer = await call(api, {
      method: "GET",
      path: `${path}?per_page=${PAGE}&page=${page}`,
      purpose,
    });
    if (answer.status !== 200 || !Array.isArray(answer.body)) {
      throw refused(api, answer, purpose, HINT);
    }
    const found: readonly unknown[] = answer.body;
    for (const one of found) yield commentOf(one, login);
    if (found.length < PAGE) return;
  }
  throw new DriftError({
    code: "too-large",
    message: `The pull request has more than ${PAGE * PAGES} comments.`,
    hint: "Write the job summary instead.",
  });
}

/** A personal token's account; a job's own token is an app's and has none that it may ask for. */
async function ownLogin(api: Api): Promise<string | undefined> {
  const answer = await call(api, { method: "GET", path: "/user", purpose: "ask who it is" });
  const login = memberOf(answer.body, "login");
  return answer.status === 200 && typeof login === "string" ? login : undefined;
}

function commentOf(value: unknown, login: string | undefined): Comment {
  const [id, body, user] = [
    memberOf(value, "id"),
    memberOf(value, "body"),
    memberOf(value, "user"),
  ];
  const isOurs =
    login === undefined ? memberOf(user, "type") === "Bot" : memberOf(user, "login") === login;
  return { id: String(id), body: typeof body === "string" ? body : "", isOurs };
}

async function write(
  api: Api,
  method: "POST" | "PATCH",
  path: string,
  body: string,
): Promise<void> {
  const purpose = "write a comment";
  const answer = await call(api, { method, path, body: { body }, purpose });
  if (answer.status !== 200 && answer.status !== 201) throw refused(api, answer, purpose, HINT);
}
