import type { Random } from "../openapi/random.ts";

export type Syntax = "proto2" | "proto3";

/** How often a field may be set; `map` has text keys. */
export const LABELS = ["", "optional", "repeated", "map"] as const;
export type Label = (typeof LABELS)[number] | "required";

export interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly label: Label;
  /** Only of fields without a label. */
  readonly oneof: boolean;
  readonly jsonName?: string;
  /** Further options, as they stand in the text. */
  readonly options?: string;
}

export interface Message {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Enum {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly number: number }[];
}

/** A small file as data; its first message is what is written and read. */
export interface File {
  readonly syntax: Syntax;
  readonly messages: readonly Message[];
  readonly enums: readonly Enum[];
}

const SCALARS = [
  "int32",
  "int64",
  "uint32",
  "uint64",
  "sint32",
  "sint64",
  "fixed32",
  "sfixed64",
  "bool",
  "float",
  "double",
  "string",
  "bytes",
];
const MESSAGES = ["Order", "Line", "Price"];
const ENUMS = ["Status", "Kind"];
export const TYPES = [...SCALARS, "string", "int32", ...MESSAGES, ...ENUMS];
export const NAMES = ["id", "note", "unit_price", "line", "tags"];

export function randomField(random: Random, syntax: Syntax, name: string): Field {
  const label = random.pick(LABELS);
  return {
    name,
    number: NAMES.indexOf(name) + 1,
    type: random.pick(TYPES),
    label: label === "" && syntax === "proto2" ? "optional" : label,
    oneof: false,
  };
}

export function randomFile(random: Random): File {
  const syntax = random.pick(["proto2", "proto3"] as const);
  const messages = MESSAGES.map((name) => ({
    name,
    fields: NAMES.filter(() => !random.once(3)).map((field) =>
      inOneof(random, randomField(random, syntax, field)),
    ),
  }));
  const enums = ENUMS.map((name) => ({
    name,
    values: ["UNKNOWN", "FIRST", "SECOND"]
      .slice(0, 2 + random.below(2))
      .map((value, number) => ({ name: `${name.toUpperCase()}_${value}`, number })),
  }));
  return { syntax, messages, enums };
}

/** Some single fields of proto3 exclude each other. */
export function inOneof(random: Random, field: Field): Field {
  return field.label === "" && random.once(3) ? { ...field, oneof: true } : field;
}

function fieldText({ name, number, type, label, jsonName, options }: Field): string {
  const named = jsonName === undefined ? undefined : `json_name = "${jsonName}"`;
  const given = [named, options].filter((one) => one !== undefined);
  const more = given.length === 0 ? "" : ` [${given.join(", ")}]`;
  const start = label === "map" ? `map<string, ${type}>` : `${label} ${type}`.trim();
  return `${start} ${name} = ${String(number)}${more};`;
}

function messageText({ name, fields }: Message): string {
  const members = fields.filter(({ oneof, label }) => oneof && label === "");
  const others = fields.filter((field) => !members.includes(field));
  const group = members.length === 0 ? "" : ` oneof choice { ${members.map(fieldText).join(" ")} }`;
  return `message ${name} { ${others.map(fieldText).join(" ")}${group} }`;
}

export function textOf({ syntax, messages, enums }: File): string {
  const lists = enums.map(({ name, values }) => {
    const texts = values.map((value) => `${value.name} = ${String(value.number)};`);
    return `enum ${name} { ${texts.join(" ")} }`;
  });
  return [`syntax = "${syntax}";`, "package shop.v1;", ...messages.map(messageText), ...lists].join(
    "\n",
  );
}
