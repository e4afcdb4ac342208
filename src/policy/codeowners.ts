/** Who answers for which paths, as a CODEOWNERS file says it. */
export type Codeowners = readonly OwnerRule[];

interface OwnerRule {
  readonly patterns: readonly Pattern[];
  readonly owners: readonly string[];
}

/** Where platforms look for the file, first found first. */
export const CODEOWNERS_PATHS = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
] as const;

/** A line that cannot be long by nature; a longer one is not read. */
const LINE_LIMIT = 1_000;

/**
 * Reads a CODEOWNERS file. GitLab's sections (`[Docs]`, `^[Docs] @owner`) give their owners to
 * lines without any. Lines that mean nothing are skipped, as the platforms do.
 */
export function parseCodeowners(text: string): Codeowners {
  const rules: OwnerRule[] = [];
  let sectionOwners: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/(?:^|\s)#.*$/, "").trim();
    if (content === "" || content.length > LINE_LIMIT) continue;
    const [, section] = /^\^?\[[^\]]*\](?:\[\d+\])?(.*)$/.exec(content) ?? [];
    if (section !== undefined) {
      sectionOwners = ownersIn(section);
      continue;
    }
    const [pattern = "", ...owners] = content.split(/(?<!\\)\s+/);
    rules.push({
      patterns: patternsOf(pattern.replaceAll("\\ ", " ")),
      owners: owners.length > 0 ? ownersIn(owners.join(" ")) : sectionOwners,
    });
  }
  return rules;
}

/** The owners of a path: the last line that matches says it; nobody where none does. */
export function ownersOf(codeowners: Codeowners, path: string): readonly string[] {
  const rule = codeowners.findLast(({ patterns }) => patterns.some((one) => matches(one, path)));
  return rule?.owners ?? [];
}

function ownersIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /^(?:@[\w./-]+|[^\s@]+@[^\s@]+)$/.test(word));
}

/** Segments of a path pattern; `**` stands for any number of them. */
type Pattern = readonly string[];

/**
 * A pattern in the manner of gitignore: a slash at the start or inside binds it to the root, one
 * at the end means everything below. What it names may be a folder, except after a last `*`.
 */
function patternsOf(text: string): readonly Pattern[] {
  const isBound = /\/./.test(text);
  const isFolder = text.endsWith("/");
  const named = text.split("/").filter((segment) => segment !== "");
  const from = isBound || text.startsWith("/") ? named : ["**", ...named];
  if (isFolder) return [[...from, "*", "**"]];
  const last = named.at(-1);
  if (last === "**") return [[...from.slice(0, -1), "*", "**"]];
  return last === "*" && isBound ? [from] : [from, [...from, "*", "**"]];
}

function matches(pattern: Pattern, path: string): boolean {
  return matchesWild(pattern, path.split("/"), (one, segment) =>
    one === "**" ? "any" : matchesWild(Array.from(one), Array.from(segment), fits),
  );
}

function fits(one: string, char: string): boolean | "any" {
  return one === "*" ? "any" : one === "?" || one === char;
}

/**
 * Whether a row of parts fits a pattern of which some stand for any number of parts. Only the last
 * of these is ever tried again, so that no pattern takes more than pattern times row.
 */
function matchesWild(
  pattern: readonly string[],
  row: readonly string[],
  fit: (one: string, part: string) => boolean | "any",
): boolean {
  let [at, rowAt, wild, wildRow] = [0, 0, -1, 0];
  while (rowAt < row.length) {
    const one = pattern[at];
    const fitting = one === undefined ? false : fit(one, row[rowAt] ?? "");
    if (fitting === "any") {
      wild = at++;
      wildRow = rowAt;
    } else if (fitting) {
      at++;
      rowAt++;
    } else if (wild === -1) {
      return false;
    } else {
      at = wild + 1;
      rowAt = ++wildRow;
    }
  }
  return pattern.slice(at).every((one) => fit(one, "") === "any");
}
