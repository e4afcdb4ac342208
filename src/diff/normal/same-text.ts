/**
 * A shape as one text, without the places it was read from: equal texts accept equal values. Only
 * for small parts (alternatives, leftovers), never for whole contracts.
 */
export function shapeText(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "origin" || key === "coordinate") return undefined;
    return typeof inner === "bigint" ? inner.toString() : inner;
  });
}

/** The list without those that say the same as an earlier one. */
export function distinctShapes<T>(list: readonly T[]): readonly T[] {
  if (list.length < 2) return list;
  const seen = new Set<string>();
  return list.filter((item) => {
    const text = shapeText(item);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
