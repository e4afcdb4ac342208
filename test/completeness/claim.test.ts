import { describe, expect, it } from "vitest";
import { changesOf } from "../diff/compare-texts.ts";
import { operationOf } from "../diff/openapi-texts.ts";
import { gap, isGap, judge, silent } from "./claim.ts";

describe("A claim", () => {
  const before = operationOf({});
  const after = operationOf({ deprecated: true });

  it("is met by the rule with its severity, and nothing worse", async () => {
    const changes = await changesOf("openapi", before, after);
    expect(judge(changes, "compatible deprecation-added").claimed).toBe(true);
    expect(judge(changes, "breaking deprecation-added").claimed).toBe(false);
    expect(judge(changes, silent("Nobody is concerned.")).claimed).toBe(false);
    expect(judge([], silent("Nobody is concerned.")).claimed).toBe(true);
  });

  it("that is a gap closes once what should be said is said", async () => {
    const open = gap("dangerous deprecation-added", "It is not said yet.");
    const closed = gap("compatible deprecation-added", "It is said by now.");
    const changes = await changesOf("openapi", before, after);
    expect([open, closed].map(isGap)).toEqual([true, true]);
    expect(judge(changes, open).claimed).toBe(false);
    expect(judge(changes, closed).claimed).toBe(true);
  });
});
