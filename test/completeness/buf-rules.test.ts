import { describe, expect, it } from "vitest";
import { isRuleId, RULE_IDS, RULES } from "../../src/rules/index.ts";
import { changesOf } from "../diff/compare-texts.ts";
import { BUF_EDITS } from "./protobuf/buf-edits.ts";

const BUF_RULES = 64;
const SURFACES = ["wire", "json", "source"] as const;

describe("Every rule of buf breaking", () => {
  it("has a pair of files that fires it, once", () => {
    expect(new Set(BUF_EDITS.map(({ id }) => id)).size).toBe(BUF_RULES);
    expect(BUF_EDITS).toHaveLength(BUF_RULES);
  });

  it("is known to the catalogue, and nothing else is", () => {
    const known = new Set(RULE_IDS.flatMap((id) => RULES[id].peers?.buf ?? []));
    expect([...known].toSorted()).toEqual(BUF_EDITS.map(({ id }) => id).toSorted());
  });

  it.each(BUF_EDITS.map((edit) => [edit.id, edit.rule, edit] as const))(
    "%s is told by %s",
    async (id, rule, { before, after, surfaces }) => {
      const changes = (await changesOf("protobuf", before, after)).filter(
        (change) => change.rule === rule,
      );
      const felt = SURFACES.filter((surface) =>
        changes.some(({ effects }) =>
          effects.some((effect) => effect.surface === surface && effect.severity !== "compatible"),
        ),
      );
      expect({ rules: changes.length > 0, felt }).toEqual({ rules: true, felt: surfaces });
      expect(isRuleId(rule) ? RULES[rule].peers?.buf : []).toContain(id);
    },
  );
});
