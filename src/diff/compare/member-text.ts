import { canonicalJson } from "../../model/json.ts";
import type { Field, ObjectFacet, ShapeRef } from "../../model/shape.ts";
import type { Normal } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import { textOf, typeName, typeText } from "./text.ts";

/** More members, or values, of an alternative are not written. */
const MOST = 3;

/**
 * An alternative in a message: the names of the types it is made of, else what it accepts; and what
 * tells one without a name of its own apart, so that two of them are not taken for one:
 * `Card & Saved`, `Payment with type "card"`, `object with assignees, …`.
 */
export function memberText(member: ShapeRef, side: Normaliser): string {
  if (member.kind === "ref") return typeName(member.to);
  const parts = member.allOf ?? [];
  const names = parts.flatMap((part) => (part.kind === "ref" ? [typeName(part.to)] : []));
  if (names.length === 0) {
    const normal = side.normal(member);
    return withMembers(valuesText(normal) ?? typeText(normal, side), [normal.object], side);
  }
  const own = parts.flatMap((part) => (part.kind === "ref" ? [] : [part.object]));
  return withMembers(names.join(" & "), [...own, member.object], side);
}

function valuesText({ values, nominal }: Normal): string | undefined {
  if (values === undefined || nominal !== undefined || values.items.length > MOST) return undefined;
  return values.items.map(({ value }) => canonicalJson(value)).join(" | ");
}

function withMembers(
  text: string,
  objects: readonly (ObjectFacet | undefined)[],
  side: Normaliser,
): string {
  const members = tellingMembers(
    objects.filter((object) => object !== undefined),
    side,
  );
  if (members.length === 0) return text;
  const more = members.length > MOST ? ", …" : "";
  return `${text} with ${members.slice(0, MOST).join(", ")}${more}`;
}

/** Members of one single value if there are any, else those that must be there, else all. */
function tellingMembers(objects: readonly ObjectFacet[], side: Normaliser): readonly string[] {
  const fields = objects.flatMap((object) => object.fields);
  const single = fields.flatMap((field) => singleValue(field, side));
  if (single.length > 0) return single;
  const required = [
    ...fields.filter((field) => field.required).map((field) => field.name),
    ...objects.flatMap((object) => object.required ?? []),
  ];
  return required.length > 0 ? required : fields.map((field) => field.name);
}

function singleValue({ name, shape }: Field, side: Normaliser): readonly string[] {
  const items = side.normal(shape).values?.items ?? [];
  return items.length === 1
    ? items.map(({ value }) => `${name} ${textOf(canonicalJson(value))}`)
    : [];
}
