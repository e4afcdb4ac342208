import { readFileSync } from "node:fs";
import { DriftError } from "../../errors.ts";
import type { Environment, RequestFacts } from "./platform.ts";
import { memberOf } from "./request.ts";

/** The number of the request: as given, as the platform's variable has it, as the event tells it. */
export function requestNumber(
  { environment, number }: RequestFacts,
  fromVariable: RegExpExecArray | null,
): string {
  const found = number ?? fromVariable?.[1] ?? eventNumber(environment);
  if (found !== undefined && /^\d{1,12}$/.test(found)) return found;
  throw new DriftError({
    code: "usage",
    message:
      found === undefined
        ? "This run belongs to no pull or merge request."
        : `${JSON.stringify(found)} is no number of a pull or merge request.`,
    hint: "Run it for pull requests only, or name one: --number 12.",
  });
}

function eventNumber(environment: Environment): string | undefined {
  const event = eventOf(environment);
  const number = memberOf(memberOf(event, "pull_request"), "number") ?? memberOf(event, "number");
  return typeof number === "number" ? String(number) : undefined;
}

/** True where GitHub runs a pull request of another repository: its token cannot write. */
export function isFromFork(environment: Environment): boolean {
  const request = memberOf(eventOf(environment), "pull_request");
  const [head, base] = ["head", "base"].map((side) =>
    memberOf(memberOf(memberOf(request, side), "repo"), "full_name"),
  );
  return request !== undefined && head !== base;
}

function eventOf(environment: Environment): unknown {
  const path = environment["GITHUB_EVENT_PATH"];
  if (path === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** The token, from a variable only: the command line can be read by others. */
export function tokenIn(
  { environment, tokenVariable }: RequestFacts,
  usual: readonly string[],
): string {
  const names = tokenVariable === undefined ? usual : [tokenVariable];
  const token = names.map((name) => environment[name]).find((value) => value !== undefined);
  // A header cannot hold anything else.
  if (token !== undefined && /^[\x21-\x7E]+$/.test(token)) return token;
  throw new DriftError({
    code: "usage",
    message: `There is no token in ${names.join(" or ")}.`,
    hint: "Pass the job's token in that variable, or name another: --token-env NAME.",
  });
}

/** The address of an API. A token goes over an encrypted connection, or stays on this machine. */
export function trustedBase(address: string): string {
  const url = URL.parse(address);
  const isLocal = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) {
    return address.replace(/\/+$/, "");
  }
  throw new DriftError({
    code: "usage",
    message: `${JSON.stringify(address)} is no https address of an API.`,
    hint: "The job's token is sent to it, so it has to be encrypted.",
  });
}
