import { graphqlArgument, graphqlMember } from "../../model/coordinate.ts";
import type { Json } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type {
  EnumValue,
  Field,
  ObjectFacet,
  Reference,
  Shape,
  ShapeRef,
  ValueType,
} from "../../model/shape.ts";
import { coerceDefault } from "./defaults.ts";
import type { InputsOf } from "./defaults.ts";
import type {
  FieldDefinition,
  InputDefinition,
  TypeDefinition,
  TypeExpression,
  TypeUse,
} from "./definitions.ts";
import { factsOf } from "./directives.ts";

/** What building needs beside the definition at hand. */
export interface BuildContext {
  /** The fields of an input type; none where the name is another's. */
  readonly inputsOf: InputsOf;
  readonly sunsetPattern: RegExp | undefined;
  /** Told of every use of a type by name. */
  readonly use: (use: TypeUse) => void;
}

const NULLABLE_LIST: readonly ValueType[] = ["array", "null"];
const LIST: readonly ValueType[] = ["array"];
const OBJECT: readonly ValueType[] = ["object"];
const STRING: readonly ValueType[] = ["string"];

/** What a scalar may be whose form nobody declares: null is said at every use, never by a type. */
const ANY_VALUE: readonly ValueType[] = ["array", "boolean", "number", "object", "string"];

/** What each built-in scalar accepts as input (section 3.5); outputs are within it, see `delivers`. */
const BUILT_IN_TYPES: ReadonlyMap<string, readonly ValueType[]> = new Map([
  ["Int", ["integer"]],
  ["Float", ["number"]],
  ["String", ["string"]],
  ["Boolean", ["boolean"]],
  ["ID", ["string", "integer"]],
]);

/** A built-in scalar's shape. */
export function builtInShape(name: string, origin: Origin): Shape {
  const types = BUILT_IN_TYPES.get(name);
  return {
    ...namedShape(name, origin),
    ...(types === undefined ? {} : { types }),
    ...(name === "Int" ? { format: "Int" } : {}),
    ...(name === "ID" ? { delivers: STRING } : {}),
  };
}

/** A shape that accepts every value but null: a custom scalar, or a type that nobody defines. */
export function opaqueShape(use: TypeUse): Shape {
  return { ...namedShape(use.name, use.origin), types: ANY_VALUE };
}

/** The shape of a defined type. */
export function shapeOf(type: TypeDefinition, context: BuildContext): Shape {
  const shape = namedShape(type.name, type.origin);
  switch (type.kind) {
    case "scalar":
      return opaqueShape(type);
    case "enum":
      return { ...shape, types: STRING, values: { open: false, items: valuesOf(type, context) } };
    case "union":
      return {
        ...shape,
        types: OBJECT,
        anyOf: type.members.map((member) => reference(member, false, context)),
      };
    case "object":
    case "interface":
      return { ...shape, types: OBJECT, object: outputObject(type, context) };
    case "input":
      return { ...shape, types: OBJECT, object: inputObject(type, context) };
  }
}

/** A reference to a named type. */
export function reference(use: TypeUse, nullable: boolean, context: BuildContext): Reference {
  context.use(use);
  return { kind: "ref", to: use.name, nullable, origin: use.origin };
}

/** An argument of a field or directive, or a field of an input object. */
function inputField(
  input: InputDefinition,
  kind: "argument" | "field",
  coordinate: string,
  context: BuildContext,
): Field {
  const written: Json | undefined =
    input.default === undefined
      ? undefined
      : coerceDefault(input.default, input.type, context.inputsOf);
  return {
    kind,
    coordinate,
    origin: input.origin,
    name: input.name,
    shape: shapeRefOf(input.type, true, coordinate, context),
    required: input.type.kind === "non-null" && written === undefined,
    ...(written === undefined ? {} : { default: written }),
    ...factsOf(input.applied, context.sunsetPattern),
  };
}

function namedShape(name: string, origin: Origin): Shape {
  return { kind: "shape", coordinate: name, origin, nominal: name };
}

function valuesOf(type: TypeDefinition, context: BuildContext): readonly EnumValue[] {
  return type.values.map((value) => ({
    kind: "enum-value",
    coordinate: graphqlMember(type.name, value.name),
    origin: value.origin,
    value: value.name,
    ...factsOf(value.applied, context.sunsetPattern),
  }));
}

function outputObject(type: TypeDefinition, context: BuildContext): ObjectFacet {
  type.interfaces.forEach(context.use);
  return {
    fields: type.fields.map((field) =>
      outputField(field, graphqlMember(type.name, field.name), context),
    ),
    ...(type.interfaces.length === 0 ? {} : { interfaces: type.interfaces.map((use) => use.name) }),
    ...(type.kind === "interface" ? { abstract: true } : {}),
  };
}

/** Everything selectable is delivered, so output fields are required; `null` is in their shape. */
function outputField(field: FieldDefinition, coordinate: string, context: BuildContext): Field {
  const inputs = field.arguments;
  return {
    kind: "field",
    coordinate,
    origin: field.origin,
    name: field.name,
    shape: shapeRefOf(field.type, true, coordinate, context),
    required: true,
    ...(inputs.length === 0 ? {} : { arguments: argumentsOf(inputs, coordinate, context) }),
    ...factsOf(field.applied, context.sunsetPattern),
  };
}

/** Arguments, by the coordinate of the field or directive that takes them. */
export function argumentsOf(
  inputs: readonly InputDefinition[],
  owner: string,
  context: BuildContext,
): readonly Field[] {
  return inputs.map((input) =>
    inputField(input, "argument", graphqlArgument(owner, input.name), context),
  );
}

function inputObject(type: TypeDefinition, context: BuildContext): ObjectFacet {
  const exactlyOne = type.applied.some((directive) => directive.name === "oneOf");
  return {
    fields: type.inputs.map((input) =>
      inputField(input, "field", graphqlMember(type.name, input.name), context),
    ),
    additional: false,
    ...(exactlyOne ? { exactlyOne } : {}),
  };
}

function shapeRefOf(
  type: TypeExpression,
  nullable: boolean,
  coordinate: string,
  context: BuildContext,
): ShapeRef {
  switch (type.kind) {
    case "non-null":
      return shapeRefOf(type.of, false, coordinate, context);
    case "named":
      return reference(type, nullable, context);
    case "list":
      return {
        kind: "shape",
        coordinate,
        origin: type.origin,
        types: nullable ? NULLABLE_LIST : LIST,
        array: { items: shapeRefOf(type.of, true, coordinate, context) },
      };
  }
}
