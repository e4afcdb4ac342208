import type { Json } from "../../../src/model/json.ts";

const SCALARS: readonly Json[] = [
  null,
  true,
  false,
  -1,
  0,
  1,
  2,
  3,
  1.5,
  "",
  "a",
  "b",
  "ab",
  "aa",
  "abc",
  "c",
  "2026-01-01",
  "00000000-0000-4000-8000-000000000000",
  2_147_483_648,
];
const SHORT: readonly Json[] = [null, true, 0, 1, 2, "a", "b", "ab", ""];

/** Every value of a small finite world: scalars, short lists, objects over two names. */
export const WORLD: readonly Json[] = [
  ...SCALARS,
  [],
  ...SHORT.map((value) => [value]),
  ...SHORT.flatMap((value) => SHORT.slice(0, 5).map((other) => [value, other])),
  {},
  ...SHORT.map((a) => ({ a })),
  ...SHORT.map((b) => ({ b })),
  ...SHORT.flatMap((a) => SHORT.map((b) => ({ a, b }))),
  ...SHORT.flatMap((c) => [{ c }, { ab: c }, { a: 0, c }, { a: "a", b: "b", c }]),
  ...[{}, { a: "a" }, { b: 0 }, { a: 1, b: "b" }, []].flatMap((inner: Json) => [
    { a: inner },
    { b: inner },
    { a: inner, b: "a" },
    { a: 0, b: inner },
    [inner],
    [0, inner],
  ]),
  { a: { a: { a: "a" } } },
  { a: { b: { b: 0 } }, b: [] },
  { b: { b: { a: null } } },
  [["a"]],
  [[0, "b"]],
  ["a", "a", "b"],
  [0, 1, 2],
  [1, 1, 1],
];
