import { alternative, aspect } from "../../model/coordinate.ts";
import type { Shape } from "../../model/shape.ts";
import { readDiscriminator } from "./discriminator.ts";
import { subschema, subschemas } from "./schema-draft.ts";
import type { Draft, Keyword } from "./schema-draft.ts";

/** Keywords that combine schemas about the same value (core 10.2; OAS `discriminator`). */
export const COMPOSING: Readonly<Record<string, Keyword>> = {
  allOf: (draft, _value, at) => {
    const parts = subschemas(at, "allOf", () => at.coordinate);
    if (parts !== undefined) draft.allOf = parts;
  },
  anyOf: (draft, _value, at) => {
    const alternatives = subschemas(at, "anyOf", (index) => alternative(at.coordinate, index));
    if (alternatives !== undefined) draft.anyOf = alternatives;
  },
  oneOf: (draft, _value, at) => {
    const alternatives = subschemas(at, "oneOf", (index) => alternative(at.coordinate, index));
    if (alternatives !== undefined) draft.oneOf = alternatives;
  },
  not: (draft, _value, at) => {
    draft.not = subschema(at, "not", aspect(at.coordinate, "not"));
  },
  if: (draft, _value, at) => {
    const conditional: Draft<NonNullable<Shape["conditional"]>> = {
      if: subschema(at, "if", aspect(at.coordinate, "if")),
    };
    for (const branch of ["then", "else"] as const) {
      if (branch in at.schema) conditional[branch] = subschema(at, branch, at.coordinate);
    }
    draft.conditional = conditional;
  },
  contentSchema: (draft, _value, at) => {
    draft.string ??= {};
    draft.string.contentSchema = subschema(at, "contentSchema", aspect(at.coordinate, "content"));
  },
  discriminator: readDiscriminator,
};
