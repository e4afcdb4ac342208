import { describe, expect, it } from "vitest";
import { lineIndex } from "../../src/formats/line-index.ts";

describe("lineIndex", () => {
  const text = "ab\ncd\r\n\re\u{1f600}f";

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [6, 2, 4],
    [7, 3, 1],
    [8, 4, 1],
    [11, 4, 4],
    [999, 4, 5],
    [-1, 1, 1],
  ])("puts offset %i at line %i, column %i", (offset, line, column) => {
    expect(lineIndex(text).at(offset)).toEqual({ line, column });
  });

  it("has one line where the text is empty", () => {
    expect(lineIndex("").at(0)).toEqual({ line: 1, column: 1 });
  });
});
