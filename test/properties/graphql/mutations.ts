import type { Random } from "../openapi/random.ts";
import {
  INPUTS,
  LOCATIONS,
  NAMES,
  OBJECTS,
  optional,
  OUTPUTS,
  randomInput,
  randomOutput,
  WRAPS,
  type Directive,
  type Input,
  type Output,
  type Schema,
  type Type,
  type Use,
} from "./schemas.ts";

/** One random edit somewhere in a schema; what it means is for the referee to say. */
export function mutate(schema: Schema, random: Random): Schema {
  if (random.once(8)) {
    return { ...schema, directives: schema.directives.map((one) => editDirective(one, random)) };
  }
  const at = random.below(schema.types.length);
  const types = schema.types.map((type, index) => (index === at ? editType(type, random) : type));
  return { ...schema, types };
}

function editType(type: Type, random: Random): Type {
  switch (type.kind) {
    case "scalar":
      return random.once(2) ? { ...type, kind: "enum", values: ["TODAY"] } : type;
    case "enum":
      if (random.once(8)) return { ...type, kind: "scalar" };
      return {
        ...type,
        values: toggled(type.values, random.pick(["OPEN", "PAID", "SENT", "NEW", "USED"])),
      };
    case "input": {
      if (random.once(4)) return { ...type, oneOf: !type.oneOf, inputs: type.inputs.map(optional) };
      const inputs = editList(type.inputs, random, { make: randomInput, edit: editInput });
      return { ...type, inputs: type.oneOf ? inputs.map(optional) : inputs };
    }
    case "union":
      return { ...type, members: toggled(type.members, random.pick(OBJECTS)) };
    default: {
      const isPlain = type.kind === "object" && type.name !== "Query";
      if (isPlain && random.once(4))
        return { ...type, implements: toggled(type.implements, "Node", 0) };
      return {
        ...type,
        fields: editList(type.fields, random, { make: randomOutput, edit: editOutput }),
      };
    }
  }
}

/** With or without one of a list, which keeps at least `least`. */
function toggled(list: readonly string[], one: string, least = 1): readonly string[] {
  if (!list.includes(one)) return [...list, one];
  const rest = list.filter((other) => other !== one);
  return rest.length < least ? list : rest;
}

interface Edits<T> {
  readonly make: (random: Random, name: string) => T;
  readonly edit: (item: T, random: Random) => T;
}

function editList<T extends { readonly name: string }>(
  list: readonly T[],
  random: Random,
  { make, edit }: Edits<T>,
): readonly T[] {
  const name = random.pick(NAMES);
  const known = list.find((item) => item.name === name);
  if (known === undefined) return [...list, make(random, name)];
  if (random.once(3)) return list.filter((item) => item.name !== name);
  return list.map((item) => (item === known ? edit(item, random) : item));
}

function editUse(use: Use, random: Random, names: readonly string[]): Use {
  return random.once(3)
    ? { ...use, name: random.pick(names) }
    : { ...use, wrap: random.pick(WRAPS) };
}

function editInput(input: Input, random: Random): Input {
  if (random.once(4)) return { name: input.name, type: input.type };
  const type = editUse(input.type, random, INPUTS);
  const isObject = type.name === "Filter" || type.name === "Line";
  const plain = { name: input.name, type };
  return isObject ? optional(plain) : plain;
}

function editOutput(output: Output, random: Random): Output {
  if (random.once(2)) return { ...output, type: editUse(output.type, random, OUTPUTS) };
  const args = editList(output.args, random, { make: randomInput, edit: editInput });
  return { ...output, args };
}

function editDirective(directive: Directive, random: Random): Directive {
  if (random.once(3)) return { ...directive, repeatable: !directive.repeatable };
  if (random.once(2)) {
    return { ...directive, locations: toggled(directive.locations, random.pick(LOCATIONS)) };
  }
  return {
    ...directive,
    args: editList(directive.args, random, { make: randomInput, edit: editInput }),
  };
}
