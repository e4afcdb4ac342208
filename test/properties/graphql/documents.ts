import type { Random } from "../openapi/random.ts";
import { fieldsOf, useText, type Input, type Schema, type Type, type Use } from "./schemas.ts";

const MAX_DEPTH = 3;

/** A document that asks a schema for something; every response key in it is another one. */
export function randomDocument(schema: Schema, random: Random): string {
  const writing: Writing = { schema, random, variables: [], keys: { count: 0 } };
  const query = schema.types[0];
  if (query === undefined) return "{ __typename }";
  const selection = selectionOf(writing, query, 0);
  const head = directivesAt(writing, "QUERY");
  const { variables } = writing;
  if (variables.length === 0 && head === "") return `{ ${selection} }`;
  return `query${variables.length === 0 ? "" : ` (${variables.join(", ")})`}${head} { ${selection} }`;
}

interface Writing {
  readonly schema: Schema;
  readonly random: Random;
  readonly variables: string[];
  readonly keys: { count: number };
}

function selectionOf(writing: Writing, type: Type, depth: number): string {
  const { schema, random } = writing;
  const parts: string[] = ["__typename"];
  const fields = type.kind === "union" ? [] : fieldsOf(schema, type);
  for (const { name, type: use, args } of fields) {
    if (random.once(depth + 2)) continue;
    const target = schema.types.find((one) => one.name === use.name);
    const inside = target !== undefined && isComposite(target);
    if (inside && depth === MAX_DEPTH) continue;
    const given = argumentsOf(writing, args);
    const selection = inside ? ` { ${selectionOf(writing, target, depth + 1)} }` : "";
    writing.keys.count += 1;
    const key = `k${String(writing.keys.count)}`;
    parts.push(`${key}: ${name}${given}${directivesAt(writing, "FIELD")}${selection}`);
  }
  if (random.once(2)) parts.push(...fragment(writing, type, depth));
  return parts.join(" ");
}

/** A fragment on a type that a value of `type` may have. */
function fragment(writing: Writing, type: Type, depth: number): readonly string[] {
  const { schema, random } = writing;
  const possible = possibleTypes(schema, type);
  const others = schema.types.filter(
    (other) =>
      isComposite(other) && possibleTypes(schema, other).some((name) => possible.includes(name)),
  );
  if (others.length === 0 || depth === MAX_DEPTH) return [];
  const other = random.pick(others);
  const use = directivesAt(writing, "INLINE_FRAGMENT");
  return [`... on ${other.name}${use} { ${selectionOf(writing, other, depth + 1)} }`];
}

function isComposite({ kind }: Type): boolean {
  return kind === "object" || kind === "interface" || kind === "union";
}

function possibleTypes(schema: Schema, type: Type): readonly string[] {
  if (type.kind === "object") return [type.name];
  if (type.kind === "union") return type.members;
  return schema.types
    .filter((one) => one.kind === "object" && one.implements.includes(type.name))
    .map(({ name }) => name);
}

function directivesAt(writing: Writing, location: string): string {
  const { schema, random } = writing;
  const texts = schema.directives.flatMap(({ name, args, locations, repeatable }) => {
    if (!locations.includes(location) || !random.once(6)) return [];
    const times = repeatable && random.once(2) ? 2 : 1;
    return Array.from({ length: times }, () => ` @${name}${argumentsOf(writing, args)}`);
  });
  return texts.join("");
}

function argumentsOf(writing: Writing, args: readonly Input[]): string {
  const given = args
    .filter((arg) => isRequired(arg) || writing.random.once(2))
    .map((arg) => `${arg.name}: ${valueOf(writing, arg.type)}`);
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}

function isRequired({ type, default: value }: Input): boolean {
  return isNonNull(type) && value === undefined;
}

function isNonNull({ wrap }: Use): boolean {
  return wrap === "!" || wrap.endsWith("]!");
}

function valueOf(writing: Writing, use: Use): string {
  const { random, variables } = writing;
  if (random.once(4)) {
    const name = `$v${String(variables.length + 1)}`;
    variables.push(`${name}: ${useText(use)}`);
    return name;
  }
  return literalOf(writing, use);
}

function literalOf(writing: Writing, use: Use): string {
  const { random } = writing;
  if (!isNonNull(use) && random.once(6)) return "null";
  if (!use.wrap.startsWith("[")) return namedLiteral(writing, use.name);
  const inner: Use = { name: use.name, wrap: use.wrap.includes("!]") ? "!" : "" };
  // One value stands for a list of one (GraphQL, September 2025, 3.11).
  if (random.once(4)) return namedLiteral(writing, use.name);
  return `[${literalOf(writing, inner)}]`;
}

const LITERALS: Readonly<Record<string, readonly string[]>> = {
  Int: ["1"],
  Float: ["1", "0.5"],
  String: ['"a"'],
  Boolean: ["true"],
  ID: ['"a"', "1"],
};

function namedLiteral(writing: Writing, name: string): string {
  const { schema, random } = writing;
  const type = schema.types.find((one) => one.name === name);
  if (type?.kind === "enum") return random.pick(type.values);
  if (type?.kind === "input") return objectLiteral(writing, type);
  return random.pick(LITERALS[name] ?? ['"a"', "1", "true", "{x: 1}"]);
}

function objectLiteral(writing: Writing, { inputs, oneOf }: Type): string {
  const { random } = writing;
  if (oneOf) {
    // An input object in itself, and so on, would never end.
    const plain = inputs.filter(({ type }) => type.name !== "Line" && type.name !== "Filter");
    if (plain.length === 0) return "{keep: 1}";
    const one = random.pick(plain);
    const inner: Use = { ...one.type, wrap: one.type.wrap === "" ? "!" : "[]!" };
    return `{${one.name}: ${literalOf(writing, inner)}}`;
  }
  const given = inputs.filter((input) => isRequired(input) || random.once(3));
  return `{${given.map((input) => `${input.name}: ${valueOf(writing, input.type)}`).join(", ")}}`;
}
