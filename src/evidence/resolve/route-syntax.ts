/**
 * One segment of a path template: a literal text, or literal parts around parameters
 * (`{id}.json` is `["", ".json"]`).
 */
export type RouteSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter"; readonly parts: readonly string[] };

/**
 * The segments of a template whose parameters are written `{name}` or `{}`. Empty segments are
 * dropped, so that a trailing slash does not matter.
 */
export function templateSegments(path: string): readonly RouteSegment[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      const parts = segment.split(/\{[^}]*\}/);
      if (parts.length === 1) return { kind: "literal", text: decodePercent(segment) };
      return { kind: "parameter", parts: parts.map(decodePercent) };
    });
}

/**
 * The ways a framework's route can be read as a template: `:id`, `{id}`, `{id:int}`, `<int:id>`,
 * `[id]`, `$id`, `(?P<id>…)`, and an optional last `:id?` with and without it. Regular
 * expressions inside parameters are dropped. Catch-alls (`*`) give no template.
 */
export function frameworkRoutes(route: string): readonly string[] {
  const path = route.replace(/^\^/, "").replace(/\$$/, "");
  const segments = splitRoute(path);
  if (segments.some((segment) => /^\*+$|^\{\*|\.\.\.|^:[^:]*\*$|\*\*/.test(segment))) return [];
  const optional = segments.findIndex((segment) =>
    /^(?::\w+\?|\{\w+\?\}|\{\/?\w+\})$/.test(segment),
  );
  const written = segments.map((segment) => templateSegment(segment));
  const full = `/${written.join("/")}`;
  if (optional === -1 || !segments[optional]?.includes("?")) return [full];
  return [full, `/${written.slice(0, optional).join("/")}`];
}

/** Slashes inside brackets belong to a regular expression, not to the path. */
function splitRoute(route: string): readonly string[] {
  const segments: string[] = [];
  let depth = 0;
  let current = "";
  for (const char of route) {
    if ("{(<[".includes(char)) depth += 1;
    if ("})>]".includes(char)) depth -= 1;
    if (char === "/" && depth <= 0) {
      segments.push(current);
      current = "";
    } else {
      current += char;
    }
  }
  return [...segments, current].filter((segment) => segment !== "");
}

function templateSegment(segment: string): string {
  const named = segment
    .replace(/\(\?P?<\w+>.*\)$/, "{}")
    .replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, "{}")
    .replace(/<[^<>]*>/g, "{}")
    .replace(/\[[^[\]]*\]/g, "{}");
  return named
    .replace(/(^|[^A-Za-z0-9_}]):[A-Za-z_]\w*(?:\([^)]*\))?\??/g, "$1{}")
    .replace(/^\$\w+$/, "{}");
}

/** `%2F` and friends decoded; a text that is not valid percent-encoding stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
