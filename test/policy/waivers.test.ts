import { describe, expect, it } from "vitest";
import { hasReached } from "../../src/policy/release.ts";
import { heldBy, isExpired, rulingOn } from "../../src/policy/waivers.ts";
import type { ContentIds, Waiver, WaiverBook } from "../../src/policy/waivers.ts";

const KEY = "ded9cfc3b7eb82f3";
const NOW: ContentIds = { before: "b1", after: "a1" };

function waiver(parts: Partial<Waiver> = {}): Waiver {
  return {
    key: KEY,
    reason: "nobody reads it",
    owner: "payments",
    expires: { kind: "date", date: "2027-01-31" },
    place: { file: "contract-drift.waivers.yaml", line: 2, column: 5 },
    ...parts,
  };
}

function book(waivers: readonly Waiver[], parts: Partial<WaiverBook> = {}): WaiverBook {
  const byKey = Map.groupBy(waivers, ({ key }) => key);
  return { byKey, held: new Set(), today: "2026-11-22", releases: [], ...parts };
}

function ruling(given: WaiverBook, content: ContentIds = NOW) {
  const found = rulingOn(KEY, given, () => content);
  return found && { state: found.state, added: found.added };
}

describe("an entry of the branch", () => {
  it("excuses its change", () => {
    expect(ruling(book([waiver()]))).toEqual({ state: "valid", added: true });
  });

  it("keeps excusing it while the branch goes on changing the contract", () => {
    expect(ruling(book([waiver({ madeFor: { before: "b1", after: "a0" } })]))).toEqual({
      state: "valid",
      added: true,
    });
  });

  it("excuses nothing else", () => {
    expect(ruling(book([waiver({ key: "0000000000000000" })]))).toBeUndefined();
  });

  it("ends with its day", () => {
    const one = waiver({ expires: { kind: "date", date: "2026-11-22" } });
    expect(ruling(book([one]))?.state).toBe("valid");
    expect(ruling(book([one], { today: "2026-11-23" }))?.state).toBe("expired");
  });

  it("ends with its release", () => {
    const one = waiver({ expires: { kind: "release", release: "v2.0" } });
    expect(ruling(book([one], { releases: ["v1.9.3"] }))?.state).toBe("valid");
    expect(ruling(book([one], { releases: ["v1.9.3", "v2.0.1"] }))?.state).toBe("expired");
  });

  it("counts where an expired one says the same", () => {
    const expired = waiver({ expires: { kind: "date", date: "2026-01-01" } });
    expect(ruling(book([expired, waiver()]))?.state).toBe("valid");
    expect(ruling(book([waiver(), expired]))?.state).toBe("valid");
  });
});

describe("an entry that the base holds already", () => {
  const held = (one: Waiver): WaiverBook => book([one], { held: new Set([one]) });

  it("excuses exactly the content it was made for: a change that was approved beforehand", () => {
    expect(ruling(held(waiver({ madeFor: NOW })))).toEqual({ state: "valid", added: false });
  });

  it.each([
    ["another before", { before: "b0", after: "a1" }],
    ["another after", { before: "b1", after: "a0" }],
    ["nothing said", undefined],
  ])("never excuses a later change of the same element: made for %s", (_, madeFor) => {
    const one = waiver(madeFor === undefined ? {} : { madeFor });
    expect(ruling(held(one))?.state).toBe("dead");
  });

  it("is one that stands there in the same words, wherever it stands", () => {
    const place = { file: "contract-drift.waivers.yaml", line: 9, column: 5 };
    const [same, longer] = [
      waiver({ place }),
      waiver({ expires: { kind: "date", date: "2028-01-31" } }),
    ];
    expect(heldBy([waiver()], [same, longer])).toEqual(new Set([same]));
  });

  it("asks for the content only where it has to", () => {
    const content = (): ContentIds => {
      throw new Error("asked");
    };
    expect(() => rulingOn(KEY, book([waiver()]), content)).not.toThrow();
    expect(() => rulingOn("0000000000000000", held(waiver()), content)).not.toThrow();
  });
});

describe("a release", () => {
  it.each([
    ["v2.0", ["v2.0"], true],
    ["v2.0", ["2.0.0"], true],
    ["v2.0", ["v1.99"], false],
    ["v2.0", ["v10.0"], true],
    ["v2.0", ["v2.0.0-rc.1"], false],
    ["v2.0", ["v2.0.0+build"], true],
    ["v2.0", ["orders-v3.0"], false],
    ["orders-v2.0", ["orders-v2.1", "v9"], true],
    ["2.0.0-rc.1", ["2.0.0-rc.1"], true],
    ["autumn", ["autumn"], true],
    ["autumn", ["winter", "v1"], false],
    ["v2.0", [], false],
  ])("%s with the tags %j is out: %s", (release, tags, out) => {
    expect(hasReached(release, tags)).toBe(out);
    expect(isExpired({ kind: "release", release }, { today: "2026-11-22", releases: tags })).toBe(
      out,
    );
  });
});
