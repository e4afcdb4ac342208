import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import type { Surface } from "../../src/model/semantics.ts";
import { worse, type Severity } from "../../src/rules/rule.ts";
import { changesOf } from "../diff/compare-texts.ts";
import { DESCRIPTOR_MODEL } from "./protobuf/descriptor-model.ts";
import { FEATURE_EDITS } from "./protobuf/feature-edits.ts";
import { FIELD_EDITS } from "./protobuf/field-edits.ts";
import { FILE_EDITS } from "./protobuf/file-edits.ts";
import type { ProtoClaim, ProtoEdit } from "./protobuf/proto-edit.ts";
import { SCALAR_TYPE_EDITS } from "./protobuf/scalar-types.ts";
import { SERVICE_EDITS } from "./protobuf/service-edits.ts";

const EDITS: readonly ProtoEdit[] = [
  ...FIELD_EDITS,
  ...FEATURE_EDITS,
  ...FILE_EDITS,
  ...SERVICE_EDITS,
];
const SURFACES = ["wire", "json", "source", "promise"] as const;

function worstOn(surface: Surface, changes: readonly Change[]): Severity {
  return changes
    .flatMap(({ effects }) => effects)
    .filter((effect) => effect.surface === surface)
    .reduce<Severity>((worst, { severity }) => worse(worst, severity), "compatible");
}

/** What was found, in the form of a claim. */
function foundIn(changes: readonly Change[], claim: ProtoClaim) {
  const rules = changes.map(({ rule }) => String(rule));
  const rule =
    claim.rule !== undefined && rules.includes(claim.rule)
      ? claim.rule
      : rules.join(" ") || undefined;
  return {
    rule,
    ...Object.fromEntries(SURFACES.map((surface) => [surface, worstOn(surface, changes)])),
  };
}

function expectedOf(claim: ProtoClaim) {
  return {
    rule: claim.rule,
    ...Object.fromEntries(SURFACES.map((surface) => [surface, claim[surface] ?? "compatible"])),
  };
}

describe("Every edit of a file is claimed or waived", () => {
  const claimed = EDITS.filter(({ claim }) => claim.gap === undefined);
  const gaps = EDITS.filter(({ claim }) => claim.gap !== undefined);

  it.each(claimed.map((edit) => [edit.of, edit.edit, edit] as const))(
    "%s: %s",
    async (...[, , { before, after, claim }]) => {
      const changes = await changesOf("protobuf", before, after);
      expect(foundIn(changes, claim)).toEqual(expectedOf(claim));
    },
  );

  it.each(gaps.map((edit) => [edit.of, edit.edit, edit] as const))(
    "is a claim once it is said: %s: %s",
    async (...[, , { before, after, claim }]) => {
      const changes = await changesOf("protobuf", before, after);
      expect(foundIn(changes, claim)).not.toEqual(expectedOf(claim));
    },
  );

  it.each(Object.entries(DESCRIPTOR_MODEL))("for every field of %s", (message, fields) => {
    const edited = new Set([...EDITS, ...SCALAR_TYPE_EDITS].map(({ of }) => of));
    expect(fields.filter((field) => !edited.has(`${message}.${field}`))).toEqual([]);
  });
});

describe("Every scalar type", () => {
  it("read as every other one has a severity on each surface, in each direction", async () => {
    const wrong: string[] = [];
    for (const { edit, before, after, claim } of SCALAR_TYPE_EDITS) {
      const found = foundIn(await changesOf("protobuf", before, after), claim);
      if (JSON.stringify(found) !== JSON.stringify(expectedOf(claim)))
        wrong.push(`${edit}: ${JSON.stringify(found)}`);
    }
    expect(wrong).toEqual([]);
    expect(SCALAR_TYPE_EDITS).toHaveLength(15 * 14 * 2);
  });
});
