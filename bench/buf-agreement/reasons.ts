import type { Ours } from "./agreement.ts";

const REMOVED =
  "Bytes and JSON that are only received lack the field silently: no reader fails, so it is dangerous, reserved or not.";
const UNCARRIED =
  "No call of both sides carries the message any more: only code that names it is broken.";
const VALUE_REMOVED = "The enum is only received: a value that no longer comes breaks no reader.";
const OTHER_NAME =
  "The type has another name and the same shape; neither bytes nor JSON carry the names of types.";
const ALONE = "A field alone in a oneof has the same bytes, the same JSON and the same presence.";
const NOT_CARRIED =
  "Messages carry another type now; the type of this name is felt by generated code alone.";

/** Why we call less what buf calls breaking, by buf's rule and what we call it. One principle each. */
const SOFTER: Readonly<Record<string, string>> = {
  "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED compatible": VALUE_REMOVED,
  "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED compatible": VALUE_REMOVED,
  "FIELD_NO_DELETE_UNLESS_NAME_RESERVED compatible": UNCARRIED,
  "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED compatible": UNCARRIED,
  "FIELD_NO_DELETE_UNLESS_NAME_RESERVED dangerous": REMOVED,
  "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED dangerous": REMOVED,
  "FIELD_SAME_CARDINALITY compatible":
    "Whether a field can be told to be unset changes no message; generated code is told at the oneof.",
  "FIELD_SAME_JSON_NAME compatible":
    "The message is only sent, under a name that is the field's own: ProtoJSON parsers take both.",
  "FIELD_SAME_JSON_NAME dangerous":
    "The message is only received, under a name that is the field's own: ProtoJSON parsers take both, plain readers of JSON do not.",
  "FIELD_SAME_NAME compatible": NOT_CARRIED,
  "FIELD_SAME_NAME dangerous":
    "The JSON name is kept: only who writes JSON by the field's own name is refused.",
  "FIELD_SAME_ONEOF compatible": ALONE,
  "FIELD_SAME_ONEOF dangerous":
    "A field that leaves its oneof can be set beside the others: a reader of before keeps the last of them, and none fails.",
  "FIELD_SAME_ONEOF nothing": ALONE,
  "FIELD_WIRE_JSON_COMPATIBLE_TYPE compatible": OTHER_NAME,
  "FIELD_WIRE_JSON_COMPATIBLE_TYPE dangerous":
    "The other type lacks what is dropped silently, or has values that strict readers do not know; nothing fails.",
  "MESSAGE_NO_DELETE nothing":
    "The entry of a map is no message that anybody declared; the map's field is told.",
  "ONEOF_NO_DELETE nothing": "A oneof that goes with all its members is told by them, once each.",
  "RESERVED_MESSAGE_NO_DELETE dangerous":
    "To release a number breaks no message; to take it does, and is told then.",
  "RESERVED_ENUM_NO_DELETE dangerous":
    "To release a number breaks no message; to take it does, and is told then.",
};

const RULES_OF_VALIDATION =
  "A rule of validation (protovalidate, protoc-gen-validate); buf does not read custom options.";

/** Why buf does not see what we call breaking, by our rule. One principle each. */
const UNSEEN: Readonly<Record<string, string>> = {
  "binding-removed": "An HTTP route (google.api.http); buf does not read custom options.",
  "binding-body-changed": "An HTTP route (google.api.http); buf does not read custom options.",
  "binding-field-changed": "An HTTP route (google.api.http); buf does not read custom options.",
  "constraint-loosened": RULES_OF_VALIDATION,
  "constraint-tightened": RULES_OF_VALIDATION,
  "constraint-changed": RULES_OF_VALIDATION,
  "enum-value-removed":
    "Values of an enum that took another's place, which buf says of the fields, or a list of a rule of validation.",
  "enum-value-renamed":
    "Values of an enum that took another's place, which buf says of the fields.",
  "enum-value-number-changed":
    "Values of an enum that took another's place, which buf says of the fields.",
  "field-removed":
    "A field of a message that took another's place; buf compares messages of one name only.",
  "field-became-optional": RULES_OF_VALIDATION,
  "field-became-required": RULES_OF_VALIDATION,
  "oneof-renamed": "A field alone that joins or leaves a oneof is told by the oneof.",
  "operation-group-removed":
    "Calls of a service that is gone fail whatever the encoding; buf judges services in FILE and PACKAGE only, and there once for the file.",
  "operation-removed":
    "A call of a method that is gone fails whatever the encoding; buf judges methods in FILE and PACKAGE only.",
  "type-renamed":
    "Client code names the type; buf reports the field only where the short name is another.",
  "value-list-added": RULES_OF_VALIDATION,
  "value-list-removed": RULES_OF_VALIDATION,
  "attribute-changed (google.api.method_signature)":
    "Generated clients have a method for each signature; buf does not read custom options.",
  "attribute-changed (google.longrunning.operation_info)":
    "The result of a long-running operation is of another type; buf does not read custom options.",
};

/** The reason of a class of differences; undefined where nobody gave one yet. */
export function reasonFor(rule: string, ours: Ours): string | undefined {
  if (ours === "breaking") return Object.hasOwn(UNSEEN, rule) ? UNSEEN[rule] : undefined;
  const key = `${rule} ${ours}`;
  return Object.hasOwn(SOFTER, key) ? SOFTER[key] : undefined;
}
