import type { Random } from "../openapi/random.ts";
import { sdlOf, type Input, type Output, type Schema, type Type } from "./schemas.ts";

/** The same schema in other words: another order, and some types in two pieces. */
export function rewritten(schema: Schema, random: Random): string {
  const types = shuffled(
    schema.types.map((type) => reordered(type, random)),
    random,
  );
  const text = sdlOf({ ...schema, types });
  return text
    .split("\n")
    .map((line) => (random.once(3) ? inTwoPieces(line) : line))
    .join("\n");
}

function reordered(type: Type, random: Random): Type {
  return {
    ...type,
    values: shuffled(type.values, random),
    members: shuffled(type.members, random),
    inputs: shuffled(type.inputs, random),
    fields: shuffled(type.fields, random).map((field) => ({
      ...field,
      args: inputsOf(field, random),
    })),
  };
}

function inputsOf({ args }: Output, random: Random): readonly Input[] {
  return shuffled(args, random);
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.below(left.length), 1));
}

/** `type Order { id: ID … }` as a type of one field and an extension with the others. */
function inTwoPieces(line: string): string {
  const match = /^(type|interface|input) (\w+)([^{]*)\{ (\w+: \w+) (.*) \}$/.exec(line);
  if (match === null) return `"""Another text""" ${line}`;
  const [, kind, name, more, first, rest] = match;
  return `${kind ?? ""} ${name ?? ""}${more ?? ""}{ ${first ?? ""} }\nextend ${kind ?? ""} ${name ?? ""} { ${rest ?? ""} }`;
}
