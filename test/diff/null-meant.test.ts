import { describe, expect, it } from "vitest";
import { compareSchemas, findWitness } from "../properties/openapi/referee.ts";
import { TEXT, WHOLE, type Schema } from "./openapi-texts.ts";

/** `nullable` without effect: the list has no null (OpenAPI 3.0.4, 4.7.24.1). */
const LISTED: Schema = { ...TEXT, enum: ["a", "b"], nullable: true };
const MAYBE_LISTED: Schema = { oneOf: [WHOLE, LISTED] };

const twoOf = (contains: Schema): Schema => ({ type: "array", contains, minContains: 2 });

const in30 = (schema: Schema) => ({ schema, components: {}, version: "3.0.3" }) as const;
const in31 = (schema: Schema) => ({ schema, components: {}, version: "3.1.0" }) as const;

describe("Null that a list may have been meant to hold", () => {
  it("leaves undecided what changed, where items may be null from now on", async () => {
    const before = in30(twoOf(LISTED));
    const after = in30(twoOf({ anyOf: [LISTED, { enum: [null] }] }));
    expect(await findWitness(before, after, "output")).toBeDefined();
    expect((await compareSchemas(before, after, "output")).verdict).toBe("dangerous");
  });

  it("decides nothing in alternatives that another one absorbs", async () => {
    const absorbed = { anyOf: [MAYBE_LISTED, { allOf: [MAYBE_LISTED, { minLength: 1 }] }] };
    const [before, after] = [in30(MAYBE_LISTED), in31(absorbed)];
    expect(await findWitness(before, after, "input")).toBeUndefined();
    expect((await compareSchemas(before, after, "input")).verdict).not.toBe("breaking");
  });
});
