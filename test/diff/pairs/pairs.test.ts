import { describe, expect, it } from "vitest";
import { changesOf } from "../compare-texts.ts";
import { ACCESS } from "./access.ts";
import { BODIES } from "./bodies.ts";
import { OPERATIONS } from "./operations.ts";
import { PARAMETERS } from "./parameters.ts";
import type { DocumentPair } from "./shop.ts";

describe.each([
  ["parameters", PARAMETERS],
  ["bodies", BODIES],
  ["operations", OPERATIONS],
  ["access", ACCESS],
] as const)("Pairs of documents: %s", (_, pairs: readonly DocumentPair[]) => {
  it.each(pairs)("%s", async (...[, before, after, said]) => {
    const changes = await changesOf("openapi", JSON.stringify(before), JSON.stringify(after));
    const found = changes.map(({ severity, rule }) => `${severity} ${rule}`).toSorted();
    expect(found).toEqual(said);
  });
});
