/** A client library of a contract: which of its versions speak which version of the contract. */
export interface Sdk {
  /** As a package registry names it. */
  readonly package: string;
  /** From a version of the package, as far as it matters (`3`, `3.1`, `^3`), to the contract's. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * The contract version that a dependency's range leads to. The lowest version that the range allows
 * counts, since nothing newer is certain; of several entries that fit it the longest wins, and `*`
 * is for the rest. Undefined: the table does not say.
 */
export function contractVersionOf(sdk: Sdk, range: string): string | undefined {
  const lowest = numbersIn(range);
  let best: { readonly length: number; readonly version: string } | undefined;
  for (const [written, version] of sdk.versions) {
    const wanted = written.trim() === "*" ? [] : numbersIn(written);
    if (wanted === undefined) continue;
    const fits = wanted.every((number, index) => number === lowest?.[index]);
    if (fits && wanted.length > (best?.length ?? -1)) best = { length: wanted.length, version };
  }
  return best?.version;
}

/** The numbers of the first version in a range: `^3.1.0`, `>=3 <4`, `v3.1`, `[3.1,4)`, `3.x`. */
function numbersIn(range: string): readonly string[] | undefined {
  const version = /(?<![\w.])v?(\d+(?:\.\d+){0,2})/.exec(range)?.[1];
  return version?.split(".");
}
