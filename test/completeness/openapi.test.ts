import { describe, expect, it } from "vitest";
import { changesOf } from "../diff/compare-texts.ts";
import { isGap, judge, type Claim } from "./claim.ts";
import { DOCUMENT_EDITS } from "./openapi/document-edits.ts";
import { MESSAGE_EDITS } from "./openapi/message-edits.ts";
import type { ObjectEdit } from "./openapi/object-edit.ts";
import { OBJECT_MODEL, SCHEMA_VOCABULARY } from "./openapi/object-model.ts";
import { OPERATION_EDITS } from "./openapi/operation-edits.ts";
import type { SchemaEdit } from "./openapi/schema-edit.ts";
import { SCHEMA_EDITS, UNEDITED_KEYWORDS } from "./openapi/schema-edits.ts";
import { SCHEMA_PLACES, type SchemaPlace } from "./openapi/schema-places.ts";
import { SECURITY_EDITS } from "./openapi/security-edits.ts";

function fits(place: SchemaPlace, edit: SchemaEdit): boolean {
  if (edit.propertiesOnly === true) return ["property", "property of a form"].includes(place.kind);
  return edit.membersOnly !== true || place.member === true;
}

/** What is wrong with what is said of an edit; undefined where nothing is. */
async function complaint(before: string, after: string, claim: Claim): Promise<string | undefined> {
  const { found, claimed } = judge(await changesOf("openapi", before, after), claim);
  if (isGap(claim)) return claimed ? "the gap is closed: make it a claim" : undefined;
  return claimed ? undefined : `${JSON.stringify(claim)} but found ${JSON.stringify(found)}`;
}

async function complaintsAt(place: SchemaPlace): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const edit of SCHEMA_EDITS) {
    if (!fits(place, edit)) continue;
    const claim = (edit.at?.[place.kind] ?? edit.verdict)[place.direction];
    const [before, after] = [place.document(edit.before), place.document(edit.after)];
    const wrong = await complaint(before, after, claim);
    if (wrong !== undefined) complaints.push(`${edit.keyword}, ${edit.edit}: ${wrong}`);
  }
  return complaints;
}

describe("Every edit of a schema is claimed or waived", () => {
  it.each(SCHEMA_PLACES.map((place) => [place.place, place] as const))(
    "as the schema of a %s",
    async (_, place) => {
      expect(await complaintsAt(place)).toEqual([]);
    },
  );

  it("for every keyword there is", () => {
    const edited = new Set(SCHEMA_EDITS.map(({ keyword }) => keyword));
    const missing = SCHEMA_VOCABULARY.filter(
      (keyword) => !edited.has(keyword) && !Object.hasOwn(UNEDITED_KEYWORDS, keyword),
    );
    expect(missing).toEqual([]);
  });
});

const OBJECT_EDITS: readonly ObjectEdit[] = [
  ...DOCUMENT_EDITS,
  ...OPERATION_EDITS,
  ...MESSAGE_EDITS,
  ...SECURITY_EDITS,
];

describe("Every edit of the object model is claimed or waived", () => {
  it.each(OBJECT_EDITS.map((edit) => [edit.object, edit.field, edit.edit, edit] as const))(
    "%s, %s: %s",
    async (...[, , , edit]) => {
      expect(await complaint(edit.before, edit.after, edit.claim)).toBeUndefined();
    },
  );

  it.each(Object.entries(OBJECT_MODEL))("for every field of %s", (object, fields) => {
    const edited = new Set(
      OBJECT_EDITS.filter((edit) => edit.object === object).map(({ field }) => field),
    );
    expect(fields.filter((field) => !edited.has(field))).toEqual([]);
  });
});
