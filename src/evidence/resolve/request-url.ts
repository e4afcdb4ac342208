/** The parts of a request's URL. */
export interface SplitUrl {
  /** With the port where the URL has one; empty for relative URLs. */
  readonly host: string;
  readonly path: string;
  readonly query?: ReadonlyMap<string, readonly string[]>;
}

/** A URL in its parts; one that cannot be read counts as a path. */
export function splitUrl(url: string): SplitUrl {
  if (!URL.canParse(url)) return { host: "", path: url.replace(/[?#].*$/s, "") };
  const { host, pathname, searchParams } = new URL(url);
  const query = new Map<string, string[]>();
  for (const [name, value] of searchParams) query.set(name, [...(query.get(name) ?? []), value]);
  return { host, path: pathname, query };
}
