import { constant } from "../../model/coordinate.ts";
import { equalJson, isJsonObject, type Json } from "../../model/json.ts";
import type { EnumValue, NumberFacet, StringFacet, ValueType } from "../../model/shape.ts";
import { childPointer } from "../document/pointer.ts";
import { malformed } from "./schema-draft.ts";
import type { Keyword, SchemaAt, ShapeDraft } from "./schema-draft.ts";

/** Keywords about single values (JSON Schema validation 6.1 to 6.3, 7, 9; OAS 3.0 `nullable`). */
export const VALUES: Readonly<Record<string, Keyword>> = {
  type: readType,
  enum: (draft, value, at) => {
    if (!Array.isArray(value)) malformed(at, "enum", "a list of values");
    else if (!("const" in at.schema)) {
      draft.values = { open: false, items: itemsOf(at, "enum", value) };
    }
  },
  const: (draft, value, at) => {
    const pointer = childPointer(at.node.pointer, "const");
    const listed = at.schema["enum"];
    // Beside a list that does not hold it, a constant leaves nothing.
    const isListed = !Array.isArray(listed) || listed.some((item) => equalJson(item, value));
    draft.values = { open: false, items: isListed ? [enumValue(at, value, pointer)] : [] };
  },
  "x-extensible-enum": (draft, value, at) => {
    if (!Array.isArray(value)) malformed(at, "x-extensible-enum", "a list of values");
    else if (!("enum" in at.schema) && !("const" in at.schema)) {
      draft.values = { open: true, items: itemsOf(at, "x-extensible-enum", value) };
    }
  },
  format: (draft, value, at) => {
    if (typeof value !== "string") malformed(at, "format", "a text");
    else draft.format = value;
  },
  minimum: (draft, value, at) => {
    if (at.schema["exclusiveMinimum"] !== true) setNumber(draft, "minimum", value, at);
  },
  maximum: (draft, value, at) => {
    if (at.schema["exclusiveMaximum"] !== true) setNumber(draft, "maximum", value, at);
  },
  exclusiveMinimum: (draft, value, at) => {
    setExclusive(draft, { exclusive: "exclusiveMinimum", bound: "minimum" }, value, at);
  },
  exclusiveMaximum: (draft, value, at) => {
    setExclusive(draft, { exclusive: "exclusiveMaximum", bound: "maximum" }, value, at);
  },
  multipleOf: (draft, value, at) => {
    setNumber(draft, "multipleOf", value, at);
  },
  minLength: (draft, value, at) => {
    setString(draft, "minLength", count(value, "minLength", at));
  },
  maxLength: (draft, value, at) => {
    setString(draft, "maxLength", count(value, "maxLength", at));
  },
  pattern: (draft, value, at) => {
    if (typeof value !== "string") malformed(at, "pattern", "a text");
    else setString(draft, "patterns", [value]);
  },
  contentMediaType: (draft, value, at) => {
    if (typeof value !== "string") malformed(at, "contentMediaType", "a text");
    else setString(draft, "contentMediaType", value.toLowerCase());
  },
  contentEncoding: (draft, value, at) => {
    if (typeof value !== "string") malformed(at, "contentEncoding", "a text");
    else setString(draft, "contentEncoding", value.toLowerCase());
  },
  default: (draft, value) => {
    draft.default = value;
  },
  readOnly: (draft, value) => {
    if (value === true) draft.readOnly = true;
  },
  writeOnly: (draft, value) => {
    if (value === true) draft.writeOnly = true;
  },
  deprecated: (draft, _value, at) => {
    const deprecation = at.reading.lifecycle.deprecation(at.schema);
    if (deprecation !== undefined) draft.deprecation = deprecation;
  },
  xml: (draft, value, at) => {
    draft.attributes = { ...draft.attributes, xml: xmlOf(value, at) };
  },
};

/**
 * The XML Object with its defaults filled in and in the words of 3.2 (4.8.26): `attribute` and
 * `wrapped` are kinds of node, and text is text in a CDATA section. A prefix is for the writer to choose.
 */
function xmlOf(xml: Json, at: SchemaAt): Json {
  if (!isJsonObject(xml)) {
    malformed(at, "xml", "an object");
    return {};
  }
  const { name, namespace, nodeType, attribute, wrapped } = xml;
  const isList = at.schema["type"] === "array";
  const written = nodeType === "cdata" ? "text" : nodeType;
  const assumed =
    attribute === true ? "attribute" : isList && wrapped !== true ? "none" : "element";
  return {
    nodeType: written ?? assumed,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function isValueType(name: Json): name is ValueType {
  return typeof name === "string" && Object.hasOwn(ALONE, name);
}

/**
 * A type nobody knows admits everything, as a keyword nobody knows does. `nullable` adds null only
 * beside a `type`, and never to an `enum` that lacks it (OAS 3.0.3, 4.7.24.1 and its proposal).
 */
function readType(draft: ShapeDraft, value: Json, at: SchemaAt): void {
  const { nullable } = at.around.dialect;
  const addsNull = nullable !== undefined && at.schema[nullable] === true;
  if (isValueType(value)) {
    draft.types = addsNull && value !== "null" ? [value, "null"] : ALONE[value];
  } else if (value === "file") {
    draft.types = ALONE.string;
    draft.format ??= "binary";
  } else if (Array.isArray(value) && value.every(isValueType)) {
    draft.types = [...new Set(addsNull ? [...value, "null" as const] : value)];
  } else malformed(at, "type", `one of ${Object.keys(ALONE).join(", ")}`);
}

/** One list for all shapes of a single type. */
const ALONE: Readonly<Record<ValueType, readonly ValueType[]>> = {
  null: ["null"],
  boolean: ["boolean"],
  integer: ["integer"],
  number: ["number"],
  string: ["string"],
  array: ["array"],
  object: ["object"],
};

function itemsOf(at: SchemaAt, keyword: string, values: readonly Json[]): readonly EnumValue[] {
  const parent = childPointer(at.node.pointer, keyword);
  return values.map((value, index) => enumValue(at, value, childPointer(parent, index)));
}

function enumValue(at: SchemaAt, value: Json, pointer: string): EnumValue {
  return {
    kind: "enum-value",
    coordinate: constant(at.coordinate, value),
    origin: { file: at.node.file.path, pointer },
    value,
  };
}

function setNumber(
  draft: ShapeDraft,
  key: keyof NumberFacet,
  value: Json | undefined,
  at: SchemaAt,
): void {
  if (typeof value !== "number" && typeof value !== "bigint") malformed(at, key, "a number");
  else (draft.number ??= {})[key] = value;
}

interface Exclusive {
  readonly exclusive: "exclusiveMinimum" | "exclusiveMaximum";
  readonly bound: "minimum" | "maximum";
}

/** Up to draft 4 and in OAS 3.0 the keyword is a boolean that speaks of the bound beside it. */
function setExclusive(
  draft: ShapeDraft,
  { exclusive, bound }: Exclusive,
  value: Json,
  at: SchemaAt,
): void {
  if (value === false) return;
  if (value !== true) setNumber(draft, exclusive, value, at);
  else if (bound in at.schema) setNumber(draft, exclusive, at.schema[bound], at);
}

function setString<K extends keyof StringFacet>(
  draft: ShapeDraft,
  key: K,
  value: StringFacet[K] | undefined,
): void {
  if (value !== undefined) Object.assign((draft.string ??= {}), { [key]: value });
}

/** A count of characters, items or members. */
export function count(value: Json, keyword: string, at: SchemaAt): number | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  return malformed(at, keyword, "a whole number");
}
