import { describe, expect, it } from "vitest";
import { currentRuleId, firstRuleId, isRuleId, RULE_IDS, RULES } from "../../src/rules/index.ts";
import { SEVERITIES, type Facts, type Level } from "../../src/rules/rule.ts";
import { KNOWN_IDS } from "./known-ids.ts";
import { OPPOSITES, WITHOUT_MIRROR } from "./mirrors.ts";

describe("Ids of rules", () => {
  it("never vanish: each that was ever known still stands for a rule", () => {
    expect(KNOWN_IDS.filter((id) => currentRuleId(id) === undefined)).toEqual([]);
  });

  it("are recorded as soon as they are there", () => {
    expect(RULE_IDS.filter((id) => !KNOWN_IDS.includes(id))).toEqual([]);
  });

  it("are sorted and listed once in the record", () => {
    expect([...new Set(KNOWN_IDS)].sort()).toEqual(KNOWN_IDS);
  });

  it("that are retired belong to one rule and are no rule themselves", () => {
    const retired = RULE_IDS.flatMap((id) => RULES[id].retired ?? []);
    expect(new Set(retired).size).toBe(retired.length);
    expect(retired.filter((id) => isRuleId(id))).toEqual([]);
    expect(RULE_IDS.map(firstRuleId)).toHaveLength(new Set(RULE_IDS.map(firstRuleId)).size);
  });

  it.each(RULE_IDS)("name no direction, format or severity: %s", (id) => {
    const words = id.split("-");
    const forbidden = ["input", "output", "openapi", "graphql", "protobuf", "proto", ...SEVERITIES];
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    expect(words.filter((word) => forbidden.includes(word))).toEqual([]);
  });
});

const PLACEHOLDERS = new Set(["kind", "element", "name", "keyword", "before", "after", "detail"]);

describe.each(RULE_IDS)("The rule %s", (id) => {
  const rule = RULES[id];

  it("says what it is, why it hurts, and what to do", () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.explanation).toMatch(/^[A-Z].*\.$/s);
    expect(rule.advice).toMatch(/^[A-Z].*\.$/s);
  });

  it("is worded with what a finding carries", () => {
    const used = [...rule.wording.matchAll(/\{(\w*)\}/g)].map((match) => match[1] ?? "");
    expect(used.filter((name) => !PLACEHOLDERS.has(name))).toEqual([]);
    expect(rule.wording).toMatch(/\{(?:element|name|before|detail)\}/);
  });

  it("has levels that facts can choose from", () => {
    const levels = Object.values(rule.severity).flatMap((one) => [one.input, one.output]);
    expect(levels.length).toBeGreaterThan(0);
    expect(levels.flatMap(wrongIn)).toEqual([]);
  });

  it("names each peer's id once, as the peer writes it", () => {
    for (const [peer, ids] of Object.entries(rule.peers ?? {})) {
      expect([peer, new Set(ids).size]).toEqual([peer, ids.length]);
      const pattern = PEER_IDS[peer] ?? /^$/;
      expect(ids.filter((peerId: string) => !pattern.test(peerId))).toEqual([]);
    }
  });
});

const PEER_IDS: Readonly<Record<string, RegExp>> = {
  oasdiff: /^[a-z0-9]+(?:-[a-z0-9]+)+$/,
  "openapi-diff": /^incompatible(?:\.[a-z0-9-]+)+$/,
  buf: /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/,
  "graphql-js": /^[A-Z]+(?:_[A-Z]+)+$/,
  "graphql-inspector": /^[A-Z]+(?:_[A-Z]+)+$/,
};

/** The values that a fact can have; a variant is the rule's own word. */
const FACTS: Readonly<Record<Exclude<keyof Facts, "variant">, readonly string[]>> = {
  presence: ["required", "optional"],
  unknown: ["rejected", "ignored"],
  list: ["open", "closed"],
  selection: ["explicit", "whole"],
  alternatives: ["skipped", "taken-for-known", "fatal"],
  reached: ["reached", "unreached"],
  rest: ["last", "others-remain"],
};

function wrongIn(level: Level): readonly string[] {
  if (typeof level === "string") return SEVERITIES.includes(level) ? [] : [level];
  const known = level.by === "variant" ? undefined : FACTS[level.by];
  const cases = Object.keys(level.cases).filter((value) => known?.includes(value) === false);
  return [...cases, ...[...Object.values(level.cases), level.otherwise].flatMap(wrongIn)];
}

/** The id with its ending turned round, where it has one of the endings. */
function mirrorOf(id: string): string | undefined {
  for (const [a, b] of OPPOSITES) {
    if (id.endsWith(`-${a}`)) return id.slice(0, -a.length) + b;
    if (id.endsWith(`-${b}`)) return id.slice(0, -b.length) + a;
  }
  return undefined;
}

describe("Every rule that says one way", () => {
  const oneWay = RULE_IDS.filter((id) => mirrorOf(id) !== undefined);

  it.each(oneWay)("has a rule that says the other, or a reason: %s", (id) => {
    const mirror = mirrorOf(id) ?? "";
    const reason = WITHOUT_MIRROR[id];
    expect({ mirror, found: isRuleId(mirror) || reason !== undefined }).toEqual({
      mirror,
      found: true,
    });
  });

  it("is excused only where it has no mirror", () => {
    const idle = Object.keys(WITHOUT_MIRROR).filter((id) => {
      const mirror = mirrorOf(id);
      return !isRuleId(id) || mirror === undefined || isRuleId(mirror);
    });
    expect(idle).toEqual([]);
  });
});
