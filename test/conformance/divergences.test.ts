import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Divergence {
  readonly suite: string;
  readonly id?: string;
  readonly peerRule?: string;
  readonly ours: string;
  readonly reason: string;
}

const TEXT = readFileSync(new URL("divergences.json", import.meta.url), "utf8");
const ENTRIES: readonly Divergence[] = JSON.parse(TEXT);

describe("the list of divergences", () => {
  it("is not empty, and no entry has swallowed another", () => {
    expect(ENTRIES.length).toBeGreaterThan(50);
    // A merge that joins two entries leaves one object with a key twice, which JSON.parse forgives.
    expect(TEXT.match(/"reason":/g)).toHaveLength(ENTRIES.length);
    expect(TEXT.match(/"suite":/g)).toHaveLength(ENTRIES.length);
  });

  it("says each thing once", () => {
    const said = ENTRIES.map(({ suite, id, peerRule, ours }) => [suite, id, peerRule, ours].join());
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
  });

  it.each(ENTRIES.map((entry) => [entry.id ?? entry.peerRule, entry] as const))(
    "%s: names a case or a rule, our severity and a reason",
    (_, { suite, id, peerRule, ours, reason }) => {
      expect([id, peerRule].filter((name) => name !== undefined)).toHaveLength(1);
      expect(id ?? `${suite}/`).toContain(`${suite}/`);
      expect(["breaking", "dangerous", "compatible"]).toContain(ours);
      expect(reason).toMatch(/^.{20,}\.$/s);
    },
  );
});
