import type { Random } from "../openapi/random.ts";
import { textOf, type Field, type File } from "./files.ts";

/** The same file in other words: another order, comments, full names. */
export function rewritten(file: File, random: Random): string {
  const messages = shuffled(file.messages, random).map((message) => ({
    ...message,
    fields: shuffled(message.fields, random),
  }));
  const enums = shuffled(file.enums, random).map(({ name, values }) => {
    // The first value is the default.
    const [first, ...rest] = values;
    return { name, values: first === undefined ? [] : [first, ...shuffled(rest, random)] };
  });
  return textOf({ ...file, messages, enums })
    .replaceAll("message ", "// A comment\nmessage ")
    .replaceAll(
      /\b(Line|Price|Status) (?=\w+ = )/g,
      random.once(2) ? "shop.v1.$1 " : ".shop.v1.$1 ",
    );
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.below(left.length), 1));
}

const FEATURES = {
  proto2:
    "option features.enum_type = CLOSED; option features.repeated_field_encoding = EXPANDED; option features.utf8_validation = NONE; option features.json_format = LEGACY_BEST_EFFORT;",
  proto3: "option features.field_presence = IMPLICIT;",
} as const;

/** The same file in edition 2023 (https://protobuf.dev/editions/features), every feature as it was. */
export function inEdition(file: File): string {
  const messages = file.messages.map((message) => ({
    ...message,
    fields: message.fields.map((field) => withFeatures(field)),
  }));
  const text = textOf({ ...file, messages });
  return text.replace(/^syntax = .*$/m, `edition = "2023"; ${FEATURES[file.syntax]}`);
}

/** `optional` and `required` are features there. */
function withFeatures(field: Field): Field {
  if (field.label !== "optional" && field.label !== "required") return field;
  const presence = field.label === "optional" ? "EXPLICIT" : "LEGACY_REQUIRED";
  return { ...field, label: "", options: `features.field_presence = ${presence}` };
}
