import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import { stringIn, stringsIn, valueIn } from "./node.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";

/** The base URLs of operations. */
export interface ServerReader {
  /** Those of the innermost level that names any, else the document's, else `/`. */
  read(levels: readonly Node[]): readonly string[];
}

export function serverReader(reading: Reading): ServerReader {
  const { resolver, version } = reading;
  let ofDocument: readonly string[] | undefined;
  if (version === "2.0") {
    return { read: ([operation]) => servers2(resolver.entry.value, operation?.value ?? null) };
  }
  return {
    read(levels) {
      for (const level of levels) {
        const urls = urlsIn(reading, level);
        if (urls.length > 0) return urls;
      }
      if (ofDocument === undefined) {
        const urls = urlsIn(reading, resolver.entry);
        ofDocument = urls.length === 0 ? ["/"] : urls;
      }
      return ofDocument;
    },
  };
}

function urlsIn({ resolver }: Reading, level: Node): readonly string[] {
  const servers = resolver.items(resolver.member(level, "servers"));
  return servers.flatMap((server) => urlOf(server.value) ?? []);
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
export function servers2(document: Json, operation: Json = null): readonly string[] {
  const host = stringIn(document, "host");
  const path = plainUrl(stringIn(document, "basePath") ?? "/");
  if (host === undefined) return [path];
  const schemes = stringsIn(operation, "schemes") ?? stringsIn(document, "schemes");
  if (schemes === undefined || schemes.length === 0) return [plainUrl(`//${host}${path}`)];
  return schemes.map((scheme) => plainUrl(`${scheme}://${host}${path}`));
}

/** Without a slash at the end, since paths begin with one. */
function plainUrl(url: string): string {
  return url.replace(/\/+$/, "") || "/";
}
