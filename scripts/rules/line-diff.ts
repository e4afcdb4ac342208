/** Lines that are kept around a difference. */
const CONTEXT = 4;

type Mark = " " | "-" | "+";

/** The difference of two texts, line by line, with a few lines around each. */
export function lineDiff(before: string, after: string): readonly string[] {
  const marked = compare(before.trimEnd().split("\n"), after.trimEnd().split("\n"));
  const near = marked.map((_, index) =>
    marked.some(([mark], other) => mark !== " " && Math.abs(other - index) <= CONTEXT),
  );
  return marked.flatMap(([mark, text], index) => {
    if (near[index] === true) return [`${mark} ${text}`.trimEnd()];
    return near[index + 1] === true ? ["  …"] : [];
  });
}

/** By the longest common subsequence; fixtures have a few dozen lines. */
function compare(a: readonly string[], b: readonly string[]): readonly (readonly [Mark, string])[] {
  const lengths = tableOf(a, b);
  const result: [Mark, string][] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      result.push([" ", a[i] ?? ""]);
      [i, j] = [i + 1, j + 1];
    } else if (j >= b.length || (i < a.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      result.push(["-", a[i] ?? ""]);
      i += 1;
    } else {
      result.push(["+", b[j] ?? ""]);
      j += 1;
    }
  }
  return result;
}

function tableOf(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] =
        a[i] === b[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
