import { execFileSync } from "node:child_process";
import type { Repository } from "../../../src/sources/git.ts";
import { git, temporaryRepository } from "../../sources/temporary-git.ts";

/** A commit to make: what it writes, moves and deletes, on a day. */
export interface PlannedCommit {
  readonly on: string;
  readonly write?: Readonly<Record<string, string>>;
  readonly move?: readonly (readonly [from: string, to: string])[];
  readonly remove?: readonly string[];
  /** Default: `main`. Another branch starts where `main` is. */
  readonly branch?: string;
  /** A branch that it merges. */
  readonly merge?: string;
}

/** A repository whose branch `main` has these commits, at noon (UTC) of their days. */
export function repositoryWith(commits: readonly PlannedCommit[]): {
  readonly repository: Repository;
  /** The ids of all commits that `main` leads to, oldest first. */
  readonly ids: readonly string[];
} {
  const repository = temporaryRepository();
  const { folder } = repository;
  execFileSync("git", ["fast-import", "--quiet"], {
    cwd: folder,
    input: commits.map(streamOf).join(""),
    stdio: ["pipe", "pipe", "pipe"],
  });
  git(folder, "reset", "-q", "--hard");
  const ids = git(folder, "rev-list", "--reverse", "--date-order", "HEAD").split("\n");
  return { repository, ids };
}

function streamOf({ on, write = {}, move = [], remove = [], branch, merge }: PlannedCommit) {
  const time = Date.parse(`${on}T12:00:00Z`) / 1000;
  return [
    `commit refs/heads/${branch ?? "main"}\n`,
    `committer Ada <ada@shop.example> ${time} +0000\n`,
    data(`Change of ${on}`),
    ...(branch === undefined ? [] : ["from refs/heads/main\n"]),
    ...(merge === undefined ? [] : [`merge refs/heads/${merge}\n`]),
    ...move.map(([from, to]) => `R ${from} ${to}\n`),
    ...remove.map((path) => `D ${path}\n`),
    ...Object.entries(write).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
    "\n",
  ].join("");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** What is said of an element, with the days that its text names; absent from a contract: the element is not there. */
export type Said = "active" | "deprecated" | `until ${string}` | `from ${string} until ${string}`;

export type Members = Readonly<Record<string, Said>>;

/** The type that only one member leads to. */
export function typeOf(member: string): string {
  return `${member.slice(0, 1).toUpperCase()}${member.slice(1)}Type`;
}

/**
 * An OpenAPI contract with one operation for each member; those that are named in `typed` answer
 * with a type of their own.
 */
export function ordersText(operations: Members, typed: readonly string[] = []): string {
  const paths = Object.entries(operations).map(([name, said]) => {
    const { since, sunset } = datesOf(said);
    const mark = [
      ...(said === "active" ? [] : ["\n      deprecated: true"]),
      ...(since === undefined ? [] : [`\n      x-deprecated-since: "${since}"`]),
      ...(sunset === undefined ? [] : [`\n      x-sunset: "${sunset}"`]),
    ].join("");
    const content = `, content: { application/json: { schema: { $ref: "#/components/schemas/${typeOf(name)}" } } }`;
    return `  /${name}:\n    get:${mark}\n      responses: { "200": { description: OK${typed.includes(name) ? content : ""} } }\n`;
  });
  const schemas = typed.filter((name) => Object.hasOwn(operations, name));
  const components = schemas.map((name) => `    ${typeOf(name)}: { type: object }\n`).join("");
  return `openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n    get:\n      responses: { "200": { description: OK } }\n${paths.join("")}${components === "" ? "" : `components:\n  schemas:\n${components}`}`;
}

/** A GraphQL contract with one field of Query for each member, some with a type of their own. */
export function catalogText(fields: Members, typed: readonly string[] = []): string {
  const lines = Object.entries(fields).map(([name, said]) => {
    const { since, sunset } = datesOf(said);
    const reason = [
      "Use product.",
      ...(since === undefined ? [] : [`Deprecated since ${since}.`]),
      ...(sunset === undefined ? [] : [`Removal on ${sunset} UTC.`]),
    ].join(" ");
    const type = typed.includes(name) ? typeOf(name) : "String";
    return `  ${name}: ${type}${said === "active" ? "" : ` @deprecated(reason: "${reason}")`}\n`;
  });
  const types = typed.filter((name) => Object.hasOwn(fields, name));
  const own = types.map((name) => `type ${typeOf(name)} {\n  id: ID\n}\n`).join("");
  return `type Query {\n  product: String\n${lines.join("")}}\n${own}`;
}

/**
 * A Protobuf contract with one field for each member, some with a type of their own; the key is
 * `name#number`.
 */
export function stockText(fields: Members, typed: readonly string[] = []): string {
  const lines = Object.entries(fields).map(([key, said]) => {
    const [name = "", number = ""] = key.split("#");
    const { since, sunset } = datesOf(said);
    const end = sunset === undefined ? "" : `Deprecated: removed on ${sunset}.`;
    const start = since === undefined ? "" : ` Deprecated since ${since}.`;
    const comment = end === "" ? "" : `  // ${end}${start}\n`;
    const type = typed.includes(key) ? typeOf(name) : "string";
    return `${comment}  ${type} ${name} = ${number}${said === "active" ? "" : " [deprecated = true]"};\n`;
  });
  const types = typed.filter((key) => Object.hasOwn(fields, key));
  const own = types
    .map((key) => `\nmessage ${typeOf(key.split("#")[0] ?? "")} {\n  string id = 1;\n}\n`)
    .join("");
  return `syntax = "proto3";\npackage shop.stock;\n\nservice Stock {\n  rpc Find(Item) returns (Item);\n}\n\nmessage Item {\n  string sku = 1;\n${lines.join("")}}\n${own}`;
}

function datesOf(said: Said): Partial<Record<"since" | "sunset", string>> {
  return /^(?:from (?<since>\S+) )?until (?<sunset>\S+)$/.exec(said)?.groups ?? {};
}
