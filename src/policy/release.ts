/** A version in a tag's name: `v2.1.0`, `orders-2.1.0-rc.1`. */
interface Version {
  /** What stands before the number, without a `v`. */
  readonly prefix: string;
  readonly numbers: readonly number[];
  readonly isPrerelease: boolean;
}

/**
 * True where a release of this name, or a later one of the same series, has been tagged. Names
 * without a number count by name only; a pre-release does not stand for its release.
 */
export function hasReached(release: string, tags: readonly string[]): boolean {
  const wanted = versionIn(release);
  return tags.some((tag) => tag === release || isSameOrLater(versionIn(tag), wanted));
}

function isSameOrLater(tag: Version | undefined, wanted: Version | undefined): boolean {
  if (tag === undefined || wanted === undefined) return false;
  if (tag.prefix !== wanted.prefix || tag.isPrerelease) return false;
  const length = Math.max(tag.numbers.length, wanted.numbers.length);
  for (let at = 0; at < length; at++) {
    const difference = (tag.numbers[at] ?? 0) - (wanted.numbers[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function versionIn(name: string): Version | undefined {
  const [, prefix = "", numbers, rest = ""] = /^(.*?)v?(\d+(?:\.\d+)*)([-+].*)?$/.exec(name) ?? [];
  if (numbers === undefined) return undefined;
  return { prefix, numbers: numbers.split(".").map(Number), isPrerelease: rest.startsWith("-") };
}

/**
 * The latest of some tags: by number, a pre-release before its release; names without a number come
 * before all others. Undefined where there is none.
 */
export function latestRelease(tags: readonly string[]): string | undefined {
  return [...tags].sort(byRelease).at(-1);
}

function byRelease(one: string, other: string): number {
  const [a, b] = [versionIn(one), versionIn(other)];
  if (a === undefined || b === undefined) {
    return Number(a !== undefined) - Number(b !== undefined) || (one < other ? -1 : 1);
  }
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let at = 0; at < length; at++) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(b.isPrerelease) - Number(a.isPrerelease) || (one < other ? -1 : 1);
}
