import type { Random } from "../openapi/random.ts";
import {
  inOneof,
  LABELS,
  NAMES,
  randomField,
  TYPES,
  type Enum,
  type Field,
  type File,
  type Message,
} from "./files.ts";

/** One random edit somewhere in a file; what it means is for the referee to say. */
export function mutate(file: File, random: Random): File {
  if (random.once(4)) {
    const at = random.below(file.enums.length);
    const enums = file.enums.map((one, index) => (index === at ? editEnum(one, random) : one));
    return { ...file, enums };
  }
  const at = random.below(file.messages.length);
  const messages = file.messages.map((message, index) =>
    index === at ? editMessage(file, message, random) : message,
  );
  return { ...file, messages };
}

function editEnum({ name, values }: Enum, random: Random): Enum {
  const last = values.at(-1);
  const rest = values.slice(0, -1);
  const added = { name: `${name.toUpperCase()}_THIRD`, number: 7 };
  if (last === undefined || random.once(4)) return { name, values: [...values, added] };
  if (random.once(3)) return { name, values: rest };
  if (random.once(2)) return { name, values: [...rest, { ...last, name: `${last.name}_NOW` }] };
  const numbers = values.map(({ number }) => number).reverse();
  // The first value of an open enum is zero.
  const swapped = values.map((value, index) => ({ ...value, number: numbers[index] ?? 0 }));
  return { name, values: swapped.toSorted((one, other) => one.number - other.number) };
}

function editMessage({ syntax }: File, message: Message, random: Random): Message {
  const { fields } = message;
  const name = random.pick(NAMES);
  const known = fields.find((field) => field.name === name);
  if (known === undefined) {
    return { ...message, fields: [...fields, inOneof(random, randomField(random, syntax, name))] };
  }
  if (random.once(6)) return { ...message, fields: fields.filter((field) => field !== known) };
  const edited = editField(known, random, syntax === "proto2");
  return { ...message, fields: fields.map((field) => (field === known ? edited : field)) };
}

function editField(field: Field, random: Random, isProto2: boolean): Field {
  switch (random.below(6)) {
    case 0:
      return { ...field, number: 9 };
    case 1:
      return { ...field, name: "other" };
    case 2:
      return { ...field, jsonName: "inJson" };
    case 3: {
      const label = isProto2
        ? random.pick(["optional", "repeated", "required", "map"] as const)
        : random.pick(LABELS);
      return { ...field, label, oneof: false };
    }
    case 4:
      return isProto2
        ? { ...field, type: random.pick(TYPES) }
        : { ...field, label: "", oneof: !field.oneof };
    default:
      return { ...field, type: random.pick(TYPES) };
  }
}
