import type { Random } from "../openapi/random.ts";

/** A use of a type: `[Int!]!` is `{ name: "Int", wrap: "[!]!" }`. */
export interface Use {
  readonly name: string;
  readonly wrap: Wrap;
}

export const WRAPS = ["", "!", "[]", "[]!", "[!]", "[!]!"] as const;
export type Wrap = (typeof WRAPS)[number];

export interface Input {
  readonly name: string;
  readonly type: Use;
  readonly default?: string;
}

export interface Output {
  readonly name: string;
  readonly type: Use;
  readonly args: readonly Input[];
}

/** A type by what it is; only what its kind needs is looked at. */
export interface Type {
  readonly name: string;
  readonly kind: "scalar" | "enum" | "input" | "interface" | "object" | "union";
  readonly values: readonly string[];
  readonly inputs: readonly Input[];
  readonly oneOf: boolean;
  readonly fields: readonly Output[];
  readonly implements: readonly string[];
  readonly members: readonly string[];
}

export interface Directive {
  readonly name: string;
  readonly args: readonly Input[];
  readonly locations: readonly string[];
  readonly repeatable: boolean;
}

/** A small schema as data; `Query` is the first object. */
export interface Schema {
  readonly types: readonly Type[];
  readonly directives: readonly Directive[];
}

const SCALARS = ["Int", "Float", "String", "Boolean", "ID", "Date"];
export const INPUTS = [...SCALARS, "Status", "Kind", "Filter", "Line"];
export const OUTPUTS = [...SCALARS, "Status", "Kind", "Node", "Order", "Buyer", "Stock", "Hit"];
export const OBJECTS = ["Order", "Buyer", "Stock"];
export const LOCATIONS = ["QUERY", "FIELD", "INLINE_FRAGMENT", "FIELD_DEFINITION"];
export const NAMES = ["a", "b", "c", "d"];

const NOTHING = {
  values: [],
  inputs: [],
  oneOf: false,
  fields: [],
  implements: [],
  members: [],
} as const;

function randomUse(random: Random, names: readonly string[]): Use {
  return { name: random.pick(names), wrap: random.pick(WRAPS) };
}

/** An argument or input field. Input objects are never demanded, or some would need themselves. */
export function randomInput(random: Random, name: string): Input {
  const use = randomUse(random, INPUTS);
  const isObject = use.name === "Filter" || use.name === "Line";
  const type = isObject ? { name: use.name, wrap: random.pick(["", "[]"] as const) } : use;
  const isPlain = (use.name === "Int" || use.name === "Float") && !use.wrap.startsWith("[");
  return { name, type, ...(isPlain && random.once(3) ? { default: "1" } : {}) };
}

export function randomOutput(random: Random, name: string): Output {
  const args = NAMES.slice(0, 2).filter(() => random.once(3));
  return {
    name,
    type: randomUse(random, OUTPUTS),
    args: args.map((arg) => randomInput(random, arg)),
  };
}

function some<T>(random: Random, list: readonly T[]): readonly T[] {
  return list.filter(() => !random.once(3));
}

export function randomSchema(random: Random): Schema {
  const fields = () => some(random, NAMES).map((name) => randomOutput(random, name));
  const inputs = () => some(random, NAMES).map((name) => randomInput(random, name));
  const types: readonly Type[] = [
    {
      ...NOTHING,
      name: "Query",
      kind: "object",
      fields: NAMES.map((name) => randomOutput(random, name)),
    },
    { ...NOTHING, name: "Date", kind: "scalar" },
    {
      ...NOTHING,
      name: "Status",
      kind: "enum",
      values: ["OPEN", ...some(random, ["PAID", "SENT"])],
    },
    { ...NOTHING, name: "Kind", kind: "enum", values: ["NEW", ...some(random, ["USED"])] },
    { ...NOTHING, name: "Filter", kind: "input", inputs: inputs() },
    {
      ...NOTHING,
      name: "Line",
      kind: "input",
      inputs: inputs().map(optional),
      oneOf: random.once(3),
    },
    { ...NOTHING, name: "Node", kind: "interface", fields: fields() },
    ...OBJECTS.map((name): Type => ({
      ...NOTHING,
      name,
      kind: "object",
      fields: fields(),
      implements: random.once(2) ? ["Node"] : [],
    })),
    {
      ...NOTHING,
      name: "Hit",
      kind: "union",
      members: ["Order", ...some(random, ["Buyer", "Stock"])],
    },
  ];
  const directive: Directive = {
    name: "hidden",
    args: inputs().slice(0, 2),
    locations: ["FIELD", ...some(random, LOCATIONS.slice(0, 3))],
    repeatable: random.once(2),
  };
  return { types, directives: [directive] };
}

/** As `@oneOf` demands its fields to be. */
export function optional({ name, type }: Input): Input {
  return { name, type: { name: type.name, wrap: type.wrap.startsWith("[") ? "[]" : "" } };
}

export function useText({ name, wrap }: Use): string {
  if (!wrap.startsWith("[")) return `${name}${wrap}`;
  const inner = wrap.includes("!]") ? `${name}!` : name;
  return `[${inner}]${wrap.endsWith("]!") ? "!" : ""}`;
}

function inputText({ name, type, default: value }: Input): string {
  return `${name}: ${useText(type)}${value === undefined ? "" : ` = ${value}`}`;
}

function outputText({ name, type, args }: Output): string {
  const given = args.length === 0 ? "" : `(${args.map(inputText).join(", ")})`;
  return `${name}${given}: ${useText(type)}`;
}

/** The fields of a type with those of its interfaces, which have to be the same. */
export function fieldsOf(schema: Schema, type: Type): readonly Output[] {
  const node = schema.types.find(({ name }) => name === "Node");
  const promised = type.implements.length === 0 ? [] : (node?.fields ?? []);
  const names = new Set(promised.map(({ name }) => name));
  return [...promised, ...type.fields.filter(({ name }) => !names.has(name))];
}

function typeText(schema: Schema, type: Type): string {
  const { name, kind } = type;
  const fields = ["id: ID", ...fieldsOf(schema, type).map(outputText)].join(" ");
  switch (kind) {
    case "scalar":
      return `scalar ${name}`;
    case "enum":
      return `enum ${name} { ${type.values.join(" ")} }`;
    case "union":
      return `union ${name} = ${type.members.join(" | ")}`;
    case "input":
      return `input ${name}${type.oneOf ? " @oneOf" : ""} { ${["keep: Int", ...type.inputs.map(inputText)].join(" ")} }`;
    case "interface":
      return `interface ${name} { ${fields} }`;
    case "object": {
      const promised =
        type.implements.length === 0 ? "" : ` implements ${type.implements.join(" & ")}`;
      return `type ${name}${promised} { ${fields} }`;
    }
  }
}

export function sdlOf(schema: Schema): string {
  const directives = schema.directives.map(({ name, args, locations, repeatable }) => {
    const given = args.length === 0 ? "" : `(${args.map(inputText).join(", ")})`;
    return `directive @${name}${given}${repeatable ? " repeatable" : ""} on ${[...new Set(locations)].join(" | ")}`;
  });
  return [...schema.types.map((type) => typeText(schema, type)), ...directives].join("\n");
}
