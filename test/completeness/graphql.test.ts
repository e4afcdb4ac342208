import { describe, expect, it } from "vitest";
import { changesOf } from "../diff/compare-texts.ts";
import { isGap, judge } from "./claim.ts";
import { DIRECTIVE_EDITS } from "./graphql/directive-edits.ts";
import { FIELD_EDITS, INPUT_EDITS } from "./graphql/field-edits.ts";
import { INTROSPECTION_MODEL } from "./graphql/introspection-model.ts";
import type { GraphqlEdit } from "./graphql/schema-edit.ts";
import { TYPE_EDITS } from "./graphql/type-edits.ts";

const EDITS: readonly GraphqlEdit[] = [
  ...FIELD_EDITS,
  ...INPUT_EDITS,
  ...TYPE_EDITS,
  ...DIRECTIVE_EDITS,
];

/** What is wrong with what is said of an edit; undefined where nothing is. */
async function complaint({ before, after, claim }: GraphqlEdit): Promise<string | undefined> {
  const { found, claimed } = judge(await changesOf("graphql", before, after), claim);
  if (isGap(claim)) return claimed ? "the gap is closed: make it a claim" : undefined;
  return claimed ? undefined : `${JSON.stringify(claim)} but found ${JSON.stringify(found)}`;
}

describe("Every edit of a schema is claimed or waived", () => {
  it.each(EDITS.map((edit) => [edit.of, edit.place, edit.edit, edit] as const))(
    "%s of a %s: %s",
    async (...[, , , edit]) => {
      expect(await complaint(edit)).toBeUndefined();
    },
  );

  it.each(Object.entries(INTROSPECTION_MODEL))("for every field of %s", (type, fields) => {
    const edited = new Set(EDITS.map(({ of }) => of));
    expect(fields.filter((field) => !edited.has(`${type}.${field}`))).toEqual([]);
  });
});
