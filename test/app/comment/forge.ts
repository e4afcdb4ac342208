import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";

/** A comment as the local forge keeps it. */
export interface StoredComment {
  readonly id: number;
  body: string;
  readonly login: string;
  readonly type: "User" | "Bot";
}

/** What the forge does wrong, once for each entry, before it does anything right. */
export interface Fault {
  readonly method: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server that answers as GitHub and GitLab do, as far as comments go. */
export interface Forge {
  readonly url: string;
  readonly comments: StoredComment[];
  readonly faults: Fault[];
  /** Method and path of every request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

export const TOKEN = "secret-token";
export const BOT = "github-actions[bot]";

/** Who the token belongs to: a person or project with a name, or an app without one. */
type Owner = { readonly login: string; readonly id: number } | undefined;

export async function startForge(owner: Owner): Promise<Forge> {
  const comments: StoredComment[] = [];
  const faults: Fault[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, { comments, faults, owner }).then(({ status, headers, body }) => {
      requests.push(`${request.method} ${request.url}`);
      response.writeHead(status, headers).end(body);
    });
  });
  const url = await listening(server);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
    });
  return { url, comments, faults, requests, close };
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

interface State {
  readonly comments: StoredComment[];
  readonly faults: Fault[];
  readonly owner: Owner;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answer(request: IncomingMessage, state: State): Promise<Reply> {
  const { method = "" } = request;
  const url = new URL(request.url ?? "", "http://forge");
  const text = await textOf(request);
  const fault = state.faults[0];
  if (fault?.method === method && !url.pathname.endsWith("/user")) {
    state.faults.shift();
    return fault;
  }
  const { authorization, "private-token": token } = request.headers;
  if (authorization !== `Bearer ${TOKEN}` && token !== TOKEN) {
    return json(401, { message: "Bad credentials" });
  }
  if (url.pathname.endsWith("/user")) {
    return state.owner === undefined
      ? json(403, { message: "Resource not accessible by integration" })
      : json(200, { login: state.owner.login, username: state.owner.login, id: state.owner.id });
  }
  return method === "GET" ? list(url, state) : write(method, url, text, state);
}

function write(method: string, url: URL, text: string, state: State): Reply {
  const body = (JSON.parse(text) as { body: string }).body;
  if (body.length > 65_536) return json(422, { message: "Body is too long" });
  if (method === "POST") {
    const login = state.owner?.login ?? BOT;
    const type = state.owner === undefined ? "Bot" : "User";
    state.comments.push({ id: state.comments.length + 1, body, login, type });
    return json(201, {});
  }
  const id = Number(url.pathname.split("/").at(-1));
  const found = state.comments.find((one) => one.id === id);
  if (found === undefined) return json(404, { message: "Not Found" });
  found.body = body;
  return json(200, {});
}

function list(url: URL, { comments }: State): Reply {
  const size = Number(url.searchParams.get("per_page") ?? 30);
  const page = Number(url.searchParams.get("page") ?? 1);
  return json(
    200,
    comments.slice((page - 1) * size, page * size).map(({ id, body, login, type }) => ({
      id,
      // Both forges store what they are sent with their own line ends.
      body: body.replaceAll("\n", "\r\n"),
      user: { login, type },
      author: { username: login, id: login === "project-bot" ? 7 : 1 },
    })),
  );
}

function json(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
