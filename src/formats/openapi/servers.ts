import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { stringIn, stringsIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

/** Base URLs, variables in them replaced by their defaults; `/` where nothing is said. */
export function readServers(
  reading: Reading,
  levels: readonly (Node | undefined)[],
): readonly string[] {
  if (reading.version === "2.0") return servers2(reading, levels[0]);
  for (const level of levels) {
    const servers = level === undefined ? undefined : reading.resolver.member(level, "servers");
    const urls = reading.resolver.items(servers).flatMap((server) => urlOf(server.value) ?? []);
    if (urls.length > 0) return urls;
  }
  return ["/"];
}

/** The URL of a Server Object with its variables' defaults in place. */
export function urlOf(server: Json): string | undefined {
  const url = stringIn(server, "url");
  const variables = valueIn(server, "variables");
  const filled = url?.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isJsonObject(variables) ? valueIn(variables, name) : undefined;
    const value = variable === undefined ? undefined : valueIn(variable, "default");
    return value === undefined || value === null || typeof value === "object"
      ? whole
      : String(value);
  });
  return filled === undefined ? undefined : plainUrl(filled);
}

/** 2.0: every scheme with the host and base path; an operation may have schemes of its own. */
function servers2(reading: Reading, operation: Node | undefined): readonly string[] {
  const { value } = reading.resolver.entry;
  const host = stringIn(value, "host");
  const path = plainUrl(stringIn(value, "basePath") ?? "/");
  if (host === undefined) return [path];
  const schemes =
    (operation === undefined ? undefined : stringsIn(operation.value, "schemes")) ??
    stringsIn(value, "schemes");
  if (schemes === undefined || schemes.length === 0) return [plainUrl(`//${host}${path}`)];
  return schemes.map((scheme) => plainUrl(`${scheme}://${host}${path}`));
}

/** Without a slash at the end, since paths begin with one. */
function plainUrl(url: string): string {
  return url.replace(/\/+$/, "") || "/";
}
