/** Where platforms look for the file, first found first. */
export const CODEOWNERS_PATHS = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
] as const;

/** A line that cannot be long by nature; a longer one is not read. */
const LINE_LIMIT = 1_000;

/** One line of a CODEOWNERS file. */
export interface OwnerRule {
  readonly pattern: string;
  /** `@user`, `@org/team`, e-mail addresses. Empty: nobody owns what matches. */
  readonly owners: readonly string[];
  /** Counted from 1. */
  readonly line: number;
  /** GitLab: what matches is taken out of its section. */
  readonly excludes: boolean;
  /** GitLab: each section names owners of its own. */
  readonly section: string;
}

/**
 * Reads a CODEOWNERS file of GitHub, or of GitLab with its sections
 * (https://docs.github.com/repositories/…/about-code-owners, https://docs.gitlab.com/user/project/codeowners).
 * A pattern with a space has it escaped; a `#` begins a comment.
 */
export function parseCodeowners(text: string): readonly OwnerRule[] {
  const rules: OwnerRule[] = [];
  let section: Section = { name: "", owners: [] };
  for (const [index, written] of text.split("\n").entries()) {
    const line = written.replace(/(^|\s)#.*$/, "").trim();
    if (line === "" || line.length > LINE_LIMIT) continue;
    const heading = headingOf(line);
    if (heading !== undefined) {
      section = heading;
      continue;
    }
    const [pattern = "", ...owners] = words(line);
    const excludes = pattern.startsWith("!");
    rules.push({
      pattern: excludes ? pattern.slice(1) : pattern,
      owners: owners.length === 0 ? section.owners : owners,
      line: index + 1,
      excludes,
      section: section.name,
    });
  }
  return rules;
}

interface Section {
  readonly name: string;
  readonly owners: readonly string[];
}

/** `[Documentation][2] @docs`, `^[Optional]`. */
function headingOf(line: string): Section | undefined {
  const match = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$/.exec(line);
  if (match?.[1] === undefined) return undefined;
  return { name: match[1].trim().toLowerCase(), owners: words(match[2] ?? "") };
}

function words(text: string): readonly string[] {
  return [...text.matchAll(/(?:\\.|\S)+/g)].map(([word]) => word.replaceAll(/\\(.)/g, "$1"));
}

/**
 * The owners of a file: those of the last line that matches, in every section. Undefined where no
 * line matches, which is not the same as a line without owners.
 */
export function ownersOf(rules: readonly OwnerRule[], path: string): readonly string[] | undefined {
  const bySection = new Map<string, OwnerRule>();
  for (const rule of rules) {
    if (isOwnedBy(rule.pattern, path)) bySection.set(rule.section, rule);
  }
  const last = [...bySection.values()].filter((rule) => !rule.excludes);
  if (bySection.size === 0) return undefined;
  return [...new Set(last.flatMap((rule) => rule.owners))];
}

/** Whether a pattern means a file: anchored where it holds a slash, else at any depth. */
function isOwnedBy(pattern: string, path: string): boolean {
  const anchored = pattern.replace(/\/$/, "").includes("/");
  const isFolder = pattern.endsWith("/");
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const names = path.split("/").filter((name) => name !== "");
  if (segments.length === 0) return false;
  const whole = anchored ? segments : ["**", ...segments];
  const last = whole.at(-1) ?? "";
  // `docs/*` is one level; `docs` and `docs/` hold everything below them.
  const isOneLevel = anchored && last.includes("*") && last !== "**";
  if (!isFolder && last !== "**" && matches(whole, names)) return true;
  return (isFolder || !isOneLevel) && matches([...whole, "**", "*"], names);
}

/** Matches names against segments in time proportional to their product. */
function matches(segments: readonly string[], names: readonly string[]): boolean {
  let open = new Set([0]);
  for (const name of [...names, undefined]) {
    for (const at of open) if (segments[at] === "**") open.add(at + 1);
    if (name === undefined) return open.has(segments.length);
    const next = new Set<number>();
    for (const at of open) {
      const segment = segments[at];
      if (segment === "**") next.add(at);
      else if (segment !== undefined && matchesName(segment, name)) next.add(at + 1);
    }
    open = next;
  }
  return false;
}

/** `*` any characters, `?` one; the last star that could grow is the only one tried again. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length;) {
    if (pattern[at] === "*") {
      star = at++;
      resume = index;
    } else if (pattern[at] === "?" || pattern[at] === name[index]) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      at = star + 1;
      index = ++resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
