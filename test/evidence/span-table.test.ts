import { expect, it } from "vitest";
import { spanTable } from "../../src/evidence/traces/span-table.ts";

function id(number: number): string {
  return number.toString(16).padStart(16, "0");
}

it("a table of spans finds each of very many, and the one above it", () => {
  const table = spanTable<string>();
  for (let n = 0; n < 50_000; n++) {
    const traceId = id(n >> 2);
    const parent = n % 4 === 0 ? {} : { parent: { traceId, spanId: id(n - 1) } };
    table.add({ traceId, spanId: id(n), ...parent }, `facts ${n % 7}`);
  }
  expect(table.size()).toBe(50_000);
  const wrong = Array.from({ length: 50_000 }, (_, row) => row).filter(
    (row) =>
      table.above(row) !== (row % 4 === 0 ? undefined : row - 1) ||
      table.factsOf(row) !== `facts ${row % 7}`,
  );
  expect(wrong).toEqual([]);
});

it("a span that is met again replaces what was there, and one that is missing has no row", () => {
  const table = spanTable<string>();
  table.add({ traceId: "a", spanId: "1" }, "first");
  table.add({ traceId: "a", spanId: "1", parent: { traceId: "a", spanId: "9" } }, "second");
  expect([table.size(), table.factsOf(0), table.above(0)]).toEqual([1, "second", undefined]);
});
