import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Address } from "../../model/operation.ts";
import { stringIn, stringsIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

/** A base URL: as clients take it who fill nothing in, and with `{}` for what they may fill in. */
export interface Server {
  readonly url: string;
  readonly pattern: string;
  /** True: a variable has another value than its default. */
  readonly isChosen?: true;
}

/** The base URLs of operations. */
export interface ServerReader {
  /** Those of the innermost level that names any, else the document's, else `/`. */
  read(levels: readonly Node[]): readonly Server[];
}

export function serverReader(reading: Reading): ServerReader {
  const { resolver, version } = reading;
  let ofDocument: readonly Server[] | undefined;
  if (version === "2.0") {
    return {
      read: ([operation]) =>
        servers2(resolver.entry.value, operation?.value ?? null).map(withoutVariables),
    };
  }
  return {
    read(levels) {
      for (const level of levels) {
        const servers = serversIn(reading, level);
        if (servers.length > 0) return servers;
      }
      if (ofDocument === undefined) {
        const servers = serversIn(reading, resolver.entry);
        ofDocument = servers.length === 0 ? [withoutVariables("/")] : servers;
      }
      return ofDocument;
    },
  };
}

function withoutVariables(url: string): Server {
  return { url, pattern: url };
}

function serversIn({ resolver }: Reading, level: Node): readonly Server[] {
  const servers = resolver.items(resolver.member(level, "servers"));
  return servers.flatMap((server) => serversOf(server.value));
}

/** Variables with more values between them than this are taken as open. */
const MAX_URLS = 64;

/** Every base URL that a Server Object stands for, the one with the defaults first. */
function serversOf(server: Json): readonly Server[] {
  const template = stringIn(server, "url");
  if (template === undefined) return [];
  const parts = [...template.matchAll(/\{([^{}]+)\}|[^{}]+|[{}]/g)];
  let found: readonly Server[] = [{ url: "", pattern: "" }];
  for (const [text, name] of parts) {
    const choices = name === undefined ? [withoutVariables(text)] : choicesOf(server, name);
    const crossed = found.flatMap(({ url, pattern, isChosen }) =>
      choices.map((choice) => ({
        url: url + choice.url,
        pattern: pattern + choice.pattern,
        ...chosenIn(isChosen, choice.isChosen),
      })),
    );
    found = crossed.length > MAX_URLS ? crossed.slice(0, MAX_URLS) : crossed;
  }
  return found.map(({ url, pattern, ...chosen }) => ({
    url: plainUrl(url),
    pattern: plainUrl(pattern),
    ...chosen,
  }));
}

function chosenIn(...parts: readonly (boolean | undefined)[]): Pick<Server, "isChosen"> {
  return parts.includes(true) ? { isChosen: true } : {};
}

/** What may stand for a variable: what is enumerated, else anything, by default its default. */
function choicesOf(server: Json, name: string): readonly Server[] {
  const variables = valueIn(server, "variables");
  const variable = isJsonObject(variables) ? valueIn(variables, name) : undefined;
  const written = variable === undefined ? undefined : valueIn(variable, "default");
  const value =
    written === undefined || written === null || typeof written === "object"
      ? `{${name}}`
      : String(written);
  const listed = variable === undefined ? undefined : stringsIn(variable, "enum");
  if (listed === undefined || listed.length === 0) return [{ url: value, pattern: "{}" }];
  return [...new Set([value, ...listed])].map((choice) => ({
    ...withoutVariables(choice),
    ...chosenIn(choice !== value),
  }));
}

/** The URL of a Server Object with its variables' defaults in place. */
export function urlOf(server: Json): string | undefined {
  return serversOf(server)[0]?.url;
}

/** Where an operation is called: its method and path behind each of its base URLs. */
export function addressesOf(servers: readonly Server[], match: string): readonly Address[] {
  const [method = "", path = ""] = match.split(" ", 2);
  return servers.map(({ url, pattern, ...chosen }) => {
    const base = /^((?:[A-Za-z{][^:/]*:)?\/\/[^/]*)?(.*)$/s.exec(pattern === "/" ? "" : pattern);
    const host = base?.[1];
    return {
      ...(host === undefined ? {} : { host }),
      call: `${method} ${base?.[2] ?? ""}${path}`,
      url: `${url === "/" ? "" : url}${path}`,
      server: url,
      ...chosen,
    };
  });
}

/** 2.0: every scheme with the host and base path; an operation may have schemes of its own. */
export function servers2(document: Json, operation: Json = null): readonly string[] {
  const host = stringIn(document, "host");
  const path = plainUrl(stringIn(document, "basePath") ?? "/");
  if (host === undefined) return [path];
  const schemes = stringsIn(operation, "schemes") ?? stringsIn(document, "schemes");
  if (schemes === undefined || schemes.length === 0) return [plainUrl(`//${host}${path}`)];
  return schemes.map((scheme) => plainUrl(`${scheme}://${host}${path}`));
}

/**
 * Without a slash at the end, since paths begin with one; scheme and host in lower case, without the
 * port that the scheme has anyway (RFC 3986, 6.2.2.1 and 6.2.3).
 */
function plainUrl(url: string): string {
  const plain = url.replace(/^[^/{]*\/\/[^/]*/, (authority) =>
    authority
      .toLowerCase()
      .replace(/^(https:.*):443$/, "$1")
      .replace(/^(http:.*):80$/, "$1"),
  );
  return plain.replace(/\/+$/, "") || "/";
}
