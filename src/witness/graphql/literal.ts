import type { Normaliser } from "../../diff/normal/normalise.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Field, ShapeRef } from "../../model/shape.ts";
import { sample, type Step, type Wish } from "../sample.ts";
import { isNullable, listItems, namedTypeOf, type SchemaView } from "./schema-view.ts";

/** How a part of a literal is written instead: marked, or as a variable. */
export interface LiteralEdit {
  readonly at: readonly Step[];
  readonly write: (text: string) => string;
  /** True: the member that the path ends with, `name: value`; else its value. */
  readonly member?: boolean;
}

/** A value as a literal of its type: enum values are names, everything else is as in JSON. */
export function literalText(
  view: SchemaView,
  shape: ShapeRef,
  literal: { readonly value: Json; readonly edits?: readonly LiteralEdit[] },
): string {
  const { value, edits = [] } = literal;
  const text = plainText(view, shape, { value, edits });
  return edits
    .filter(({ at, member }) => at.length === 0 && member !== true)
    .reduce((written, edit) => edit.write(written), text);
}

interface Edited {
  readonly value: Json;
  readonly edits: readonly LiteralEdit[];
}

function plainText(view: SchemaView, shape: ShapeRef, { value, edits }: Edited): string {
  const items = listItems(shape);
  if (items !== undefined && Array.isArray(value)) {
    const texts = value.map((item: Json, index) => {
      const inner = index === 0 ? editsBehind(edits, ({ kind }) => kind === "item") : [];
      return literalText(view, items, { value: item, edits: inner });
    });
    return `[${texts.join(", ")}]`;
  }
  if (value === null) return "null";
  const type = view.type(namedTypeOf(shape));
  if (type?.definition === "enum" && typeof value === "string") return value;
  if (!isJsonObject(value)) return constantText(value);
  const fields = new Map(view.fieldsOf(type?.id ?? "").map((field) => [field.name, field]));
  const members = Object.entries(value).map(([name, member]) => {
    const isMember = (step: Step): boolean => step.kind === "field" && step.name === name;
    const inner = editsBehind(edits, isMember);
    const written = memberText(view, fields.get(name), { value: member, edits: inner });
    return inner
      .filter((edit) => edit.member === true && edit.at.length === 0)
      .reduce((text, edit) => edit.write(text), `${name}: ${written}`);
  });
  return `{${members.join(", ")}}`;
}

function memberText(view: SchemaView, field: Field | undefined, member: Edited): string {
  return field === undefined ? constantText(member.value) : literalText(view, field.shape, member);
}

function editsBehind(
  edits: readonly LiteralEdit[],
  isStep: (step: Step) => boolean,
): readonly LiteralEdit[] {
  return edits.flatMap((edit) => {
    const [first, ...rest] = edit.at;
    return first !== undefined && isStep(first) ? [{ ...edit, at: rest }] : [];
  });
}

/** A literal of no type in particular: JSON with bare keys. */
function constantText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => constantText(item)).join(", ")}]`;
  if (typeof value === "bigint") return value.toString();
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${constantText(member)}`);
  return `{${members.join(", ")}}`;
}

/** Enums with more values and input objects with more fields are not tried in full. */
const MAX_VARIANTS = 200;

/** What each built-in scalar takes (GraphQL, September 2025, 3.5); a scalar of one's own takes anything. */
const SCALARS: Readonly<Record<string, readonly Json[]>> = {
  Int: [1],
  Float: [0.5, 1],
  String: ["a"],
  Boolean: [true],
  ID: ["a", 1],
};
const ANYTHING: readonly Json[] = ["a", 1, 0.5, true, {}];

/** Values that may be sent where a shape is asked for, the simplest first, null last. */
export function* inputValues(side: Normaliser, view: SchemaView, shape: ShapeRef): Generator<Json> {
  const items = listItems(shape);
  if (items !== undefined) {
    for (const item of inputValues(side, view, items)) yield [item];
    yield [];
  } else yield* namedValues(side, view, shape);
  if (isNullable(shape)) yield null;
}

function* namedValues(side: Normaliser, view: SchemaView, shape: ShapeRef): Generator<Json> {
  const type = view.type(namedTypeOf(shape));
  const id = type?.id ?? "";
  if (type?.definition === "input") {
    const wishes: readonly (readonly Wish[])[] = view
      .fieldsOf(id)
      .slice(0, MAX_VARIANTS)
      .map(({ name }) => [{ at: [{ kind: "field", name }], want: "present" }]);
    for (const wished of [[], ...wishes]) {
      const value = sample(side, shape, { direction: "input", wishes: wished });
      if (value !== undefined) yield value;
    }
    return;
  }
  const listed = type?.shape.kind === "shape" ? type.shape.values?.items : undefined;
  if (listed !== undefined) yield* listed.slice(0, MAX_VARIANTS).map(({ value }) => value);
  else yield* Object.hasOwn(SCALARS, id) ? (SCALARS[id] ?? []) : ANYTHING;
}

/**
 * The arguments that a field or directive must have, each as `name: literal`; `given` holds texts
 * for some. Undefined where one has no value that we can write.
 */
export function argumentTexts(
  side: Normaliser,
  view: SchemaView,
  declared: readonly Field[],
  given: ReadonlyMap<string, string> = new Map(),
): readonly string[] | undefined {
  const texts: string[] = [];
  for (const { name, required, shape } of declared) {
    const text = given.get(name);
    if (text !== undefined) texts.push(text);
    if (text !== undefined || !required) continue;
    const value = sample(side, shape, { direction: "input" });
    if (value === undefined) return undefined;
    texts.push(`${name}: ${literalText(view, shape, { value })}`);
  }
  return texts;
}
