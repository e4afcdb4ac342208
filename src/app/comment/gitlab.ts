import { DriftError } from "../../errors.ts";
import { requestNumber, tokenIn, trustedBase } from "./facts.ts";
import type { Comment, Platform, RequestFacts } from "./platform.ts";
import { call, memberOf, refused } from "./request.ts";
import type { Api } from "./request.ts";

const PAGE = 100;
const PAGES = 100;

const HINT =
  "GitLab's job token may not write notes: put a project access token with the scope `api` into the masked variable GITLAB_TOKEN.";

/** A merge request on GitLab: https://docs.gitlab.com/api/notes/#merge-requests. */
export function gitlabPlatform(facts: RequestFacts): Platform {
  const { environment } = facts;
  const project = environment["CI_PROJECT_ID"] ?? "";
  if (project === "") {
    throw new DriftError({
      code: "usage",
      message: "CI_PROJECT_ID does not name a project.",
      hint: "Set it to the project's number or path, as GitLab CI does.",
    });
  }
  const iid = /^(\d+)$/.exec(environment["CI_MERGE_REQUEST_IID"] ?? "");
  const number = requestNumber(facts, iid);
  const api: Api = {
    name: "GitLab",
    base: trustedBase(environment["CI_API_V4_URL"] ?? "https://gitlab.com/api/v4"),
    headers: { "private-token": tokenIn(facts, ["GITLAB_TOKEN"]) },
  };
  const path = `/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  return {
    name: "GitLab",
    limit: 1_000_000,
    comments: () => notes(api, path),
    create: (body) => write(api, "POST", path, body),
    update: ({ id }, body) => write(api, "PUT", `${path}/${id}`, body),
  };
}

async function* notes(api: Api, path: string): AsyncIterable<Comment> {
  const own = await ownId(api);
  for (let page = 1; page <= PAGES; page++) {
    const purpose = "list notes";
    const query = `?sort=asc&order_by=created_at&per_page=${PAGE}&page=${page}`;
    const answer = await call(api, { method: "GET", path: `${path}${query}`, purpose });
    if (answer.status !== 200 || !Array.isArray(answer.body)) {
      throw refused(api, answer, purpose, HINT);
    }
    const found: readonly unknown[] = answer.body;
    for (const one of found) yield noteOf(one, own);
    if (found.length < PAGE) return;
  }
  throw new DriftError({
    code: "too-large",
    message: `The merge request has more than ${PAGE * PAGES} notes.`,
    hint: "Keep the report as an artifact instead.",
  });
}

async function ownId(api: Api): Promise<unknown> {
  const purpose = "ask who it is";
  const answer = await call(api, { method: "GET", path: "/user", purpose });
  const id = memberOf(answer.body, "id");
  if (answer.status !== 200 || typeof id !== "number") throw refused(api, answer, purpose, HINT);
  return id;
}

function noteOf(value: unknown, own: unknown): Comment {
  const [id, body, author] = [
    memberOf(value, "id"),
    memberOf(value, "body"),
    memberOf(value, "author"),
  ];
  return {
    id: String(id),
    body: typeof body === "string" ? body : "",
    isOurs: memberOf(author, "id") === own,
  };
}

async function write(api: Api, method: "POST" | "PUT", path: string, body: string): Promise<void> {
  const purpose = "write a note";
  const answer = await call(api, { method, path, body: { body }, purpose });
  if (answer.status !== 200 && answer.status !== 201) throw refused(api, answer, purpose, HINT);
}
