/** A client library of a contract: which of its versions speak which version of the contract. */
export interface Sdk {
  /** As a package registry names it. */
  readonly package: string;
  /**
   * From a version of the package, as far as it matters (`3`, `3.1`, `^3`), to the contract's. Empty:
   * both are counted together, so that 2.3.0 of the package speaks 2.3.0 of the contract.
   */
  readonly versions: ReadonlyMap<string, string>;
}

/** The contract versions that a dependency may speak. */
export interface SpokenVersions {
  /** That of the lowest version that the range allows: nothing newer is certain. */
  readonly lowest: string;
  /** All that the range allows, as far as they are known. */
  readonly possible: readonly string[];
}

/**
 * The contract versions that a dependency's range leads to. Of several entries that fit its lowest
 * version the longest wins, and `*` is for the rest. Undefined: nothing says so. `known` are the
 * contract's versions.
 */
export function spokenVersions(
  { versions }: Sdk,
  range: string,
  known: readonly string[],
): SpokenVersions | undefined {
  const table = versions.size > 0 ? [...versions] : sameNumbers(known);
  const lowest = longestFit(table, numbersIn(range));
  const newer = isExact(range)
    ? []
    : table.filter(([written]) => isAllowed(range, entryNumbers(written) ?? []));
  const possible = [...new Set([lowest ?? [], newer.map(([, version]) => version)].flat())];
  const [first] = possible;
  return first === undefined ? undefined : { lowest: lowest ?? first, possible };
}

type Table = readonly (readonly [written: string, version: string])[];

/** Contract versions that are written as packages write theirs. */
function sameNumbers(known: readonly string[]): Table {
  return known
    .filter((version) => /^v?\d+(?:\.\d+){0,2}(?:[-+].*)?$/.test(version))
    .map((version) => [version, version]);
}

function longestFit(table: Table, lowest: readonly string[] | undefined): string | undefined {
  let best: { readonly length: number; readonly version: string } | undefined;
  for (const [written, version] of table) {
    const wanted = entryNumbers(written);
    const fits = wanted?.every((number, index) => number === lowest?.[index]) === true;
    if (fits && wanted.length > (best?.length ?? -1)) best = { length: wanted.length, version };
  }
  return best?.version;
}

/** The numbers of an entry of a table; `*` has none. */
function entryNumbers(written: string): readonly string[] | undefined {
  return written.trim() === "*" ? [] : numbersIn(written);
}

/** One version and no other: `3.1.0`, `=3.1.0`; in go.mod and pom.xml as well. */
function isExact(range: string): boolean {
  return /^[=v\s]*\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(range.trim());
}

/** A range is taken wide rather than narrow: it says what a consumer can have at most. */
function isAllowed(range: string, entry: readonly string[]): boolean {
  const lowest = numbersIn(range);
  if (lowest === undefined || entry.length === 0) return true;
  const staysInMajor = /^[~^]|^\d+(?:\.[x*]|\.\d+(?:\.[x*])?)?$/.test(range.trim());
  if (staysInMajor && entry[0] !== lowest[0]) return false;
  for (const [index, number] of entry.entries()) {
    const difference = Number(number) - Number(lowest[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The numbers of the first version in a range: `^3.1.0`, `>=3 <4`, `v3.1`, `[3.1,4)`, `3.x`. */
function numbersIn(range: string): readonly string[] | undefined {
  const version = /(?<![\w.])v?(\d+(?:\.\d+){0,2})/.exec(range)?.[1];
  return version?.split(".");
}
