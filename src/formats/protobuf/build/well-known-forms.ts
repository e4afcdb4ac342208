import type { BinaryEncoding } from "../../../model/encoding.ts";
import type { Field, Forms, Shape, ShapeRef, ValueType } from "../../../model/shape.ts";

const PLACE = { coordinate: "", origin: { file: "", offset: 0 } } as const;

function shape(facets: Partial<Shape>): Shape {
  return { kind: "shape", ...PLACE, ...facets };
}

function scalar(type: ValueType, encoding: BinaryEncoding): Shape {
  const format = encoding === "bytes" ? { format: "byte" } : {};
  return shape({ types: [type], encoding, ...format });
}

/** A message in bytes: its fields by name, numbered from one. */
function message(...fields: readonly (readonly [name: string, shape: ShapeRef])[]): Shape {
  const numbered = fields.map(([name, inner], index): Field => {
    return { kind: "field", ...PLACE, name, number: index + 1, shape: inner, required: false };
  });
  return shape({ types: ["object"], encoding: "message", object: { fields: numbered } });
}

function text(format: string): Shape {
  return shape({ types: ["string"], format });
}

const repeated = (items: ShapeRef): Shape => shape({ types: ["array"], array: { items } });
const INTEGER = scalar("integer", "int64");
const STRING = scalar("string", "string");
const BYTES = scalar("string", "bytes");
const ANY_OBJECT = shape({ types: ["object"], object: { fields: [] } });
/** Messages that hold each other are not followed. */
const VALUE = shape({ encoding: "message", nominal: "google.protobuf.Value" });
const SECONDS = message(["seconds", INTEGER], ["nanos", scalar("integer", "int32")]);

function wrapper(name: string, value: Shape): readonly [string, Forms] {
  return [name, { wire: message(["value", value]), json: value }];
}

/**
 * What the types of protobuf itself are in bytes and in JSON
 * (https://protobuf.dev/programming-guides/json).
 */
const FORMS: ReadonlyMap<string, Forms> = new Map<string, Forms>([
  ["Any", { wire: message(["type_url", STRING], ["value", BYTES]), json: ANY_OBJECT }],
  ["Timestamp", { wire: SECONDS, json: text("date-time") }],
  ["Duration", { wire: SECONDS, json: text("duration") }],
  ["FieldMask", { wire: message(["paths", repeated(STRING)]), json: text("field-mask") }],
  [
    "Struct",
    {
      wire: message([
        "fields",
        shape({
          types: ["object"],
          object: { fields: [], map: { key: STRING }, additional: VALUE },
        }),
      ]),
      json: ANY_OBJECT,
    },
  ],
  [
    "Value",
    {
      wire: message(
        ["null_value", scalar("integer", "enum")],
        ["number_value", scalar("number", "double")],
        ["string_value", STRING],
        ["bool_value", scalar("boolean", "bool")],
        ["struct_value", shape({ encoding: "message", nominal: "google.protobuf.Struct" })],
        ["list_value", shape({ encoding: "message", nominal: "google.protobuf.ListValue" })],
      ),
      json: shape({}),
    },
  ],
  ["ListValue", { wire: message(["values", repeated(VALUE)]), json: shape({ types: ["array"] }) }],
  wrapper("DoubleValue", scalar("number", "double")),
  wrapper("FloatValue", scalar("number", "float")),
  wrapper("Int64Value", INTEGER),
  wrapper("UInt64Value", scalar("integer", "uint64")),
  wrapper("Int32Value", scalar("integer", "int32")),
  wrapper("UInt32Value", scalar("integer", "uint32")),
  wrapper("BoolValue", scalar("boolean", "bool")),
  wrapper("StringValue", STRING),
  wrapper("BytesValue", BYTES),
]);

/** The forms of a type by its full name; undefined for every type but protobuf's own. */
export function formsOf(fullName: string): Forms | undefined {
  const name = /^google\.protobuf\.(\w+)$/.exec(fullName)?.[1];
  return name === undefined ? undefined : FORMS.get(name);
}
